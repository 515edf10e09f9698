"""The days of a file among those of the stored line: from which row every return is measured.

A file of adjusted closes may lack days that are stored, and have days that are not. Its own returns run
from one of its rows to the next; in the line they must run from the row before, whoever has that one, or
a stored day would count twice.
"""

from __future__ import annotations

import polars as pl

from rotascope.ingest.findings import EMPTY, found

__all__ = ["interleaved"]

STORED, IN_FILE = pl.col("old.known_at").is_not_null(), pl.col("nr").is_not_null()
NO_ORIGIN = pl.col("origin").is_null()
ONE_PART = (pl.col("part") == pl.col("origin.part")) & (pl.col("cuts") == pl.col("origin.cuts"))
GAP = ~pl.col("last.file").fill_null(value=True)
"""The stored row before this one is not in the file."""


def interleaved(paired: pl.DataFrame, absent: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows with `tr` as the line will have it and `span`; and Q11 for those it cannot take.

    paired: rows of a file by line and date, `old.` columns of the stored row of the same day beside
    them (`old.known_at` null: none), `first` and `last` day of the stored line. absent: stored rows
    inside the file's days that the file lacks, the same columns. `span` is what to compare with the
    stored return: measured from the stored row before, so that a day put in lies inside it. Over a day
    that only the store has nothing is contradicted: the stored return stays.

    A new day is held if no day before it is in both, or if the stored return after it would have to be
    measured anew and the file lacks that day.
    """
    new = pl.col("old.known_at").is_null()
    inside = new & pl.col("date").is_between("first", "last", closed="none")
    if not absent.height and not paired.select(inside.any()).item():
        return paired.with_columns(span="tr"), EMPTY
    marked = _marked(paired.with_row_index("nr"), absent)
    # Levels span a missing day; a vendor's own returns are each of one day.
    levels = "level" in paired.columns
    held = found(
        marked, _held() & IN_FILE, "Q11", "a day between days that the file and the line both have",
        pl.lit("a stored day beside it that the file lacks"),
    )  # fmt: skip
    made = marked.with_columns(_return(levels=levels), span=_span()).filter(IN_FILE).sort("nr")
    return made.select(*paired.columns, "span"), held


def _marked(numbered: pl.DataFrame, absent: pl.DataFrame) -> pl.DataFrame:
    """Both, by line and date. `file` and `store`: growth so far in logs, in either; `part` and `cuts`:
    how often either began anew. `origin`: the last day before that both have, with its values;
    `before`: the row before; `last`: the stored row before. `next` is about the stored row after.
    """
    whole = pl.concat([numbered, absent], how="diagonal").sort("instrument", "date")

    def told(expr: pl.Expr) -> pl.Expr:
        return expr.cum_sum().over("instrument")

    whole = whole.with_columns(
        file=told(pl.when(IN_FILE).then("tr").fill_null(0.0).log1p()),
        store=told(pl.col("old.tr").fill_null(0.0).log1p()),
        part=told(pl.col("anchor").is_not_null()),
        cuts=told(pl.col("old.anchor").is_not_null()),
    )
    values = ("file", "store", "part", "cuts")

    def earlier(expr: pl.Expr, where: pl.Expr) -> pl.Expr:
        return pl.when(where).then(expr).shift(1).forward_fill().over("instrument")

    both = IN_FILE & STORED
    follows = pl.when(STORED).then(IN_FILE | pl.col("old.anchor").is_not_null())
    return whole.with_columns(
        earlier(pl.col("date"), both).alias("origin"),
        *(earlier(pl.col(name), both).alias(f"origin.{name}") for name in values),
        *(earlier(pl.col(name), STORED).alias(f"last.{name}") for name in ("part", "cuts")),
        earlier(IN_FILE, STORED).alias("last.file"),
        IN_FILE.shift(1).over("instrument").alias("before.file"),
        STORED.shift(1).over("instrument").alias("before.store"),
        follows.backward_fill().over("instrument").alias("next"),
        pl.col("anchor").filter(IN_FILE).first().over("instrument").is_null().alias("goes_on"),
    )


def _held() -> pl.Expr:
    later = pl.col("date") > pl.col("first")
    inside = later & (pl.col("date") < pl.col("last"))
    stray = later & NO_ORIGIN & ~pl.col("goes_on")
    over = (pl.col("last.part") != pl.col("origin.part")) | (
        pl.col("last.cuts") != pl.col("origin.cuts")
    )
    unsaid = inside & ~pl.col("next").fill_null(value=False)
    anew = inside & (pl.col("part") != pl.col("origin.part"))
    held = stray | (later & GAP & over) | unsaid | anew
    return ~STORED & held.fill_null(value=False)


def _return(*, levels: bool) -> pl.Expr:
    """`tr` since the row before in the line as it will be."""
    said = pl.col("file") - pl.col("origin.file")
    stored = pl.col("store") - pl.col("origin.store")
    step = pl.col("tr").fill_null(0.0).log1p()
    # Up to the row before: the file's own last step does not count.
    after_new = (stored - (said - step)).exp() - 1.0
    last = pl.col("store") - pl.col("old.tr").fill_null(0.0).log1p() - pl.col("origin.store")
    after_gap = (said - last).exp() - 1.0 if levels else pl.col("tr")
    new_before = pl.col("before.file") & ~pl.col("before.store")
    kept = (
        pl.when(pl.col("date") == pl.col("first")).then("tr")
        .when(pl.col("before.file") & pl.col("before.store")).then("tr")
        .when(NO_ORIGIN).then("old.tr")
        .when(new_before & ~GAP & (pl.col("part") == pl.col("origin.part"))).then("tr")
        .when(new_before & GAP & ONE_PART).then(after_new)
        .otherwise("old.tr")
    )  # fmt: skip
    over_gap = ~pl.col("before.file") & ~NO_ORIGIN & pl.col("anchor").is_null()
    fresh = pl.when(over_gap.fill_null(value=False)).then(after_gap).otherwise("tr")
    return pl.when(STORED).then(kept).otherwise(fresh).alias("tr")


def _span() -> pl.Expr:
    """The file's return since the stored day before; the stored one where the file does not say."""
    since = (pl.col("file") - pl.col("origin.file")).exp() - 1.0
    plain = (pl.col("date") == pl.col("first")) | (
        pl.col("before.file") & pl.col("before.store")
    ).fill_null(value=False)
    known = ~NO_ORIGIN & ~GAP & (pl.col("part") == pl.col("origin.part"))
    return (
        pl.when(~STORED | plain).then("tr").when(known).then(since).otherwise("old.tr")
    )  # fmt: skip
