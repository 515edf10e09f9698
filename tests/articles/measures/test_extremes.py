"""Records and extremes of a series written by hand."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.articles.check.judge import judged
from rotascope.articles.measures import extremes
from tests.articles.remarks.scenes import claim, world
from tests.articles.tape import closes

FIRST, DAY = date(2025, 8, 1), date(2025, 12, 23)
VIX = closes(FIRST, DAY, start=15.0, d2025_09_12=14.5, d2025_10_01=17.0, d2025_12_23=14.6)
RECORD = closes(FIRST, DAY, start=100.0, d2025_11_03=200.0, d2025_11_04=196.0)
PANEL = world(DAY, price={"^VIX": VIX, "^RUT": RECORD}, total={"SPSM": RECORD})


def _lowest(op: str, panel_day: date = DAY) -> str:
    asked = claim("^VIX", "extreme", None, op=op, quote="its lowest close since September",
                  detail=(("since", "2025-09"),))  # fmt: skip
    return judged(asked, extremes.extreme(PANEL, asked, panel_day)).verdict


def test_the_lowest_close_since_september_may_be_above_septembers_own() -> None:
    # 14.60 is under everything of October to December; September's 14.50 does not count against it.
    assert _lowest("=") == "supported"


def test_a_close_far_above_the_low_is_not_the_lowest() -> None:
    early = claim("^VIX", "extreme", None, op="=", quote="lowest close since August",
                  detail=(("since", "2025-08"),))  # fmt: skip
    found = judged(early, extremes.extreme(PANEL, early, date(2025, 11, 3)))
    assert found.verdict == "contradicted"
    assert "2025-09-12" in found.reason


def test_nearly_allows_five_per_cent_and_says_the_low() -> None:
    asked = claim("^VIX", "extreme", None, op="nearly", quote="approaching its lowest close",
                  detail=(("since", "2025-08"),))  # fmt: skip
    found = judged(asked, extremes.extreme(PANEL, asked, DAY))
    assert found.verdict == "supported"
    assert "14.50" in found.reason


def test_a_month_without_a_year_is_the_last_one() -> None:
    asked = claim("^VIX", "extreme", None, quote="lowest close since September",
                  detail=(("extreme", "low"), ("since", "--09")))  # fmt: skip
    assert judged(asked, extremes.extreme(PANEL, asked, DAY)).verdict == "supported"


@pytest.mark.parametrize(
    ("day", "verdict"), [(DAY, "supported"), (date(2026, 3, 31), "approximate")]
)
def test_a_record_of_this_quarter_is_a_new_peak_and_an_older_one_is_near(
    day: date, verdict: str
) -> None:
    line = closes(FIRST, day, start=100.0, d2025_11_03=200.0, d2025_11_04=196.0)
    asked = claim("^RUT", "extreme", None, quote="broke out to new peaks",
                  detail=(("extreme", "high"), ("since", "all-time")))  # fmt: skip
    found = judged(asked, extremes.extreme(world(day, price={"^RUT": line}), asked, day))
    assert found.verdict == verdict
    assert "the highest close on file is 200.00, of 2025-11-03" in found.reason


def test_a_line_without_closes_is_not_checkable() -> None:
    asked = claim("^NDX", "extreme", None, quote="lowest in ages")
    assert judged(asked, extremes.extreme(PANEL, asked, DAY)).verdict == "not_checkable"


def test_two_per_cent_below_a_record_is_near_it() -> None:
    near = claim("^RUT", "high_distance", None, op="nearly")
    (seen,) = extremes.high_distance(PANEL, near, DAY)
    assert seen.value == pytest.approx(-0.02)
    assert seen.verdict == "supported"
    assert "record of 2025-11-03" in seen.reason


def test_an_index_without_a_series_is_played_by_its_fund_which_never_contradicts() -> None:
    near = claim("^SP600", "high_distance", None, op="nearly")
    found = judged(near, extremes.high_distance(PANEL, near, DAY))
    assert found.verdict == "supported_under"
    assert "SPSM stands for ^SP600" in found.reason
    printed = claim("^SP600", "high_distance", -0.30)
    assert judged(printed, extremes.high_distance(PANEL, printed, DAY)).verdict == "not_checkable"


def test_new_peaks_are_of_this_quarter() -> None:
    peaks = claim("^RUT", "high_distance", None, op=">")
    assert extremes.high_distance(PANEL, peaks, DAY)[0].verdict == "supported"


def test_nothing_after_the_day_moves_a_record() -> None:
    early = extremes.record_of(PANEL, "^RUT", date(2025, 10, 1))
    assert early is not None
    assert (early.distance, early.end) == (0.0, date(2025, 10, 1))
    assert extremes.record_of(PANEL, "^NDX", DAY) is None


def test_the_year_since_which_it_is_an_extreme_does_not_count_against_it() -> None:
    # "The lowest since 2025": lower in 2025, and never after it.
    later = closes(FIRST, date(2026, 3, 31), start=15.0, d2025_09_12=14.0, d2025_12_01=17.0,
                   d2026_03_31=14.5)  # fmt: skip
    asked = claim("^VIX", "extreme", None, quote="its lowest close since 2025",
                  detail=(("since", "2025"),))  # fmt: skip
    day = date(2026, 3, 31)
    found = judged(asked, extremes.extreme(world(day, price={"^VIX": later}), asked, day))
    assert found.verdict == "supported"


def test_closes_that_ended_months_ago_are_no_answer_and_total_return_stands_in() -> None:
    ended = closes(FIRST, date(2025, 9, 30), start=100.0)
    panel = world(DAY, price={"TSLA": ended}, total={"TSLA": RECORD})
    line = extremes.line_of(panel, "TSLA", DAY)
    assert line is not None
    assert (line.basis, line.own) == ("total return", False)
    assert extremes.line_of(world(DAY, price={"TSLA": ended}), "TSLA", DAY) is None


@pytest.mark.parametrize(
    ("words", "day", "verdict"),
    [
        ("hit an all-time high last month", date(2025, 12, 3), "supported"),
        ("hit an all-time high in November 2025", DAY, "supported"),
        ("hit an all-time high in November", DAY, "supported"),
        ("hit an all-time high this month", DAY, "contradicted"),
        ("hit an all-time high in October", DAY, "contradicted"),
        ("hit an all-time high this quarter", DAY, "supported"),
    ],
)
def test_the_month_in_which_a_record_is_said_to_have_been_made_counts(
    words: str, day: date, verdict: str
) -> None:
    line = closes(FIRST, DAY, start=100.0, d2025_08_04=150.0, d2025_08_05=140.0,
                  d2025_11_03=200.0, d2025_11_04=180.0)  # fmt: skip
    asked = claim("^RUT", "extreme", None, quote=f"the index {words}",
                  detail=(("extreme", "high"), ("since", "all-time")))  # fmt: skip
    panel = world(day, price={"^RUT": {at: close for at, close in line.items() if at <= day}})
    found = judged(asked, extremes.extreme(panel, asked, day))
    assert found.verdict == verdict
    assert "close from 2025-" in found.reason


def test_a_low_of_the_month_before_is_told_like_a_high() -> None:
    line = closes(FIRST, DAY, start=100.0, d2025_11_03=70.0, d2025_11_04=90.0)
    asked = claim("^RUT", "extreme", None, quote="fell to a record low last month",
                  detail=(("extreme", "low"), ("since", "all-time")))  # fmt: skip
    day = date(2025, 12, 5)
    panel = world(day, price={"^RUT": {at: close for at, close in line.items() if at <= day}})
    found = judged(asked, extremes.extreme(panel, asked, day))
    assert (found.verdict, found.observed) == ("supported", 0.0)
