"""Verdicts on labelled claims: how often each word is right, and `contradicted` above all."""

from __future__ import annotations

import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from rotascope.articles.check import check_claims
from rotascope.articles.measures.spans import spans
from rotascope.desk.opening import open_store
from rotascope.panel import Panel
from rotascope.terms.articles import CLAIM_KINDS, FINDING_VERDICTS, Claim
from tests.articles.tape import article, claim

GOLDEN = Path(__file__).parents[2] / "golden" / "verdicts.toml"
LINE = re.compile(
    r"(?P<label>[a-z_]+(?: or [a-z_]+)?) \| (?P<subject>[^\s/]+)(?:/(?P<against>\S+))?"
    r" (?P<measure>\S+) (?P<op>\S+) (?P<value>\S+) (?P<window>\S+)(?: # .+)?"
)
WHOLE = {"rank": "count", "return_multiple": "ratio"}


def labelled(store: str) -> Iterator[tuple[date, str, Claim]]:
    """Every line of a store: its day, its label, and the claim it stands for."""
    for part in tomllib.loads(GOLDEN.read_text("utf-8"))["set"]:
        if part["store"] == store:
            for line in part["claims"]:
                found = LINE.fullmatch(line)
                assert found, line
                yield date.fromisoformat(part["day"]), found["label"], _claim(found)


def _claim(found: re.Match[str]) -> Claim:
    measure, value = found["measure"], found["value"]
    unit = WHOLE.get(measure, "fraction")
    scale = 1.0 if measure in WHOLE else 0.01
    digits = len(value.partition(".")[2]) if value != "-" else None
    half = 0.0 if digits is None or measure == "rank" else 0.5 * 10.0**-digits * scale
    return claim(
        found["subject"], 0.0 if value == "-" else float(value) * scale,
        "" if found["window"] == "-" else found["window"],
        measure=measure, op=found["op"], unit=unit, digits=digits, tolerance=half,
        against=tuple(found["against"].replace("_", " ").split(",")) if found["against"] else (),
    )  # fmt: skip


def wrong_verdicts(store: str, folder: Path) -> tuple[list[str], Counter[str], Counter[str]]:
    """Sentences on what differs from its label; per verdict how many were given, and how many right."""
    desk = open_store(folder)
    newest = desk.default_as_of()
    wrong, given, right = [], Counter[str](), Counter[str]()
    for day, label, asked in labelled(store):
        (found,), _ = check_claims(desk.panel, newest, article(day), [asked])
        given[found.verdict] += 1
        if found.verdict in label.split(" or "):
            right[found.verdict] += 1
        else:
            wrong.append(f"{asked.id} of {day}: {label}, not {found.verdict} ({found.reason})")
    return wrong, given, right


def assert_precise(store: str, folder: Path, least: int) -> None:
    """At least 95 % of all verdicts are right, and no `contradicted` is wrong."""
    wrong, given, right = wrong_verdicts(store, folder)
    assert sum(given.values()) >= least
    assert sum(right.values()) >= 0.95 * sum(given.values()), "\n".join(wrong)
    assert right["contradicted"] == given["contradicted"] > 0, "\n".join(wrong)


def test_verdicts_on_the_sample_are_right(sample_store: Path) -> None:
    assert_precise("sample", sample_store, 55)


def test_verdicts_on_real_data_are_right(shared_store: Path) -> None:
    assert_precise("shared", shared_store, 55)


LINES = ("SPY", "IWM", "QQQ", "MDY", "AAPL", "MSFT", "AVGO", "XLE", "TLT", "NVDA", "META", "TSLA")
WINDOWS = ("ytd", "1y", "1m", "3m", "5y", "2023", "2022", "1w")
MANY = 100


def drawn(panel: Panel, rng: random.Random) -> tuple[date, Claim]:
    """A return as some article might have printed it: any line, window, base, basis and precision."""
    day = rng.choice(panel.sessions[-400:].tolist())
    symbol, window = rng.choice(LINES), rng.choice(WINDOWS)
    span = rng.choice(spans(window, day))
    series = panel.series(symbol, rng.choice(("pr", "pr", "tr")))
    rows = np.searchsorted(series.days, np.array([span.base, span.end], dtype="datetime64[D]"))
    digits = rng.choice((0, 1, 2))
    value = float(series.levels[rows[1]] / series.levels[rows[0]] - 1.0)
    shown = round(value * 100, digits) / 100
    return day, claim(symbol, shown, window, digits=digits, tolerance=0.5 * 10.0**-digits / 100)


def test_a_true_figure_is_supported_and_a_wrong_one_almost_never(shared_store: Path) -> None:
    desk = open_store(shared_store)
    panel, rng = desk.panel("2025-09-26"), random.Random(5)
    true, wrong = Counter[str](), Counter[str]()
    for _ in range(MANY):
        day, asked = drawn(panel, rng)
        off = rng.choice((-1, 1)) * rng.uniform(0.06, 0.4) * (1.0 + max(asked.value or 0.0, 0.0))
        for counts, one in (
            (true, asked), (wrong, replace(asked, value=round((asked.value or 0.0) + off, 4)))
        ):  # fmt: skip
            (found,), _ = check_claims(desk.panel, panel.as_of, article(day), [one])
            counts[found.verdict] += 1
    assert set(true) <= {"supported", "supported_under"}
    assert wrong["contradicted"] >= 0.95 * MANY
    assert wrong["supported"] == 0


def test_the_labels_use_the_words_and_cover_them() -> None:
    labels = {
        word for store in ("sample", "shared") for _, label, _ in labelled(store)
        for word in label.split(" or ")
    }  # fmt: skip
    assert labels <= set(FINDING_VERDICTS)
    assert labels >= {"supported", "supported_under", "approximate", "partial", "contradicted",
                      "not_checkable"}  # fmt: skip
    assert {asked.kind for _, _, asked in labelled("sample")} <= set(CLAIM_KINDS)


@pytest.mark.parametrize("digits", ["28.88", "29", "-"])
def test_the_tolerance_follows_from_the_printed_digits(digits: str) -> None:
    found = LINE.fullmatch(f"supported | ^GSPC return = {digits} 2019")
    assert found
    half = {"28.88": 0.00005, "29": 0.005, "-": 0.0}[digits]
    assert _claim(found).tolerance == pytest.approx(half)
