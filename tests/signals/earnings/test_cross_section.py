"""Growth by company at month ends: medians, dispersion, and what sectors did by chance."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.signals.earnings import cross_section
from rotascope.signals.reading import measure
from rotascope.signals.trace import Trace
from tests.signals.earnings import worlds


def test_the_planted_gap_is_recovered() -> None:
    (made,) = measure(worlds.planted_panel(), ["earnings.growth_gap"])
    # four quarters of 3.5 % against four of -0.5 %
    assert made.reading.value == pytest.approx(0.16, abs=0.04)
    assert made.reading.null is not None
    assert "half the time" in made.reading.null.statement


def test_dispersion_is_the_distance_between_fifths_of_growth() -> None:
    (made,) = measure(worlds.planted_panel(), ["earnings.dispersion"])
    # a year's noise: .05 x 2 = .10 sd, fifths of a normal lie 1.68 sd apart, groups .16 apart
    assert made.reading.value == pytest.approx(0.23, abs=0.08)
    assert made.reading.axis == "market"
    assert made.reading.lean is None


def test_month_ends_alone_and_counts_beside() -> None:
    trace = cross_section.growth_gap(worlds.planted_panel())
    months = trace.days.astype("datetime64[M]")
    assert len(np.unique(months)) == len(months)
    assert "(table earnings)" in cross_section.growth_gap(worlds.panel(worlds.LAST)).reason


def test_welchs_t_agrees_with_scipy() -> None:
    from scipy import stats

    draw = np.random.default_rng(2)
    outcomes, first = draw.standard_normal((30, 4)), np.arange(30) < 12
    found = cross_section.welch(outcomes, first)
    other = stats.ttest_ind(outcomes[first], outcomes[~first], equal_var=False)
    assert found == pytest.approx(other.statistic, rel=1e-9)


def test_sectors_without_any_tie_to_dispersion_are_told_as_chance() -> None:
    panel = worlds.planted_panel()
    (made,) = measure(panel, ["earnings.dispersion"])
    null = made.reading.null
    assert null is not None
    assert "shuffled quarters are as telling" in null.statement
    assert null.p is not None
    assert null.p > 0.02


def test_too_few_quarters_are_counted_and_said() -> None:
    days = worlds.planted_panel().sessions[-200::21]
    short = Trace(days, np.arange(len(days), dtype=float))
    null = cross_section.after_narrowing(worlds.planted_panel(), short)
    assert null is not None
    assert "5 of each are needed" in null.statement
    assert null.p is None


def test_the_median_null_needs_a_value() -> None:
    panel = worlds.planted_panel()
    empty = Trace(panel.sessions[-2:], np.array([np.nan, np.nan]))
    assert cross_section.median_null(panel, empty) is None
