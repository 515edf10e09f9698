"""Three ratios side by side, the spread, and the flip of its sign."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from rotascope.providers.planted_parts.fundamentals import FLIP_MONTHS_AGO
from rotascope.signals.reading import measure
from rotascope.signals.valuation.cohort import cohort
from tests.signals.earnings import worlds


def test_the_finding_prints_all_three_conventions() -> None:
    (made,) = measure(worlds.planted_panel(), ["valuation.pe_small_cap"])
    found = cohort(worlds.planted_panel(), "small_cap")
    for ratio in (found.every, found.positive, found.zeroed):
        assert f"{ratio[-1]:.1f}" in made.reading.text
    assert made.reading.value == pytest.approx(found.every[-1])
    assert "10 % of its value loses money" in made.reading.text
    assert made.reading.lean is None


def test_the_choice_of_convention_can_turn_cheap_into_dear() -> None:
    small, large = (cohort(worlds.planted_panel(), r) for r in ("small_cap", "large_cap"))
    assert small.every[-1] > large.every[-1]
    assert small.positive[-1] < large.positive[-1]


def test_the_planted_flip_is_dated_within_half_a_year() -> None:
    (made,) = measure(worlds.planted_panel(), ["valuation.spread"])
    assert made.reading.state == "small cheaper"
    (flip,) = made.trace.marks[-1:]
    planted = np.datetime64("2025-06") - FLIP_MONTHS_AGO
    assert abs((np.datetime64(flip.date, "M") - planted).astype(int)) <= 6
    assert str(flip.date) in made.reading.text
    assert len(made.trace.marks) <= 3


def test_a_flip_is_marked_only_on_its_third_month() -> None:
    full = measure(worlds.planted_panel(), ["valuation.spread"])[0].trace
    day = full.marks[-1].date
    at = int(np.searchsorted(full.days, np.datetime64(day)))
    assert (full.value[at - 2 : at + 1] > 0.0).all()
    assert full.value[at - 3] < 0.0


def test_the_gap_of_the_finding_is_that_of_the_yields() -> None:
    (made,) = measure(worlds.planted_panel(), ["valuation.spread"])
    plain = dict(made.trace.beside)["difference of yields"]
    assert np.sign(plain[-1]) == np.sign(made.reading.value or 0.0)
    assert made.reading.null is not None


def test_no_file_and_no_series_is_not_measurable() -> None:
    panel = worlds.panel(date(2024, 6, 28))
    for name in ("valuation.spread", "valuation.pe_large_cap", "valuation.pe_small_cap"):
        said = measure(panel, [name])[0].reading
        assert said.status == "not_measurable"
        assert "table holdings" in said.reason
