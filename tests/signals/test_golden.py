"""Golden cases: reviewed answers of every signal on the planted market under real names."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

from scripts import golden

from rotascope.registry import SIGNALS


def test_every_signal_still_says_what_was_reviewed() -> None:
    assert golden.check() == []


# Why a signal may say nothing on the golden market: five years of it, no volumes of single stocks.
SILENT = {
    "undefined": {"trend_break", "false_starts", "wobble", "calendar.event_load"},
    "short_history": {"duration.share", "duration.horizon", "valuation.spread_predicts"},
    "not_measurable": {"groups.capacity", "groups.domestic_revenue", "structure.passive_days",
                       "dispersion.implied_correlation", "duration.cohort.nasdaq"},
}  # fmt: skip


def test_the_golden_market_gives_almost_every_signal_a_number() -> None:
    kept = [json.loads(path.read_text("utf-8")) for path in golden.FOLDER.glob("*.json")]
    silent = [case for case in kept if case["value"] is None]
    for case in silent:
        allowed = SILENT.get(case["status"], set())
        assert any(case["signal"].startswith(name) for name in allowed), case["signal"]
        assert case["reason"]
    assert len(silent) <= 25
    assert len(kept) == len(SIGNALS)


def test_a_changed_number_a_lost_case_and_a_stranger_are_seen() -> None:
    (made,) = golden.cases(["rs.small_large"]).values()
    other = copy.deepcopy(made)
    other["value"] *= 1.0001
    assert golden.differences(made, made, "rs") == []
    assert golden.differences(made, other, "rs")[0].startswith("rs.value:")
    assert golden.differences({"a": 1.0}, {}, "x") == ["x.a: 1.0 is kept, None is made"]
    assert golden.differences([1, 2], [1], "x")


KEPT = [json.loads(path.read_text("utf-8")) for path in sorted(golden.FOLDER.glob("*.json"))]
WORDS = {"zero": 0.0, "half": 0.5}
PRINTED = re.compile(
    r"(?P<part>[+\u2212-]?[\d.,]*\d)(?: (?P<of>%|in 100|of 100))?|\b(?P<word>zero|half)\b"
)


def told(case: dict[str, Any]) -> list[float]:
    """Numbers that a statement prints, as fractions where they are in per cent."""
    found = []
    for match in PRINTED.finditer(case["null"]["statement"]):
        if match["word"]:
            found.append(WORDS[match["word"]])
        else:
            number = float(match["part"].replace(",", "").replace("\u2212", "-"))
            found.append(number / 100.0 if match["of"] else number)
    return found


def drawable() -> list[dict[str, Any]]:
    return [
        case for case in KEPT
        if case["null"] and case["null"].get("draws") and case["unit"] in ("fraction", "sd")
    ]  # fmt: skip


def test_what_a_picture_draws_of_noise_is_a_number_that_its_sentence_prints() -> None:
    silent = [
        case["signal"]
        for case in drawable()
        if not any(abs(case["null"]["rate"] - x) <= 0.0051 for x in told(case))
    ]
    assert len(drawable()) > 50
    assert silent == []


def test_what_a_picture_draws_of_noise_lies_where_its_values_lie() -> None:
    for case in drawable():
        values, null = list(case["history"].values()), case["null"]
        reach = max(map(abs, values))
        assert null["draws"] != "spread" or null["rate"] > 0.0, case["signal"]
        # A rate in another unit is off by a factor of ten and more, or on the side without values.
        share = null["draws"] == "level" and min(values) >= 0.0 and reach <= 1.0
        low, high = (0.0, 1.0) if share else (-4.0 * reach - 0.05, 4.0 * reach + 0.05)
        assert low <= null["rate"] <= high, case["signal"]


def test_rates_in_another_unit_are_not_drawn() -> None:
    other = ("high.large", "high.small", "today.", "trend_break.", "markov.", "breakout.", "streak.",
             "since.", "capex.", "buybacks.", "valuation.", "rotation_map.", "sentiment.c")  # fmt: skip
    kinds = {c["signal"]: c["null"].get("draws") for c in KEPT if c["null"]}
    assert {kind for name, kind in kinds.items() if name.startswith(other)} == {None}
