"""Pairs as typed: the catalogued one by its label, any other from two lines."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest

from rotascope.conditions import typed_pairs
from rotascope.errors import BadArgument
from rotascope.panel import Panel
from rotascope.registry import SIGNALS
from rotascope.store.memory import MemoryBackend
from tests.evidence.markets import LAST, market, noise, returns_frame

PAIR = "PW:SMALL/PW:LARGE"


def test_a_label_of_the_catalog_is_the_catalogued_pair(planted_panel: Any) -> None:
    pair = typed_pairs.typed(planted_panel, PAIR)
    assert pair.name == "small_large"
    assert np.array_equal(pair.log_ratio, planted_panel.pair("small_large").log_ratio)


def test_a_pair_the_other_way_round_is_its_negative(planted_panel: Any) -> None:
    there = typed_pairs.typed(planted_panel, PAIR)
    back = typed_pairs.typed(planted_panel, "PW:LARGE/PW:SMALL")
    assert np.allclose(back.log_ratio, -there.log_ratio)
    assert back.sign == 1


@pytest.mark.parametrize("text", ["IWM", "IWM/", "IWM/IWM", "A/B/C"])
def test_what_is_no_pair_is_refused(planted_panel: Any, text: str) -> None:
    with pytest.raises(BadArgument, match="no pair"):
        typed_pairs.typed(planted_panel, text)


def test_a_leg_that_is_not_on_file_is_said(planted_panel: Any) -> None:
    fields = typed_pairs.relative_fields(planted_panel, "PW:SMALL/NOPE")
    assert not len(fields.days)
    assert "NOPE" in fields.reason


def test_relative_streak_and_ratio_are_those_of_the_signals(planted_panel: Any) -> None:
    fields = typed_pairs.relative_fields(planted_panel, PAIR)
    relative = SIGNALS["rs.small_large"].compute(planted_panel)
    runs = SIGNALS["streak.small_large"].compute(planted_panel)
    assert np.allclose(fields.series["relative"], relative.value, equal_nan=True)
    assert np.array_equal(fields.series["streak"][60:], runs.value[59:])
    assert fields.series["ratio"][0] == 1.0


def test_a_line_keeps_the_bounds_of_the_role_it_plays() -> None:
    """SPSM tracked another index before 2020: no ratio is drawn across that day."""
    panel = market({"SPSM": noise(3000, 1), "SPY": noise(3000, 2)})
    pair = typed_pairs.typed(panel, "SPSM/SPY")
    assert str(pair.days[0]) >= "2020-02-01"


def monthly_panel() -> Panel:
    """Two lines with a value a month."""
    frame = returns_frame({"FRSMALL": noise(1200, 1), "FRBIG": noise(1200, 2)})
    months = frame.with_columns(month=pl.col("date").dt.truncate("1mo"))
    first = months.group_by("instrument", "month", maintain_order=True).first().drop("month")
    return Panel(MemoryBackend({"returns": first.select(frame.columns)}), LAST)


def test_a_monthly_line_is_refused_for_it_is_published_after_its_own_day() -> None:
    panel = monthly_panel()
    fields = typed_pairs.relative_fields(panel, "FRSMALL/FRBIG")
    assert not len(fields.days)
    assert "no daily line" in fields.reason


def test_breaks_are_those_of_the_signal_in_numbers_and_words(planted_panel: Any) -> None:
    fields = typed_pairs.break_fields(planted_panel, PAIR)
    trace = SIGNALS["trend_break.small_large"].compute(planted_panel)
    assert fields.states == trace.states
    assert np.array_equal(fields.series["distance"], trace.value, equal_nan=True)
    assert set(fields.states or ()) > {"", "confirmed"}
