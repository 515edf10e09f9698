"""The gate: which rows of one file may pass, which are held, and why. It knows no store.

Every row that comes in goes out exactly once: accepted, repeated (unchanged) or held. A held row names
one check. Severities: `quarantine` holds the row, `flag` only tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from rotascope.errors import WrongUse
from rotascope.ingest import checks_keys, checks_rows, lines
from rotascope.ingest.checks_holdings import weights
from rotascope.ingest.findings import EMPTY, found, together
from rotascope.ingest.identity import identify
from rotascope.ingest.known import add_known, assumed
from rotascope.ingest.lines import Ints
from rotascope.ingest.shape import LINES, select, table_of, typed
from rotascope.providers.jobs import Job
from rotascope.store.tables import Table
from rotascope.terms import Severity

__all__ = ["UNDATED", "Gated", "gate"]

UNDATED = "no date"


@dataclass(frozen=True, slots=True)
class Gated:
    """`frame`: rows that passed, in the table's columns, with `at` and `row` (and `level`, `date`).

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
    """Check one file's rows. raw as read, with `at`; `stamp` dates an undated holdings file.

    Raises BadFile or WrongUse if the mapping does not fit the file at all.
    """
    table = table_of(job)
    taken = select(job, table, raw)
    frame, findings = typed(job, table, taken)
    if table.name == "holdings" and frame["date"].null_count() == len(frame) > 0:
        if stamp is None:
            return Gated(frame.clear(), len(taken), 0, _undated(frame), EMPTY, undated=True)
        frame = frame.with_columns(date=pl.lit(stamp))
    findings += _row_checks(table, frame)
    findings += weights(frame, today) if table.name == "holdings" else []
    frame, held = _without(frame, together(findings))
    if table.name in LINES:
        passed, repeated, more, flagged = _line_checks(job, table, frame)
    else:
        passed, repeated, more, flagged = _key_checks(job, table, frame)
    return Gated(passed, len(taken), repeated, together([held, *more]), flagged)


def _row_checks(table: Table, frame: pl.DataFrame) -> list[pl.DataFrame]:
    made = [*checks_rows.finite(frame), *checks_rows.present(table, frame)]
    made += checks_rows.positive(table, frame)
    if table.name == "bars":
        made += checks_rows.bar_order(frame)
    if table.name in LINES:
        made += checks_rows.on_session(frame)
    return made


def _without(frame: pl.DataFrame, findings: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    if not findings.height:
        return frame, findings
    return frame.filter(~pl.col("at").is_in(findings["at"].implode())), findings


def _undated(frame: pl.DataFrame) -> pl.DataFrame:
    return found(
        frame, pl.lit(value=True), "Q24", "a file that says its date", pl.lit(UNDATED)
    )  # fmt: skip


Checked = tuple[pl.DataFrame, int, list[pl.DataFrame], pl.DataFrame]


def _line_checks(job: Job, table: Table, frame: pl.DataFrame) -> Checked:
    """Identity, order, repetitions and jumps of price lines; levels become returns."""
    as_levels = "level" in frame.columns
    if table.name == "returns" and not as_levels and frame["tr"].null_count() == len(frame) > 0:
        raise WrongUse(f"{job.source}: a returns job maps neither 'level' nor 'tr'",
                       "the column of adjusted closes as level", "add it to columns")  # fmt: skip
    frame = _sorted(identify(job, frame))
    values = ["level"] if as_levels else list(table.values)
    frame, repeated, against = checks_keys.duplicates(frame, ("instrument", "date"), values)
    price = "level" if as_levels else "close" if table.name == "bars" else ""
    frame, spikes, flagged = _jumps(frame, price) if price else (frame, EMPTY, EMPTY)
    if as_levels:
        frame = lines.to_returns(frame)
    frame, more = add_known(job, frame)
    return frame, repeated, [against, spikes, *more], flagged


def _sorted(frame: pl.DataFrame) -> pl.DataFrame:
    """By instrument, then date; vendors' files mostly are already, and sorting millions costs."""
    codes, days = _codes(frame)
    step = np.diff(codes)
    ordered = bool(np.all((step > 0) | ((step == 0) & (np.diff(days) >= 0))))
    return frame if ordered else frame.sort("instrument", "date", maintain_order=True)


def _codes(frame: pl.DataFrame) -> tuple[Ints, Ints]:
    codes = frame["instrument"].to_physical().to_numpy().astype(np.int64)
    return codes, frame["date"].to_physical().to_numpy().astype(np.int64)


def _jumps(frame: pl.DataFrame, price: str) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """(frame without spikes, spikes, real moves), by the levels in column `price`."""
    codes, days = _codes(frame)
    seen = lines.jumps(codes, days, frame[price].to_numpy())
    back = "a level that does not come straight back"
    spikes = _told(frame, price, seen.spikes, seen.before, back, "quarantine")
    usual = "a move within 8 robust sigmas or 25 %"
    flags = _told(frame, price, seen.kept, seen.kept - 1, usual, "flag")
    kept, _ = _without(frame, spikes)
    return kept, spikes, flags


def _told(
    frame: pl.DataFrame, price: str, at: Ints, before: Ints, expected: str, severity: Severity
) -> pl.DataFrame:
    if not len(at):
        return EMPTY
    rows = frame[at].with_columns(before=frame[price].gather(before))
    move = ((pl.col(price) / pl.col("before") - 1.0) * 100.0).round(1)
    now, then = (pl.col(name).round_sig_figs(6) for name in (price, "before"))  # no Float32 tails
    said = pl.format("{} {} after {} ({} %)", pl.lit(price), now, then, move)
    return found(rows, pl.lit(value=True), "Q13", expected, said, severity)


def _key_checks(job: Job, table: Table, frame: pl.DataFrame) -> Checked:
    """Known times and repetitions of every other table."""
    frame, more = add_known(job, frame)
    frame, unregistered = _without(frame, together(more))
    if "assumed" in table.columns:
        frame = frame.with_columns(assumed=pl.lit(assumed(job.known)))
    late = [found(frame, pl.col("known_at").is_null(), "Q02", "known_at: a day", pl.lit("nothing"))]
    frame, unknown = _without(frame, together(late))
    key = [name for name in table.key if name != "dataset"]
    key += ["known_at"] if job.known.startswith("in file") else []
    frame = frame.sort(key, maintain_order=True)
    frame, repeated, against = checks_keys.duplicates(frame, key, table.values)
    return frame, repeated, [unregistered, unknown, against], EMPTY
