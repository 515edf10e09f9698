"""Rates and levels of a week written by hand."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.articles.check.judge import judged
from rotascope.articles.measures import levels
from tests.articles.remarks.scenes import claim, world

DAY, BEFORE, OLD = date(2025, 12, 22), date(2025, 12, 19), date(2025, 11, 3)
MACRO = {
    "DFF": {BEFORE: 3.64, DAY: 3.64},
    "DGS2": {BEFORE: 3.48, DAY: 3.50},
    "DGS10": {BEFORE: 4.10, DAY: 4.15},
    "DFEDTARU": {OLD: 4.00},
}
PANEL = world(DAY, price={"^VIX": {BEFORE: 15.0, DAY: 14.2}}, macro=MACRO)


def test_a_yield_is_a_fraction_where_the_claim_is_one_and_points_where_it_is_points() -> None:
    assert levels.level(PANEL, claim("DGS10", "level", 0.0415), DAY)[0].value == pytest.approx(
        0.0415
    )
    points = claim("DGS10", "level", 4.15, unit="pp")
    assert levels.level(PANEL, points, DAY)[0].value == pytest.approx(4.15)


def test_the_close_before_is_a_reading_of_its_own() -> None:
    asked = claim("^VIX", "level", 15.0, unit="index")
    found = judged(asked, levels.level(PANEL, asked, DAY))
    assert (found.verdict, found.reading_used) == ("supported_under", "close before that")


def test_the_funds_rate_above_the_two_year_is_positive_by_fourteen_hundredths() -> None:
    below = claim("DFF", "threshold", 0.0, op="<", against=("DGS2",), digits=None)
    seen = levels.threshold(PANEL, below, DAY)
    assert seen[0].value == pytest.approx(0.0014)
    assert judged(below, seen).verdict == "contradicted"


def test_a_target_last_printed_weeks_ago_stands_for_nothing() -> None:
    seen = levels.level(PANEL, claim("DFF", "level", 0.04), DAY)
    old = [one for one in seen if one.value is None]
    assert len(old) == 1
    assert "2025-11-03" in old[0].reason
    assert not old[0].own


def test_a_series_that_is_not_on_file_is_named() -> None:
    (seen,) = levels.level(PANEL, claim("DTWEXBGS", "level", 120.0), DAY)
    assert "no series DTWEXBGS" in seen.reason
    against = claim("DFF", "threshold", 0.0, op="<", against=("DGS30",), digits=None)
    assert judged(against, levels.threshold(PANEL, against, DAY)).verdict == "not_checkable"


def test_a_threshold_against_nothing_is_a_level() -> None:
    asked = claim("^VIX", "threshold", 15.0, unit="index", op="<")
    assert judged(asked, levels.threshold(PANEL, asked, DAY)).verdict == "supported"
