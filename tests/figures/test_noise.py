"""The band around a trend line, and the cone of a pair that nobody leads."""

from __future__ import annotations

from dataclasses import replace
from math import exp, log

import pytest

from rotascope.figures.noise import MONTHS, WINDOW, cone, line_band
from rotascope.terms import History
from tests.surfaces import fixtures

RELATIVE, BROKEN, *_ = fixtures.readings()


def test_the_band_is_two_of_the_readings_own_standard_deviations() -> None:
    days = fixtures.history(0, 0, 5, 7).dates
    line, ratio = History(days, (0.5,) * 5), History(days, (0.5 * exp(0.02),) * 5)
    told = replace(BROKEN, history=History(days, (2.0,) * 5))  # so that one sd is 0.01
    band = line_band(told, ratio, line)
    assert band is not None
    assert band["y"][0] == pytest.approx(0.5 * exp(0.02), rel=1e-5)
    assert band["y"][-1] == pytest.approx(0.5 * exp(-0.02), rel=1e-5)
    assert len(band["x"]) == 10


def test_a_hole_in_the_line_is_a_hole_in_the_band() -> None:
    days = (*fixtures.history(0, 0, 3, 7).dates[:2], fixtures.AS_OF)
    far = History(
        (days[0].replace(year=2020), days[0].replace(year=2020, month=1), days[2]), (0.5,) * 3
    )
    early = History(tuple(sorted(far.dates)), far.values)
    told = replace(BROKEN, history=History(early.dates, (2.0,) * 3))
    band = line_band(told, History(early.dates, (0.51,) * 3), early)
    assert band is not None
    assert None in band["x"]


def test_other_units_have_no_band() -> None:
    assert line_band(RELATIVE, RELATIVE.lines[0].history, RELATIVE.lines[0].history) is None


def test_the_cone_opens_as_the_root_of_time_to_the_null_of_the_window() -> None:
    ratio = RELATIVE.lines[0].history
    made = cone(RELATIVE, ratio)
    assert made is not None
    start = ratio.values[-WINDOW - 1]
    top = made["y"][: WINDOW + 1]
    assert top[0] == pytest.approx(start, rel=1e-5)
    assert top[-1] == pytest.approx(start * 1.061, rel=1e-5)
    assert log(top[WINDOW // 4] / start) < log(top[-1] / start) / 1.8


def test_the_cone_halves_as_far_down_as_it_doubles_up() -> None:
    ratio = RELATIVE.lines[0].history
    made = cone(RELATIVE, ratio)
    assert made is not None
    bottom = made["y"][WINDOW + 1]
    assert bottom == pytest.approx(ratio.values[-WINDOW - 1] / 1.061, rel=1e-5)


def test_a_monthly_pair_has_a_cone_of_six_months_and_monthly_sd() -> None:
    months = History(fixtures.history(0, 0, 240, 30).dates, (0.5,) * 240)
    made = cone(RELATIVE, months)
    assert made is not None
    assert len(made["x"]) == 2 * (MONTHS + 1)
    told = replace(BROKEN, history=History(months.dates, (2.0,) * 240))
    band = line_band(told, History(months.dates, (0.51,) * 240), months)
    assert band is not None
    assert band["name"] == "±2 monthly sd of the line"


def test_without_a_null_or_enough_days_there_is_no_cone() -> None:
    ratio = RELATIVE.lines[0].history
    assert cone(replace(RELATIVE, null=None), ratio) is None
    assert cone(RELATIVE, History(ratio.dates[-9:], ratio.values[-9:])) is None
    assert cone(BROKEN, ratio) is None
