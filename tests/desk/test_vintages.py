"""Versions of values with the day each became known; on real workbooks those of the issue."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from rotascope.desk.opening import open_store
from rotascope.desk.vintages import LATE, SINGLE, only, vintages
from rotascope.errors import BadArgument
from rotascope.sessions import as_days


def rows(*told: tuple[str, str, float]) -> dict[str, np.ndarray]:
    days, known, values = zip(*told, strict=True)
    n = len(told)
    return {
        "dataset": np.array(["a"] * n, dtype=object), "date": as_days(days),
        "known_at": as_days(known), "value": np.array(values), "assumed": np.zeros(n, dtype=bool),
    }  # fmt: skip


GDP = rows(
    ("2013-07-01", "2013-10-31", 16857.6), ("2013-10-01", "2014-01-31", 17102.5),
    ("2013-10-01", "2014-04-30", 17089.6), ("2013-10-01", "2014-07-31", np.nan),
    ("2014-01-01", "2014-04-30", 17149.6),
)  # fmt: skip


def test_versions_are_listed_newest_period_first_each_from_first_to_last() -> None:
    listed, why = vintages("macro", GDP)
    assert why == ""
    assert [(str(v.period), str(v.known_at)) for v in listed] == [
        ("2014-01-01", "2014-04-30"), ("2013-10-01", "2014-01-31"), ("2013-10-01", "2014-04-30"),
        ("2013-10-01", "2014-07-31"), ("2013-07-01", "2013-10-31"),
    ]  # fmt: skip
    assert listed[3].value is None, "a value that was withdrawn is no number"


def test_one_period_is_listed_alone() -> None:
    listed, _ = vintages("macro", GDP, "2013Q4")
    assert [v.value for v in listed] == [17102.5, 17089.6, None]
    assert vintages("macro", GDP, "2012") == ((), "no row about 2012")


def test_a_series_without_vintages_says_so() -> None:
    single = rows(("2026-03-01", "2026-04-15", 330.3), ("2026-04-01", "2026-05-15", 332.4))
    listed, why = vintages("macro", single)
    assert (len(listed), why) == (2, LATE)
    assert vintages("macro", single, dated=True)[1] == SINGLE
    assert vintages("news", single) == ((), "news has no single value to list by vintage")


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2013", date(2013, 1, 1), date(2013, 12, 31)),
        ("2013Q4", date(2013, 10, 1), date(2013, 12, 31)),
        ("2013-q1", date(2013, 1, 1), date(2013, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2013-10-01", date(2013, 10, 1), date(2013, 10, 1)),
    ],
)
def test_a_period_is_a_year_a_quarter_a_month_or_a_day(
    period: str, first: date, last: date
) -> None:
    assert only(period) == (first, last)


@pytest.mark.parametrize("period", ["2013Q5", "2013-13", "2013-02-30", "last month", "13", ""])
def test_what_is_no_period_is_refused(period: str) -> None:
    with pytest.raises(BadArgument, match="2013Q4"):
        only(period)


@pytest.mark.slow
def test_nominal_output_of_2013q4_reads_as_it_was_known(shared_store: Path) -> None:
    desk = open_store(shared_store)
    asked = {"2014-01-31": 17102.5, "2014-02-03": 17102.5, "2014-04-29": 17102.5, "2014-04-30": 17089.6,
             "2014-07-30": 17089.6, "2014-07-31": 17078.3}  # fmt: skip
    for day, value in asked.items():
        series = desk.panel(day).macro("GDP.V")
        assert series.values[series.days == np.datetime64("2013-10-01")].tolist() == [value], day
        assert not series.assumed
    before = desk.panel("2014-01-30").macro("GDP.V")
    assert before.days[-1] < np.datetime64("2013-10-01"), "nothing was known of it"
    (one,) = desk.data("GDP.V", period="2013Q4").on_file
    told = {str(v.known_at): v.value for v in one.vintages}
    assert [told[d] for d in ("2014-01-31", "2014-04-30", "2014-07-31")] == [
        17102.5,
        17089.6,
        17078.3,
    ]
    (early,) = desk.data("GDP.V", "2014-05-15", period="2013Q4").on_file
    assert [v.value for v in early.vintages] == [17102.5, 17089.6]
