"""Repetitions and contradictions inside one file."""

from __future__ import annotations

import polars as pl

from rotascope.ingest.checks.keys import duplicates


def frame(keys: str, values: list[float]) -> pl.DataFrame:
    made = pl.DataFrame({"series": list(keys), "value": values}).with_row_index("at")
    return made.with_columns(row=pl.col("at") + 2)


def test_no_repetition_changes_nothing() -> None:
    made, repeated, against = duplicates(frame("ABC", [1, 2, 3]), ["series"], ["value"])
    assert (len(made), repeated, len(against)) == (3, 0, 0)


def test_equal_rows_are_kept_once_and_counted() -> None:
    made, repeated, against = duplicates(frame("AAAB", [1, 1, 1, 2]), ["series"], ["value"])
    assert made["at"].to_list() == [0, 3]
    assert (repeated, len(against)) == (2, 0)


def test_rows_that_contradict_each_other_are_all_held() -> None:
    made, repeated, against = duplicates(frame("AAAB", [1, 1, 9, 2]), ["series"], ["value"])
    assert made["series"].to_list() == ["B"]
    assert repeated == 0
    assert against["at"].to_list() == [0, 1, 2]
    assert set(against["check"]) == {"Q10"}


def test_a_missing_value_contradicts_a_present_one() -> None:
    doubled = frame("AA", [1.0, 1.0]).with_columns(value=pl.Series([1.0, None]))
    made, _, against = duplicates(doubled, ["series"], ["value"])
    assert (len(made), len(against)) == (0, 2)
