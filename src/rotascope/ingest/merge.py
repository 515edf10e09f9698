"""What of a checked file is new to the store: new keys, equal rows, revisions.

A key's first row is known by its source's rule. A later change of it is a new row with the same key,
known from the day it was imported: history is never rewritten.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from rotascope.ingest.findings import EMPTY, found
from rotascope.ingest.known import next_session, session_on
from rotascope.ingest.returns import comparable, connected, line_ends, misplaced
from rotascope.ingest.revisions import changed, too_far
from rotascope.providers.jobs import Job
from rotascope.store.market import Market
from rotascope.store.tables import Table

__all__ = ["Merged", "merge"]


@dataclass(frozen=True, slots=True)
class Merged:
    """`frame`: rows to append, in the table's schema; `unchanged` rows are stored already."""

    frame: pl.DataFrame
    unchanged: int
    held: tuple[pl.DataFrame, ...] = ()
    flagged: tuple[pl.DataFrame, ...] = ()


def merge(market: Market, job: Job, table: Table, frame: pl.DataFrame, today: date) -> Merged:
    """Compare a checked frame with what its dataset already holds."""
    if table.name in ("returns", "bars"):
        frame = frame.with_columns(pl.col("instrument").cast(pl.String))
    if job.known.startswith("in file"):
        return _versions(market, job, table, frame, today)
    if not _holds(market, job, table):
        return Merged(_final(job, table, frame), 0)
    ends = line_ends(market, job.dataset.name) if table.name == "returns" else None
    if ends is not None and job.connect:
        frame = connected(frame, ends)
    stored = _stored(market, job, table, frame)
    if job.connect and not len(stored):
        return Merged(_final(job, table, frame), 0)
    if "instrument" in frame.columns:
        frame, stored = _numbered(frame, stored)
    paired = _beside(table, frame, stored)
    del frame, stored
    if "instrument" in paired.columns:
        paired = paired.with_columns(pl.col("instrument").cast(pl.String))
    return _compared(market, job, table, paired, ends, today)


def _numbered(*frames: pl.DataFrame) -> tuple[pl.DataFrame, ...]:
    """The frames with `instrument` as numbers of one common list: millions of rows join on integers."""
    names = pl.concat([f["instrument"].unique() for f in frames]).unique().sort()
    kind = pl.Enum(names)
    return tuple(f.with_columns(pl.col("instrument").cast(kind)) for f in frames)


def _compared(
    market: Market, job: Job, table: Table, paired: pl.DataFrame, ends: pl.DataFrame | None,
    today: date,
) -> Merged:  # fmt: skip
    held = []
    if ends is not None:
        held.append(misplaced(paired, ends))
        paired = comparable(paired)
    if table.name == "bars":
        ends = _bounds(market, job)
        paired = paired.join(ends.select("instrument", "first"), on="instrument", how="left")
    held.append(too_far(table, paired))
    lost = pl.concat([part["at"] for part in held])
    rest = paired.filter(~pl.col("at").is_in(lost.implode()))
    fresh, late = _inserted(rest.filter(pl.col("old.known_at").is_null()), ends, today)
    revised = _revised(rest.filter(changed(table)), today)
    whole = pl.concat([fresh, revised], how="vertical_relaxed")
    told = found(revised, pl.lit(value=True), "Q10", "the stored value", pl.lit("revised"), "flag")
    unchanged = len(rest) - len(whole)
    return Merged(_final(job, table, whole), unchanged, tuple(held), (told, late))


def _holds(market: Market, job: Job, table: Table) -> bool:
    return any(
        b.table == table.name and b.dataset == job.dataset.name and b.accepted
        for b in market.batches()
    )


def _stored(market: Market, job: Job, table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """Stored versions of the dataset's rows in the frame's span of dates."""
    first, last = frame.select(pl.col("date").min(), last=pl.col("date").max()).row(0)
    inside = pl.col("date").is_between(pl.lit(first), pl.lit(last))
    lazy = market.scan(table.name).filter((pl.col("dataset") == job.dataset.name) & inside)
    return market.collect(lazy.drop("dataset"))


def _bounds(market: Market, job: Job) -> pl.DataFrame:
    """First and last stored day of each of the dataset's bar lines."""
    lazy = market.scan("bars").filter(pl.col("dataset") == job.dataset.name)
    day = pl.col("date")
    return market.collect(lazy.group_by("instrument").agg(first=day.min(), last=day.max()))


def _key(table: Table) -> list[str]:
    return [name for name in table.key if name != "dataset"]


def _beside(table: Table, frame: pl.DataFrame, stored: pl.DataFrame) -> pl.DataFrame:
    """The frame with the newest stored version of each key beside it, as `old.` columns."""
    key = _key(table)
    stored = stored.sort(*key, "known_at")
    followed = pl.all_horizontal(pl.col(name) == pl.col(name).shift(-1) for name in key)
    newest = stored.filter(~followed.fill_null(value=False))
    if table.name == "returns":
        same = pl.col("instrument") == pl.col("instrument").shift(1)
        newest = newest.with_columns(
            pl.when(same).then(pl.col("date").shift(1)).alias("old.before")
        )
    old = newest.rename({name: f"old.{name}" for name in ("known_at", *table.values)})
    return frame.join(old, on=key, how="left", maintain_order="left")


def _inserted(
    fresh: pl.DataFrame, ends: pl.DataFrame | None, today: date
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Q11: (new rows, flags on the late ones). Days inside a stored line are known from today.

    The return after such a day was measured without it, and nobody could have had the row before it
    came. Days before the line's first one keep their source's rule: they were there to be had.
    """
    if ends is None:
        return fresh, EMPTY
    joined = fresh.join(ends.select("instrument", begins="first", ends="last"), on="instrument",
                        how="left", maintain_order="left")  # fmt: skip
    inside = (pl.col("date") > pl.col("begins")) & (pl.col("date") < pl.col("ends"))
    said = pl.format("a day of a line stored from {} to {}", "begins", "ends")
    late = found(
        joined, inside, "Q11", "rows in order; late ones are known on arrival", said, "flag"
    )
    on = pl.lit(session_on(today))
    joined = joined.with_columns(known_at=pl.when(inside).then(on).otherwise(pl.col("known_at")))
    return joined.select(fresh.columns), late


def _revised(rows: pl.DataFrame, today: date) -> pl.DataFrame:
    """Known from the import's session; the session after the version it replaces, if that is later."""
    later = next_session(rows["old.known_at"])
    return rows.with_columns(known_at=pl.max_horizontal(pl.lit(session_on(today)), later))


def _versions(market: Market, job: Job, table: Table, frame: pl.DataFrame, today: date) -> Merged:
    """Files that carry their own vintages: a vintage that repeats the one before it says nothing."""
    key = _key(table)
    whole = frame.select("at", "row", *key, "known_at", *table.values)
    if _holds(market, job, table):
        stored = _stored(market, job, table, frame).with_columns(
            at=pl.lit(None, dtype=whole.schema["at"]), row=pl.lit(None, dtype=whole.schema["row"])
        )
        whole = pl.concat([stored.select(whole.columns), whole], how="vertical_relaxed")
    whole = whole.sort(*key, "known_at", pl.col("at").is_not_null(), maintain_order=True)
    follows = pl.all_horizontal(pl.col(name) == pl.col(name).shift(1) for name in key)
    equal = pl.all_horizontal(pl.col(n).eq_missing(pl.col(n).shift(1)) for n in table.values)
    same_day = follows & (pl.col("known_at") == pl.col("known_at").shift(1))
    marked = whole.with_columns(repeats=(follows & equal).fill_null(value=False),
                                corrects=same_day.fill_null(value=False))  # fmt: skip
    new = marked.filter(pl.col("at").is_not_null() & ~pl.col("repeats"))
    later = pl.max_horizontal(pl.lit(session_on(today)), next_session(new["known_at"]))
    new = new.with_columns(known_at=pl.when("corrects").then(later).otherwise(pl.col("known_at")))
    return Merged(_final(job, table, new), len(frame) - len(new), (EMPTY,), ())


def _final(job: Job, table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(
        pl.lit(job.dataset.name).alias("dataset"),
        *(pl.col(name).cast(kind) for name, kind in table.columns.items() if name != "dataset"),
    )
