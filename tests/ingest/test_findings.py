"""Findings become Issues with the file's own text."""

from __future__ import annotations

from datetime import date

import polars as pl

from rotascope.ingest.findings import EMPTY, counts, found, issues, together

RAW = pl.DataFrame(
    {"at": [0, 1], "row": [2, 3], "ticker": ["A", "B"], "px": ["1", "x"]},
    schema_overrides={"at": pl.UInt32, "row": pl.UInt32},
)


def finding(check: str = "Q01") -> pl.DataFrame:
    frame = RAW.select("at", "row", symbol="ticker").with_columns(date=pl.lit(date(2024, 3, 28)))
    return found(frame, pl.col("symbol") == "B", check, "a number", pl.lit("'x'"))


def test_a_finding_names_the_row_and_its_key() -> None:
    (row,) = finding().iter_rows(named=True)
    assert (row["at"], row["row"], row["key"]) == (1, 3, "B 2024-03-28")


def test_the_first_check_names_a_row() -> None:
    both = together([finding("Q01"), finding("Q02"), EMPTY])
    assert counts(both) == (("Q01", 1),)


def test_an_issue_carries_the_original_row() -> None:
    (issue,) = issues(finding(), RAW, "bars", "p.csv")
    assert issue.original == '{"ticker":"B","px":"x"}'
    assert (issue.source, issue.row, issue.check, issue.table) == ("p.csv", 3, "Q01", "bars")


def test_nothing_found_is_nothing_told() -> None:
    assert issues(together([]), RAW, "bars", "p.csv") == ()
