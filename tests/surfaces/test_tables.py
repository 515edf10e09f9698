"""Tables for a terminal."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from rich.console import Console

from rotascope.ingest.report import ImportReport, JobReport
from rotascope.surfaces import tables
from rotascope.surfaces.keep import Checkup
from rotascope.terms import Data, Issue, OnFile, Performance, Why
from tests.surfaces import fixtures

RETURN = Performance(
    "SPY", "SPDR S&P 500 ETF", "2022", "tr", -0.1818, "fraction", date(2021, 12, 31),
    date(2022, 12, 30), "ok", "", "performance/SPY/2022/tr@2026-06-12", fixtures.AS_OF,
)  # fmt: skip
ISSUE = Issue("returns", 7, "IWM 2020-03-16", "Q13", "quarantine", "no spike that comes back",
              "-50.0 %", "a.csv")  # fmt: skip


def shown(show: Callable[[Console, Any], None], term: Any, width: int = 110) -> str:
    out = io.StringIO()
    show(Console(file=out, width=width, color_system=None, highlight=False), term)
    return " ".join(out.getvalue().split())


def test_a_return_names_its_base_end_and_basis() -> None:
    text = shown(tables.print_performance, (RETURN,))
    for said in ("SPY", "−18.18 %", "2021-12-31", "2022-12-30", "total return", RETURN.key):
        assert said in text


def test_a_return_that_is_not_there_says_why_and_points_to_the_one_that_is() -> None:
    none = replace(RETURN, symbol="XX", value=None, base_date=None, end_date=None, key="no",
                   status="not_measurable", reason="no total-return series for XX")  # fmt: skip
    text = shown(tables.print_performance, (none, RETURN))
    assert "XX: no total-return series for XX" in text
    assert f"why {RETURN.key}" in text


def test_data_says_span_age_rule_and_note() -> None:
    row = OnFile("returns", "sample_funds", "", 5, 11320, date(2014, 1, 2), date(2022, 12, 28), 866,
                 None, None, "same session", 90, "one late download")  # fmt: skip
    text = shown(tables.print_data, Data(fixtures.AS_OF, "a1b2c3", "", (row,)))
    for said in ("11,320", "2014-01-02", "866", "same session", "sample_funds: one late download"):
        assert said in text
    narrow = shown(tables.print_data, Data(fixtures.AS_OF, "a", "", (row,)), 80)
    assert "sample_funds: one late download · known: same session" in narrow
    assert "2014 2022-12-28 866" in narrow, "where it is narrow a year says since when"
    guessed = replace(row, known_rule="registered lag", assumed=True)
    assert "registered lag (assumed)" in shown(
        tables.print_data, Data(fixtures.AS_OF, "a", "", (guessed,)), 120
    )


def test_an_import_accounts_for_every_row() -> None:
    job = JobReport("a.csv", "returns", "mine", "imported", 100, 90, 7, (("Q13", 3),), (("Q04", 1),),
                    0, "said")  # fmt: skip
    held = replace(job, source="b.csv", status="unreadable", sentence="b.csv: not Parquet.")
    job = replace(job, remark="IWM is taken from the file's name")
    told = ImportReport((job, held), 100, 90, 7, 3, (ISSUE,), "100 rows in = 90 + 7 + 3.", 3)
    text = shown(tables.print_import, told, 140)
    for said in ("Q13 3; flagged Q04 1", "b.csv: not Parquet.", "Q13 a.csv, row 7 (IWM 2020-03-16)",
                 "a.csv: IWM is taken from the file's name",
                 "100 rows in = 90 + 7 + 3."):  # fmt: skip
        assert said in text


def test_a_checkup_says_what_is_wrong_and_what_to_do() -> None:
    text = shown(
        tables.print_checkup, Checkup("s", (ISSUE,), ("rewrote the log",), "1 thing is off.")
    )
    assert "rewrote the log" in text
    assert text.endswith("1 thing is off.")


def test_why_gives_formula_convention_rows_and_versions() -> None:
    why = Why("k", "Relative strength", 0.0653, "fraction", fixtures.AS_OF, "exp(q) - 1", "total return",
              (fixtures.SOURCE,), (("2026-06-12", "0.0653"),), ("date", "value"),
              (("numpy", "2.4"),), ("a note",))  # fmt: skip
    text = shown(tables.print_why, why)
    for said in ("Relative strength = 0.0653 fraction", "exp(q) - 1", "2026-06-12", "numpy 2.4",
                 "- a note", "source invented: returns of IWM"):  # fmt: skip
        assert said in text
    assert "Relative strength: no view" in shown(tables.print_why, replace(why, value="no view"))


@pytest.mark.parametrize("width", [60, 80, 140])
def test_no_number_of_the_datasets_loses_a_digit(width: int) -> None:
    row = OnFile("identifiers", "megacap_earnings", "", 1715, 12122696, date(2014, 1, 2),
                 date(2022, 12, 28), 1715, None, None, "same session", 90, "")  # fmt: skip
    text = shown(tables.print_data, Data(fixtures.AS_OF, "a", "", (row,)), width)
    assert "1,715 12,122,696" in text
    assert "2022-12-28 1,715" in text


def test_what_is_known_only_later_is_one_line() -> None:
    told = Data(
        fixtures.AS_OF, "a", "", (), (), "9 rows in 2 datasets are known only later: --as-of X"
    )
    assert "9 rows in 2 datasets are known only later: --as-of X as known" in shown(
        tables.print_data, told
    )
