"""Announcements as arrays: an issuer once, first prints, the right year before, members of the day."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from rotascope.signals.earnings.reports import (
    estimates,
    index_on_file,
    large_then,
    listed,
    reports,
)
from tests.signals.earnings import worlds

QUARTERS = ("2022-02-01", "2022-05-02", "2022-08-01", "2022-11-01", "2023-02-01")


def test_each_announcement_is_set_against_the_same_quarter_of_the_year_before() -> None:
    rows = [("AA", day, None, 1.0 + i) for i, day in enumerate(QUARTERS)]
    seen = reports(worlds.panel(date(2023, 3, 1), earnings=worlds.announcements(rows)))
    assert seen.actual.tolist() == [1.0, 2.0, 3.0, 4.0, 5.0]
    assert np.isnan(seen.before[:4]).all()
    assert seen.before[4] == 1.0


def test_two_share_classes_announce_once() -> None:
    rows = [(name, "2023-02-02", None, 1.0) for name in ("GOOG", "GOOGL", "AA")]
    rows += [("GOOGL", "2023-05-02", None, 2.0), ("GOOG", "2023-05-03", None, 2.0)]
    seen = reports(worlds.panel(date(2023, 6, 1), earnings=worlds.announcements(rows)))
    assert len(seen.code) == 3


def test_two_datasets_that_tell_of_one_report_are_one_report() -> None:
    rows = [("AA", day, None, 1.0 + i) for i, day in enumerate(QUARTERS)]
    first = worlds.announcements(rows)
    second = first.with_columns(
        dataset=pl.lit("second"), known_at=pl.col("known_at").dt.offset_by("1d"), eps_actual=9.0
    )
    both = pl.concat([first, second]).sort("dataset", "symbol", "date")
    seen = reports(worlds.panel(date(2023, 3, 1), earnings=both))
    assert sorted(seen.actual.tolist()) == [1.0, 2.0, 3.0, 4.0, 5.0]


def test_a_correction_does_not_replace_what_was_printed_first() -> None:
    first = worlds.announcements([("AA", "2023-02-02", None, 1.0)])
    later = first.with_columns(known_at=date(2023, 3, 1), eps_actual=pl.lit(9.0))
    both = pl.concat([first, later])
    seen = reports(worlds.panel(date(2023, 6, 1), earnings=both))
    assert seen.actual.tolist() == [1.0]


def test_nothing_known_later_and_nothing_without_a_number_is_there() -> None:
    rows = [("AA", "2023-02-02", 1.0, None), ("BB", "2023-02-03", 1.0, 2.0)]
    made = worlds.announcements(rows)
    assert len(reports(worlds.panel(date(2023, 2, 2), earnings=made)).code) == 0
    assert len(reports(worlds.panel(date(2023, 2, 3), earnings=made)).code) == 1


def test_large_is_who_the_index_listed_that_day() -> None:
    members = worlds.listed(["AA", "BB"]).with_columns(
        last=pl.when(pl.col("symbol") == "BB").then(date(2022, 6, 30))
    )
    panel = worlds.panel(date(2023, 1, 3), members=members)
    days = np.array(["2022-01-03", "2022-12-01", "2022-12-01"], dtype="datetime64[D]")
    found = large_then(panel, ("AA", "BB"), np.array([1, 1, 0]), days)
    assert found.tolist() == [True, False, True]
    assert index_on_file(panel) == "PW500"
    assert listed(panel, days[:2]).tolist() == [2.0, 1.0]


def test_without_a_list_nobody_is_large() -> None:
    panel = worlds.panel(date(2023, 1, 3))
    days = np.array(["2022-01-03"], dtype="datetime64[D]")
    assert not large_then(panel, ("AA",), np.array([0]), days).any()
    assert listed(panel, days).tolist() == [0.0]
    assert len(reports(panel).code) == 0


def test_estimates_are_told_apart_by_company_period_and_definition() -> None:
    seen = estimates(worlds.planted_panel())
    assert len(np.unique(seen.line)) == seen.line[-1] + 1
    for line in (0, 5, 17):
        rows = np.flatnonzero(seen.line == line)
        assert len(np.unique(seen.code[rows])) == 1
        assert (np.diff(seen.date[rows].astype(int)) > 0).all()


@pytest.mark.parametrize("share", [("PW02", "PW03")])
def test_the_planted_share_classes_are_one_company(share: tuple[str, str]) -> None:
    seen = reports(worlds.planted_panel())
    names = [seen.names[c] for c in np.unique(seen.code)]
    issuer = worlds.planted_panel().catalog.issuer(share[0])
    assert names.count(issuer) == 1
    assert len(names) == 59
