"""Findings become Issues with the file's own text."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from rotascope.ingest.findings import (
    EMPTY,
    counts,
    found,
    found_at,
    issues,
    kept_and_told,
    together,
)

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


def test_findings_at_rows_carry_each_its_own_words() -> None:
    frame = RAW.select("at", "row", symbol="ticker")
    told = found_at(frame, np.array([1, 0]), "Q12", "every session", ["two", "one"], "flag")
    assert told.select("at", "observed", "severity").rows() == [
        (1, "two", "flag"),
        (0, "one", "flag"),
    ]
    read = found_at(frame, np.array([1]), "Q12", "every session", pl.col("symbol"))
    assert read["observed"].to_list() == ["B"]
    assert found_at(frame, np.array([], dtype=int), "Q12", "", []).height == 0


def test_a_row_on_file_is_no_finding() -> None:
    frame = RAW.select(pl.when(pl.col("at") == 1).then("at"), "row", symbol="ticker")
    assert found_at(frame, np.array([0, 1]), "Q12", "", ["a", "b"])["observed"].to_list() == ["b"]


def test_flags_name_a_row_once_a_check_and_no_row_that_is_held() -> None:
    one, two = finding("Q12"), finding("Q13")
    told = kept_and_told([one, one, two], EMPTY)
    assert told["check"].to_list() == ["Q12", "Q13"]
    assert kept_and_told([one, two], finding("Q03")).height == 0
    assert kept_and_told([], EMPTY).height == 0
