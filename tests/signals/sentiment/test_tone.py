"""Tone and consensus: empty until somebody fills the table, and said so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from rotascope.ingest.run import import_paths
from rotascope.panel import Panel
from rotascope.signals.reading import measure
from rotascope.signals.sentiment.tone import LEAST, consensus, tone
from rotascope.store.backend import StoreBackend
from rotascope.store.market import Market
from rotascope.store.memory import MemoryBackend
from tests.signals.sentiment.test_articles import MONDAY, TUESDAY, Row, panel

LAST = date(2024, 6, 28)


def many(entity: str, scores: list[float], kind: str = "article", day: date = MONDAY) -> list[Row]:
    return [(entity, day, f"{entity}{i}", s, kind, f"{entity} {i}") for i, s in enumerate(scores)]


@pytest.mark.parametrize(
    "name", ["sentiment.size", "sentiment.concentration", "sentiment.consensus"]
)
def test_an_empty_table_is_named_and_nothing_is_guessed(name: str) -> None:
    (found,) = measure(Panel(MemoryBackend({}), LAST), [name])
    assert (found.reading.status, found.reading.value) == ("not_measurable", None)
    assert "table sentiment" in found.reading.reason


def test_the_tone_is_a_difference_of_means() -> None:
    told = panel(many("IWM", [0.5] * 5 + [0.1] * 5) + many("SPY", [0.2] * 6))
    (found,) = measure(told, ["sentiment.size"])
    assert found.reading.value == pytest.approx(0.1)
    assert "10 articles on small caps score +0.30, 6 on large caps +0.20" in found.reading.text
    # variances 0.04 and 0; pooled 0.4 / 16 = 0.025; sd of the difference sqrt(0.025 (1/10 + 1/6))
    assert found.reading.null is not None
    assert found.reading.null.rate == pytest.approx(
        0.67449 * np.sqrt(0.025 * (1 / 10 + 1 / 6)), rel=1e-4
    )


def test_four_articles_are_too_few() -> None:
    trace = tone(panel(many("IWM", [0.5] * (LEAST - 1)) + many("SPY", [0.2] * 9)), "size")
    assert (trace.status, trace.value.size) == ("short_history", 0)


def test_articles_age_out_of_the_window() -> None:
    rows = many("IWM", [0.5] * 6) + many("SPY", [0.2] * 6)
    trace = tone(panel(rows, date(2024, 12, 2)), "size")
    at = int(np.searchsorted(trace.days, np.datetime64(MONDAY)))
    assert np.isfinite(trace.value[at : at + 63]).all()
    assert np.isnan(trace.value[at + 63 :]).all()


def test_the_planted_tone_is_kinder_after_the_shift(planted_panel: Panel) -> None:
    for axis in ("size", "concentration"):
        (found,) = measure(planted_panel, [f"sentiment.{axis}"])
        assert found.reading.value == pytest.approx(0.3, abs=0.2)
        assert found.reading.lean is None
        assert np.nanmean(found.trace.value[:-270]) == pytest.approx(0.0, abs=0.05)


def test_consensus_counts_sides_and_neutral_calls_take_none() -> None:
    told = panel(many("market", [1, 1, 1, 1, 1, 1, -1, 0, 0], "call") + many("x", [0.9], "article"))
    trace = consensus(told)
    assert trace.value[-1] == pytest.approx(6 / 7)
    assert trace.state == "one-sided, for"
    assert "(planted)" in trace.text  # the source is stated
    (found,) = measure(told, ["sentiment.consensus"])
    assert found.reading.null is not None
    assert found.reading.null.p == pytest.approx(16 / 128)  # 2 (7 + 1) / 2^7


def test_a_divided_street_is_no_consensus() -> None:
    told = panel(many("market", [1, 1, 1, -1, -1, -1], "survey", TUESDAY))
    assert consensus(told).state == "divided"
    assert consensus(panel(many("market", [1, 1], "survey"))).status in ("ok", "short_history")


MANIFEST = """
[dataset.mine]
precedence = 10
note = "articles judged by me"
known = "same session"

[[job]]
dataset = "mine"
table = "sentiment"
path = "articles.csv"
columns = { entity = "who", date = "date", item = "item", score = "score", kind = "kind", title = "title" }
"""  # noqa: E501


def test_a_table_of_ones_own_feeds_the_signal(tmp_path: Path) -> None:
    """Six articles a side from a CSV, mapped by a manifest: +0.4 against -0.1."""
    (tmp_path / "m.toml").write_text(MANIFEST, "utf-8")
    lines = ["who,date,item,score,kind,title"]
    for i in range(6):
        lines += [f"IWM,2024-06-1{i % 5},a{i},0.4,article,one {i}",
                  f"SPY,2024-06-1{i % 5},b{i},-0.1,article,two {i}"]  # fmt: skip
    (tmp_path / "articles.csv").write_text("\n".join(lines) + "\n", "utf-8")
    market = Market.open(tmp_path / "store", create=True)
    import_paths(market, [tmp_path / "m.toml"], root=tmp_path, today=LAST)
    (found,) = measure(Panel(StoreBackend(market), LAST), ["sentiment.size"])
    assert found.reading.value == pytest.approx(0.5)
    assert "large caps \N{MINUS SIGN}0.10" in found.reading.text
    assert found.reading.sources[0].dataset == "mine"
    market.close()
