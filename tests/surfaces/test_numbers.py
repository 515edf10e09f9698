"""How numbers read."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.surfaces import numbers
from rotascope.terms import Interval, Unit
from tests.surfaces.fixtures import reading


@pytest.mark.parametrize(
    ("fraction", "text"),
    [(0.0653, "+6.5 %"), (-0.0653, "−6.5 %"), (0.0, "+0.0 %"), (-0.0001, "+0.0 %"), (None, "–"),
     (12.5, "+1,250.0 %")],
)  # fmt: skip
def test_a_change_has_its_sign_and_its_unit(fraction: float | None, text: str) -> None:
    assert numbers.signed(fraction) == text


@pytest.mark.parametrize(
    ("fraction", "text"),
    [(0.853, "85th"), (0.01, "1st"), (0.02, "2nd"), (0.23, "23rd"), (0.11, "11th"), (0.12, "12th"),
     (1.0, "99th"), (0.0, "1st"), (None, "–")],
)  # fmt: skip
def test_a_percentile_is_an_ordinal(fraction: float | None, text: str) -> None:
    assert numbers.ordinal(fraction) == text


@pytest.mark.parametrize(
    ("more", "text"),
    [({}, "6.5 %"), ({"value": None}, "–"), ({"unit": "count", "value": 1936.0}, "1,936"),
     ({"unit": "sessions", "value": 5.0}, "5 sessions"), ({"unit": "sd", "value": -1.44}, "−1.4 sd"),
     ({"unit": "state", "value": 1.0, "state": "broken"}, "broken")],
)  # fmt: skip
def test_a_value_carries_its_unit(more: dict[str, object], text: str) -> None:
    assert numbers.value(reading(**more)) == text


@pytest.mark.parametrize(
    ("p", "text"), [(0.43, "43 in 100"), (0.0026, "1 in 385"), (1e-6, "fewer than 1 in 10,000")]
)
def test_a_chance_is_told_in_cases(p: float, text: str) -> None:
    assert numbers.chance(p) == text


def test_dates_counts_and_ranges() -> None:
    assert numbers.weekday(date(2026, 6, 12)) == "Fri 2026-06-12"
    assert numbers.day(None) == "–"
    assert (numbers.plural(1, "session"), numbers.plural(0, "session")) == (
        "1 session",
        "0 sessions",
    )
    assert numbers.share_range(Interval(0.41, 0.6, 0.9, "")) == "41–60 %"
    assert numbers.share_range(None) == numbers.percent(None) == "–"


def test_a_column_has_the_decimals_that_its_numbers_need() -> None:
    assert numbers.decimals([16661.0, 16912.9], 6) == 1
    assert numbers.decimals([16661.0, 0.0], 6) == 0
    assert numbers.decimals([0.25, 0.2], 6) == 2
    assert numbers.decimals([], 6) == 0
    assert numbers.fixed(16661.0, 1) == "16,661.0"
    assert numbers.fixed(-0.5, 2) == "−0.50"
    assert numbers.fixed(None, 2) == numbers.NONE


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [(0.06401, "fraction", "6.4 %"), (1.0, "sessions", "1 session"), (3.0, "sessions", "3 sessions"),
     (0.7447, "ratio", "0.74"), (1.0, "years", "1.0 years")],
)  # fmt: skip
def test_a_quantity_is_told_in_its_unit(number: float, unit: Unit, text: str) -> None:
    assert numbers.quantity(number, unit) == text


@pytest.mark.parametrize(
    ("p", "text"), [(None, "–"), (0.034, "0.03"), (0.005, "0.01"), (0.0004, "<0.01"), (1.0, "1.00")]
)
def test_no_p_is_printed_as_nil(p: float | None, text: str) -> None:
    assert numbers.p_value(p) == text


def test_places_are_spelled_as_read() -> None:
    assert [numbers.nth(n) for n in (1, 2, 3, 4, 11, 12, 21, 113)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "21st", "113th",
    ]  # fmt: skip
