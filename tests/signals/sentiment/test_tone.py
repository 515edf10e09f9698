"""Tone and consensus: empty until somebody fills the table, and said so."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.signals.reading import measure
from rotascope.signals.sentiment.tone import LEAST, consensus, tone
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
