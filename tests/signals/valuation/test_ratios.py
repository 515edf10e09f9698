"""Monthly series as first printed, yields of two sides, the noise of a level."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from rotascope.providers.planted_tables import frame
from rotascope.signals.trace import Trace
from rotascope.signals.valuation import ratios
from tests.signals.earnings import worlds


def test_a_revision_does_not_change_what_was_printed_and_a_late_month_is_left_out() -> None:
    rows = [("2023-01-01", "2023-02-03", 1.0), ("2023-03-01", "2023-04-03", 3.0),
            ("2023-02-01", "2023-05-03", 2.0), ("2023-01-01", "2023-06-01", 9.0)]  # fmt: skip
    days, known, values = zip(*rows, strict=True)
    made = frame(
        "macro",
        {"series": ["X"] * 4, "date": [date.fromisoformat(d) for d in days],
         "known_at": [date.fromisoformat(d) for d in known], "value": list(values),
         "unit": ["ratio"] * 4, "assumed": [False] * 4},
    )  # fmt: skip
    found = ratios.printed(worlds.panel(date(2023, 7, 3), macro=made), "X")
    assert found.values.tolist() == [1.0, 3.0]
    assert len(ratios.printed(worlds.panel(date(2023, 7, 3)), "X")) == 0


def test_of_months_known_together_the_newest_stands() -> None:
    known = np.array(["2023-01-03", "2023-01-03", "2023-02-03"], dtype="datetime64[D]")
    assert ratios.newest_of_day(known).tolist() == [False, True, True]
    assert not len(ratios.newest_of_day(known[:0]))


def test_the_monthly_series_come_before_the_funds_own_yields() -> None:
    panel = worlds.planted_panel()
    found = ratios.yields(panel)
    assert found.monthly
    assert len(found.days) == 480


def test_without_either_it_says_what_would_do() -> None:
    found = ratios.yields(worlds.panel(worlds.LAST))
    assert "EP.small_cap and EP.large_cap" in found.missing
    assert not len(found.days)


def test_a_last_step_of_usual_size_is_usual() -> None:
    panel = worlds.planted_panel()
    x = np.cumsum(np.tile([1.0, -1.0, 2.0], 20))
    null = ratios.change_null(panel, Trace(panel.sessions[-60:], x))
    assert null is not None
    assert null.rate == pytest.approx(1.0)
    assert null.p == pytest.approx(20 / 59)
    assert ratios.change_null(panel, Trace(panel.sessions[-5:], x[:5])) is None


def test_macro_rows_of_the_planted_world_are_fractions() -> None:
    made = pl.Series(ratios.yields(worlds.planted_panel()).small)
    assert 0.0 < made.min() < made.max() < 0.3  # type: ignore[operator]
