"""The gate: which rows of one file may pass, which are held, and why. It knows no store.

Every row that comes in goes out exactly once: accepted, repeated (unchanged) or held. A held row names
one check. Severities: `quarantine` holds the row, `flag` only tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl

from rotascope.errors import WrongUse
from rotascope.ingest import lines
from rotascope.ingest.checks import keys
from rotascope.ingest.findings import EMPTY, found, kept_and_told, together
from rotascope.ingest.identity import identify
from rotascope.ingest.known import STAMPED, add_known, assumed
from rotascope.ingest.shape import PRICED, select, table_of, typed
from rotascope.ingest.stages import KEYED, LINES, ROWS, Check, Context, checks_of
from rotascope.providers.jobs import Job

__all__ = ["UNDATED", "Gated", "gate"]

UNDATED = "no date"
STAMPED_TABLES = ("holdings", "identifiers")
"""Tables whose `date` is the file's own day."""


@dataclass(frozen=True, slots=True)
class Gated:
    """`frame`: rows that passed, in the table's columns, with `at` and `row` (and `level`, `date`); where
    a check holds the whole file, also rows that are right by themselves.

    `held` and `flagged` are findings; `repeated` rows said the same thing twice; `undated` is true
    for a holdings file whose stamp is missing: nothing passes until it is given.
    """

    frame: pl.DataFrame
    rows_in: int
    repeated: int
    held: pl.DataFrame
    flagged: pl.DataFrame
    undated: bool = False


def gate(job: Job, raw: pl.DataFrame, today: date, stamp: date | None = None) -> Gated:
    """Check one file's rows. raw as read, with `at`; `stamp` dates a file that does not say its day.

    Raises BadFile or WrongUse if the mapping does not fit the file at all.
    """
    table = table_of(job)
    taken = select(job, table, raw)
    frame, findings = typed(job, table, taken)
    undated = table.name in STAMPED_TABLES and frame["date"].null_count() == len(frame) > 0
    if job.known == STAMPED or (undated and stamp is None):
        return Gated(frame.clear(), len(taken), 0, _undated(frame), EMPTY, undated=True)
    if undated:
        frame = frame.with_columns(date=pl.lit(stamp))
    context = Context(job, table, today)
    for check in checks_of(ROWS, table.name):
        findings += check(frame, context)
    rows = frame
    frame, held, flagged = _sorted_out(frame, findings)
    context = _absent(context, rows, held)
    finish = _line_checks if table.name in PRICED else _key_checks
    passed, repeated, more = finish(context, frame)
    told = [held, *(part.filter(pl.col("severity") != "flag") for part in more)]
    flags = [flagged, *(part.filter(pl.col("severity") == "flag") for part in more)]
    held = together(told)
    return Gated(passed, len(taken), repeated, held, kept_and_told(flags, held))


def _absent(context: Context, frame: pl.DataFrame, held: pl.DataFrame) -> Context:
    """The context with the price rows that are held: they are in the file, and missed by nobody."""
    if context.table.name not in PRICED or "symbol" not in frame.columns or not held.height:
        return context
    lost = frame.filter(pl.col("at").is_in(held["at"].implode()))
    lost = lost.select(pl.col("symbol").cast(pl.String), "date")
    before = [] if context.absent is None else [context.absent]
    return replace(context, absent=pl.concat([*before, lost]))


def _sorted_out(
    frame: pl.DataFrame, findings: list[pl.DataFrame]
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """(rows that go on, findings that hold a row or the file, findings that only tell)."""
    held = together([part.filter(pl.col("severity") != "flag") for part in findings])
    told = together([part.filter(pl.col("severity") == "flag") for part in findings])
    return *_without(frame, held), told


def _without(frame: pl.DataFrame, findings: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    wrong = findings.filter(pl.col("severity") != "hold")["at"]
    if not len(wrong):
        return frame, findings
    return frame.filter(~pl.col("at").is_in(wrong.implode())), findings


def _undated(frame: pl.DataFrame) -> pl.DataFrame:
    return found(
        frame, pl.lit(value=True), "Q24", "a file that says its date", pl.lit(UNDATED)
    )  # fmt: skip


Checked = tuple[pl.DataFrame, int, list[pl.DataFrame]]


def _line_checks(context: Context, frame: pl.DataFrame) -> Checked:
    """Identity, order, repetitions and what a line's rows say of one another; levels become returns."""
    job, table = context.job, context.table
    as_levels = "level" in frame.columns
    if table.name == "returns" and not as_levels and frame["tr"].null_count() == len(frame) > 0:
        raise WrongUse(f"{job.source}: a returns job maps neither 'level' nor 'tr'",
                       "the column of adjusted closes as level", "add it to columns")  # fmt: skip
    frame = _sorted(identify(job, frame))
    values = ["level"] if as_levels else list(table.values)
    whole = frame
    frame, repeated, against = keys.duplicates(frame, ("instrument", "date"), values)
    frame, findings = _checked(_absent(context, whole, against), frame, LINES)
    if as_levels:
        frame = lines.to_returns(frame)
    frame, late = add_known(job, frame)
    return frame, repeated, [against, *findings, *late]


def _checked(
    context: Context, frame: pl.DataFrame, stage: Mapping[str, tuple[Check, ...]]
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """(rows that no check of the stage holds, what the checks said)."""
    said = [one for check in checks_of(stage, context.table.name) for one in check(frame, context)]
    held = together([part.filter(pl.col("severity") != "flag") for part in said])
    return _without(frame, held)[0], said


def _sorted(frame: pl.DataFrame) -> pl.DataFrame:
    """By instrument, then date; vendors' files mostly are already, and sorting millions costs."""
    codes, days = lines.codes(frame)
    step = np.diff(codes)
    ordered = bool(np.all((step > 0) | ((step == 0) & (np.diff(days) >= 0))))
    return frame if ordered else frame.sort("instrument", "date", maintain_order=True)


def _key_checks(context: Context, frame: pl.DataFrame) -> Checked:
    """Identity, known times, repetitions and the further checks of every other table."""
    job, table = context.job, context.table
    if "instrument" in table.key:
        frame = identify(job, frame).with_columns(pl.col("instrument").cast(pl.String))
    frame, more = add_known(job, frame)
    frame, unregistered = _without(frame, together(more))
    if "assumed" in table.columns:
        frame = frame.with_columns(assumed=pl.lit(assumed(job.known)))
    late = [found(frame, pl.col("known_at").is_null(), "Q02", "known_at: a day", pl.lit("nothing"))]
    frame, unknown = _without(frame, together(late))
    key = [name for name in table.key if name != "dataset"]
    key += ["known_at"] if job.known.startswith("in file") else []
    frame = frame.sort(key, maintain_order=True)
    frame, repeated, against = keys.duplicates(frame, key, table.values)
    frame, findings = _checked(context, frame, KEYED)
    return frame, repeated, [unregistered, unknown, against, *findings]
