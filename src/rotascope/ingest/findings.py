"""Rows that a check held or flagged, as a frame, until they become Issues with their original text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rotascope.terms import Issue, Severity

__all__ = ["EMPTY", "counts", "found", "found_at", "issues", "kept_and_told", "together"]

EMPTY = pl.DataFrame(
    schema={
        "at": pl.UInt32, "row": pl.UInt32, "check": pl.String, "severity": pl.String,
        "expected": pl.String, "observed": pl.String, "key": pl.String,
    }
)  # fmt: skip


def found(
    frame: pl.DataFrame,
    bad: pl.Expr,
    check: str,
    expected: str,
    observed: pl.Expr,
    severity: Severity = "quarantine",
) -> pl.DataFrame:
    """One finding a row where `bad` is true (null counts as false)."""
    # One chunk: Polars 2.1 panics when it formats text over a filtered frame of several.
    return (
        frame.filter(bad)
        .rechunk()
        .select(
            "at",
            "row",
            check=pl.lit(check),
            severity=pl.lit(severity),
            expected=pl.lit(expected),
            observed=observed.cast(pl.String).fill_null("nothing"),
            key=_key(frame),
        )
    )


def found_at(
    frame: pl.DataFrame,
    rows: NDArray[np.int64],
    check: str,
    expected: str,
    observed: pl.Expr | Sequence[str],
    severity: Severity = "quarantine",
) -> pl.DataFrame:
    """One finding for each of these rows; `observed` reads the row, or is their texts in order.

    Rows without `at` are on file already and are no finding.
    """
    if not len(rows):
        return EMPTY
    some = frame[rows]
    if not isinstance(observed, pl.Expr):
        some = some.with_columns(observed=pl.Series(observed, dtype=pl.String))
        observed = pl.col("observed")
    return found(some, pl.col("at").is_not_null(), check, expected, observed, severity)


def _key(frame: pl.DataFrame) -> pl.Expr:
    """The row's name: every text and day column that can be part of a key, those that are there."""
    names = ("symbol", "instrument", "series", "fund", "index", "underlying", "entity", "date")
    parts = [pl.col(name).cast(pl.String) for name in names if name in frame.columns]
    return pl.concat_str(parts, separator=" ", ignore_nulls=True) if parts else pl.lit("")


def together(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """All findings, one a row: the first check that caught a row names it, row before file."""
    if not any(part.height for part in parts):
        return EMPTY
    whole = pl.concat([part for part in parts if part.height], how="vertical_relaxed")
    # A row that is wrong by itself stays so when somebody vouches for the file.
    whole = whole.sort(pl.col("severity") == "hold", maintain_order=True)
    return whole.unique("at", keep="first", maintain_order=True)


def kept_and_told(parts: Sequence[pl.DataFrame], held: pl.DataFrame) -> pl.DataFrame:
    """What flags say of rows that are kept: a row may be told by several checks, by each once."""
    if not any(part.height for part in parts):
        return EMPTY
    whole = pl.concat([part for part in parts if part.height], how="vertical_relaxed")
    kept = whole.filter(~pl.col("at").is_in(held["at"].implode()))
    return kept.unique(["at", "check"], keep="first", maintain_order=True)


def counts(findings: pl.DataFrame) -> tuple[tuple[str, int], ...]:
    """(check, rows), sorted by check."""
    tally = findings.group_by("check").len().sort("check")
    return tuple((str(check), int(rows)) for check, rows in tally.iter_rows())


def issues(findings: pl.DataFrame, raw: pl.DataFrame, table: str, source: str) -> tuple[Issue, ...]:
    """Findings with the file's own text, as values. raw: the frame as read, with `at`."""
    if not findings.height:
        return ()
    text = raw.filter(pl.col("at").is_in(findings["at"].implode())).select(
        "at", original=pl.struct(pl.exclude("at", "row")).struct.json_encode()
    )
    joined = findings.join(text, on="at", how="left", maintain_order="left")
    return tuple(
        Issue(table, row, key, check, severity, expected, observed, source, original or "")
        for row, key, check, severity, expected, observed, original in joined.select(
            "row", "key", "check", "severity", "expected", "observed", "original"
        ).iter_rows()
    )
