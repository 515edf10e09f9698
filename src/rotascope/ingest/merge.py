"""What of a checked file is new to the store: new keys, equal rows, revisions.

A key's first row is known by its source's rule. A later change of it is a new row with the same key,
known from the day it was imported: history is never rewritten.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from rotascope.ingest.findings import EMPTY, found
from rotascope.ingest.interleaved import interleaved
from rotascope.ingest.known import next_session, session_on
from rotascope.ingest.returns import connected, line_bounds, line_ends, misplaced
from rotascope.ingest.revisions import changed, too_far
from rotascope.ingest.shape import PRICED
from rotascope.providers.jobs import Job
from rotascope.store.market import Market
from rotascope.store.tables import Table

__all__ = ["Merged", "merge"]

REVISED = ("macro",)
"""Tables whose values come in vintages. Of others, what a daily snapshot repeats is not kept."""


@dataclass(frozen=True, slots=True)
class Merged:
    """`frame`: rows to append, in the table's schema; `unchanged` rows are stored already."""

    frame: pl.DataFrame
    unchanged: int
    held: tuple[pl.DataFrame, ...] = ()
    flagged: tuple[pl.DataFrame, ...] = ()


def merge(market: Market, job: Job, table: Table, frame: pl.DataFrame, today: date) -> Merged:
    """Compare a checked frame with what its dataset already holds."""
    if job.known.startswith("in file"):
        if "instrument" in frame.columns:
            frame = frame.with_columns(pl.col("instrument").cast(pl.String))
        return _versions(market, job, table, frame, today)
    if not _holds(market, job, table):
        return Merged(_final(job, table, frame), 0)
    if table.name in PRICED:
        return _lines(market, job, table, frame, today)
    stored = _stored(market, job, table, frame)
    if "instrument" in frame.columns:
        frame, stored = _numbered(frame, stored)
    made = _compared(job, table, frame, _newest(table, stored), None, today)
    return _late_actions(market, made, today) if table.name == "actions" else made


def _late_actions(market: Market, made: Merged, today: date) -> Merged:
    """An action whose ex-date lies among bars on file came late: until today nobody adjusted for it."""
    rows = made.frame
    if not rows.height:
        return made
    bounds = line_bounds(market, rows["dataset"][0], rows["instrument"].unique())
    joined = rows.join(bounds, on="instrument", how="left", maintain_order="left")
    late = (pl.col("date") > pl.col("first")) & (pl.col("date") <= pl.col("last"))
    known = pl.max_horizontal("known_at", pl.when(late).then(pl.lit(session_on(today))))
    return replace(made, frame=joined.with_columns(known_at=known).select(rows.columns))


def _lines(market: Market, job: Job, table: Table, frame: pl.DataFrame, today: date) -> Merged:
    """Price lines: those the dataset does not hold are new whole, the others are compared by row."""
    kind = frame.schema["instrument"]
    names = frame["instrument"].unique().cast(pl.String)
    bounds = line_ends if table.name == "returns" else line_bounds
    ends = bounds(market, job.dataset.name, names).with_columns(pl.col("instrument").cast(kind))
    if job.connect and table.name == "returns":
        frame = connected(frame, ends)
    on_file = pl.col("instrument").is_in(ends["instrument"].implode())
    known = frame.filter(on_file) if ends.height else frame.clear()
    stored = _stored(market, job, table, known, names) if known.height else known
    if not known.height or (job.connect and not stored.height):
        return Merged(_final(job, table, frame), 0)
    stored = stored.with_columns(pl.col("instrument").cast(kind))
    new = _final(job, table, frame.filter(~on_file))
    made = _compared(job, table, known, _newest(table, stored), ends, today)
    return replace(made, frame=pl.concat([made.frame, new])) if new.height else made


def _numbered(*frames: pl.DataFrame) -> tuple[pl.DataFrame, ...]:
    """The frames with `instrument` as numbers of one common list: millions of rows join on integers."""
    names = pl.concat([f["instrument"].unique() for f in frames]).unique().sort()
    kind = pl.Enum(names)
    return tuple(f.with_columns(pl.col("instrument").cast(kind)) for f in frames)


def _compared(
    job: Job, table: Table, frame: pl.DataFrame, newest: pl.DataFrame, ends: pl.DataFrame | None,
    today: date,
) -> Merged:  # fmt: skip
    key, held = _key(table), []
    paired = frame.join(newest, on=key, how="left", maintain_order="left")
    if table.name == "returns" and ends is not None:
        held.append(misplaced(paired, ends))
    if ends is not None:
        paired = _bounded(paired, ends)
    if table.name == "returns" and ends is not None:
        mine = pl.col("instrument").is_in(frame["instrument"].unique().implode())
        absent = newest.filter(mine).join(frame, on=key, how="anti")
        paired, apart = interleaved(paired, absent)
        held.append(apart)
    held.append(too_far(table, paired))
    lost = pl.concat([part["at"] for part in held])
    rest = paired.filter(~pl.col("at").is_in(lost.implode())) if len(lost) else paired
    fresh, late = _inserted(rest.filter(pl.col("old.known_at").is_null()), ends, today)
    revised = _revised(rest.filter(changed(table)), today)
    whole = pl.concat([fresh, revised], how="vertical_relaxed")
    told = found(revised, pl.lit(value=True), "Q10", "the stored value", pl.lit("revised"), "flag")
    unchanged = len(rest) - len(whole)
    return Merged(_final(job, table, whole), unchanged, tuple(held), (told, late))


def _bounded(paired: pl.DataFrame, ends: pl.DataFrame) -> pl.DataFrame:
    """With `first` and `last`, the stored line's days."""
    bounds = ends.select("instrument", "first", "last")
    return paired.join(bounds, on="instrument", how="left", maintain_order="left")


def _holds(market: Market, job: Job, table: Table) -> bool:
    return any(
        b.table == table.name and b.dataset == job.dataset.name and b.accepted
        for b in market.batches()
    )


def _stored(
    market: Market, job: Job, table: Table, frame: pl.DataFrame, names: pl.Series | None = None
) -> pl.DataFrame:
    """Stored versions of the dataset's rows in the frame's span of dates; of some instruments only."""
    first, last = frame.select(pl.col("date").min(), last=pl.col("date").max()).row(0)
    mine = (pl.col("dataset") == job.dataset.name) & pl.col("date").is_between(
        pl.lit(first), pl.lit(last)
    )
    if names is not None:
        mine &= pl.col("instrument").is_in(names.implode())
    return market.collect(market.scan(table.name).filter(mine).drop("dataset"))


def _key(table: Table) -> list[str]:
    return [name for name in table.key if name != "dataset"]


def _newest(table: Table, stored: pl.DataFrame) -> pl.DataFrame:
    """The newest stored version of each key, its values as `old.` columns."""
    key = _key(table)
    stored = stored.sort(*key, "known_at")
    followed = pl.all_horizontal(pl.col(name) == pl.col(name).shift(-1) for name in key)
    newest = stored.filter(~followed.fill_null(value=False))
    return newest.rename({name: f"old.{name}" for name in ("known_at", *table.values)})


def _inserted(
    fresh: pl.DataFrame, ends: pl.DataFrame | None, today: date
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Q11: (new rows, flags on the late ones). Days inside a stored line are known from today.

    The return after such a day was measured without it, and nobody could have had the row before it
    came. Days before the line's first one keep their source's rule: they were there to be had.
    """
    if ends is None:
        return fresh, EMPTY
    inside = pl.col("date").is_between("first", "last", closed="none")
    said = pl.format("a day of a line stored from {} to {}", "first", "last")
    late = found(
        fresh, inside, "Q11", "rows in order; late ones are known on arrival", said, "flag"
    )
    on = pl.lit(session_on(today))
    return fresh.with_columns(known_at=pl.when(inside).then(on).otherwise("known_at")), late


def _revised(rows: pl.DataFrame, today: date) -> pl.DataFrame:
    """Known from the import's session; the session after the version it replaces, if that is later.

    The first return of a line that has got older days contradicts nothing: it is known by the rule of
    those days, but after the row that it completes.
    """
    later, on = next_session(rows["old.known_at"]), pl.lit(session_on(today))
    if "first" in rows.columns and "old.tr" in rows.columns:
        joins = pl.col("old.tr").is_null() & (pl.col("date") == pl.col("first"))
        on = pl.when(joins).then("known_at").otherwise(on)
    return rows.with_columns(known_at=pl.max_horizontal(on, later))


def _versions(market: Market, job: Job, table: Table, frame: pl.DataFrame, today: date) -> Merged:
    """Files that carry their own vintages: a vintage that repeats the one before it says nothing.

    What is revised is kept at its first vintage of a file though it repeats another file's: a third
    one may still come between the two.
    """
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
    repeats = follows & equal
    if table.name in REVISED:
        opening = whole.filter(pl.col("at").is_not_null()).unique(
            key, keep="first", maintain_order=True
        )["at"]
        repeats &= same_day | ~pl.col("at").is_in(opening.implode())
    marked = whole.with_columns(repeats=repeats.fill_null(value=False),
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
