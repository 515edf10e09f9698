"""The breaker: when so much of a file is held that the rest of it is not trusted either."""

from __future__ import annotations

import polars as pl

__all__ = ["FEW", "LINES", "ROWS", "SELDOM", "TELLING", "tripped"]

ROWS, LINES, FEW = 0.02, 0.05, 5
TELLING = ("Q02", "Q13", "Q17")
"""What one broken feed does to many lines at once: blanks, false prints, another unit."""
# One false print in ten years is a defect of a line, not of a file: of the 1,668 stocks shared as
# 2000-2012, 5 % have one, 2.6 % more than one in five hundred rows.
SELDOM = 0.002


def tripped(held: pl.DataFrame, rows_in: int, kept: pl.DataFrame) -> str:
    """Why the whole file is held, one clause; "" if it is not.

    A check says so (`hold`); more than 2 % of the rows (and of five rows) are held; or one of Q02,
    Q13 and Q17 holds more than 1 row in 500 of more than 5 % of the price lines (and of five
    lines). `kept` are the rows that pass; those of price lines have `symbol` and `instrument`.
    """
    whole = held.filter(pl.col("severity") == "hold")
    if whole.height:
        check, observed = whole.select("check", "observed").row(0)
        return f"{check}: {observed}"
    if len(held) > FEW and len(held) > ROWS * rows_in:
        return f"{len(held):,} of {rows_in:,} rows failed a check and 2 % is the limit"
    if not {"symbol", "instrument"} <= set(kept.columns):
        return ""
    hit = {check: _hit(held, check) for check in TELLING}
    if all(len(lines) <= FEW for lines in hit.values()):
        return ""
    rows = kept.group_by("instrument").agg(pl.col("symbol").first(), kept=pl.len())
    rows = rows.with_columns(pl.col("symbol").cast(pl.String))
    clauses = (_clause(check, rows, lines) for check, lines in hit.items())
    return next((clause for clause in clauses if clause), "")


def _hit(held: pl.DataFrame, check: str) -> pl.DataFrame:
    """Lines that a check holds rows of, and how many; a key without a name says of which line not."""
    mine = held.filter((pl.col("check") == check) & pl.col("key").str.contains(" "))
    return mine.group_by(symbol=pl.col("key").str.split(" ").list.first()).agg(held=pl.len())


def _clause(check: str, rows: pl.DataFrame, hit: pl.DataFrame) -> str:
    both = rows.join(hit, on="symbol", how="full", coalesce=True)
    both = both.with_columns(pl.col("kept", "held").fill_null(0))
    often = both.filter(pl.col("held") > SELDOM * (pl.col("kept") + pl.col("held")))
    if len(often) <= FEW or len(often) <= LINES * len(both):
        return ""
    return f"{check} holds rows of {len(often):,} of {len(both):,} lines and 5 % is the limit"
