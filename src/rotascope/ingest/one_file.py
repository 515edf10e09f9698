"""One file through the gate: what it would add to its table, what is held and why.

Nothing is stored here but what `keep` is given. A file is all or nothing: what a check of the breaker
holds is held whole, and what was stored before stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from rotascope.errors import BadFile, IntegrityError
from rotascope.ingest.anew import without
from rotascope.ingest.breaker import tripped
from rotascope.ingest.findings import counts, issues, kept_and_told, together
from rotascope.ingest.gate import UNDATED, Gated, gate
from rotascope.ingest.known import session_on
from rotascope.ingest.merge import Merged, merge
from rotascope.ingest.neighbours import with_neighbours
from rotascope.ingest.report import JobReport, JobStatus
from rotascope.ingest.shape import read, table_of
from rotascope.ingest.stages import STORED, Context, checks_of
from rotascope.ingest.superseded import supersede
from rotascope.ingest.universe import Verdict, doomed
from rotascope.ingest.vouched import vouched
from rotascope.providers.jobs import Job, reading
from rotascope.store import mappings
from rotascope.store.batches import together as summed
from rotascope.store.market import Batch, Market
from rotascope.terms import Issue

__all__ = ["Prepared", "already", "keep", "prepare", "unreadable"]

FLAGS_SHOWN = 20
CASES = 1_000
"""Rows of a file held whole that go to quarantine with their text; its account counts all of them."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that went through the gate and is not stored yet.

    `rows` are what its batch adds, `held` what goes to quarantine, `flagged` the first rows that are
    kept and told; `lines` the series it speaks of, whether it adds to them or not.
    """

    job: Job
    batch: Batch
    rows: pl.DataFrame
    held: tuple[Issue, ...]
    flagged: tuple[Issue, ...]
    lines: frozenset[str]
    report: JobReport


def prepare(
    market: Market, job: Job, sha256: str, mapping: str, today: date, stamp: date | None = None,
    why: Verdict | None = None,
) -> Prepared:  # fmt: skip
    """Read one file and check it, alone and beside what is on file.

    `why` is what the files fetched with it say of all of them. Raises BadFile for one that cannot be
    read; one without rows has a batch without rows.
    """
    raw, gated, merged, lines = _through(market, job, today, stamp, why)
    held = together([gated.held, *merged.held])
    noted = with_neighbours(job, raw, held, gated.frame)
    released = vouched(market, job, held, noted)
    held = held.filter(~pl.col("at").is_in(released))
    breaking = tripped(held, gated.rows_in, gated.frame)
    broken = gated.undated or bool(breaking and not job.accept)
    rows = table_of(job).schema.to_frame() if broken else merged.frame
    held, waived = _vouched(held, job)
    if breaking and job.accept:
        # What was doubted is known from the day on which somebody vouched for it.
        rows = rows.with_columns(pl.max_horizontal("known_at", pl.lit(session_on(today))))
    flags = kept_and_told([gated.flagged, *merged.flagged, waived], held)
    unchanged = 0 if broken else gated.repeated + merged.unchanged + len(released)
    quarantined = gated.rows_in if broken else len(held)
    _account(job, gated.rows_in, len(rows), unchanged, quarantined)
    name = hashlib.sha256(f"{sha256} {mapping} {job.dataset.name}".encode()).hexdigest()[:32]
    batch = Batch(name, job.table, job.dataset.name, job.source, sha256, mapping,
                  gated.rows_in, len(rows), quarantined, unchanged)  # fmt: skip
    return Prepared(
        job, batch, rows, issues(held.head(CASES) if broken else held, noted, job.table, job.source),
        issues(flags.head(FLAGS_SHOWN), raw, job.table, job.source), lines,
        _job_report(job, gated, batch, held, flags, len(raw), breaking if broken else ""),
    )  # fmt: skip


def _through(
    market: Market, job: Job, today: date, stamp: date | None, why: Verdict | None
) -> tuple[pl.DataFrame, Gated, Merged, frozenset[str]]:
    """The file as read, what the gate and the store say of it, and the lines it speaks of.

    Whatever a file's content makes a parser or a check stumble over is the file's matter, told in one
    sentence; the other files of the import go on.
    """
    with reading(job.source, f"file for {job.table}"):
        raw = read(job)
        gated = gate(job, raw, today, stamp)
        lines = frozenset(gated.frame[table_of(job).key[1]].cast(pl.String).unique())
        gated = _beside(market, job, raw, gated, today)
        if why is not None:
            gated = _after(gated, doomed(gated.frame, why))
        return raw, gated, _merged(market, job, gated, today), lines


def _vouched(held: pl.DataFrame, job: Job) -> tuple[pl.DataFrame, pl.DataFrame]:
    """What holds a file whole is only told where somebody vouched for it: (findings that hold, flags)."""
    whole = (pl.col("severity") == "hold") & bool(job.accept)
    return held.filter(~whole), held.filter(whole).with_columns(severity=pl.lit("flag"))


def keep(market: Market, parts: Sequence[Prepared], today: date) -> None:
    """Store prepared files of one table and dataset, together as one version of the table."""
    for part in parts:
        if part.held:
            mappings.keep(market.state, part.batch.mapping, part.job.told)
    rows = parts[0].rows if len(parts) == 1 else pl.concat([part.rows for part in parts])
    batches = [(part.batch, part.held) for part in parts]
    market.append_together(parts[0].job.table, rows, batches)
    # Once for all of them: it looks at every open case of the dataset.
    named = summed([part.batch for part in parts]).source
    supersede(market, replace(parts[0].job, source=named), rows, today)


def _beside(market: Market, job: Job, raw: pl.DataFrame, gated: Gated, today: date) -> Gated:
    """The checks that look at rows beside what is on file; what was released before stands."""
    context, frame = Context(job, table_of(job), today), gated.frame
    if not frame.height:
        return gated
    said = [one for check in checks_of(STORED, job.table) for one in check(frame, context, market)]
    held = together([part.filter(pl.col("severity") != "flag") for part in said])
    released = vouched(market, job, held, with_neighbours(job, raw, held, frame))
    stands = pl.col("at").is_in(released) & (pl.col("severity") != "flag")
    return _after(gated, *(part.filter(~stands) for part in said))


def _after(gated: Gated, *said: pl.DataFrame) -> Gated:
    """The rows after further findings."""
    held = together([part.filter(pl.col("severity") != "flag") for part in said])
    flags = [part.filter(pl.col("severity") == "flag") for part in said]
    wrong = held.filter(pl.col("severity") != "hold")
    return replace(gated, frame=without(gated.frame, wrong), held=together([gated.held, held]),
                   flagged=kept_and_told([gated.flagged, *flags], held))  # fmt: skip


def _merged(market: Market, job: Job, gated: Gated, today: date) -> Merged:
    table = table_of(job)
    if not gated.frame.height:
        return Merged(table.schema.to_frame(), 0)
    return merge(market, job, table, gated.frame, today)


def _account(job: Job, rows_in: int, accepted: int, unchanged: int, quarantined: int) -> None:
    """The law of conservation; a breach is our own mistake and must not be stored."""
    if rows_in != accepted + unchanged + quarantined:
        raise IntegrityError(
            f"{job.source}: {rows_in} rows in, but {accepted} accepted, {unchanged} unchanged and"
            f" {quarantined} quarantined", "every row accounted for", "report this as a bug")  # fmt: skip


def already(market: Market, job: Job, before: Batch) -> JobReport:
    """The same bytes mapped the same way: nothing to do, but a file held back then is held still."""
    status: JobStatus = "already"
    said = f"{job.source} -> {job.table}: imported before, 0 rows added."
    if before.rows_in and before.quarantined == before.rows_in:
        first = market.quarantine_list(before.id)[:1]
        status = "undated" if any(held.observed == UNDATED for held in first) else "held"
        said = _held_sentence(job, "it failed its checks then", status == "undated")
    return JobReport(job.source, job.table, job.dataset.name, status, 0, 0, 0, (), (), 0, said)


def _job_report(
    job: Job, gated: Gated, batch: Batch, held: pl.DataFrame, flags: pl.DataFrame, read_rows: int,
    breaking: str,
) -> JobReport:  # fmt: skip
    checks = counts(held)
    said = _sentence(job, batch, checks, counts(flags))
    status: JobStatus = "imported"
    broken = gated.undated or bool(breaking)
    if broken:
        status = "undated" if gated.undated else "held"
        said = _held_sentence(job, breaking, gated.undated)
    if broken and len(held) < gated.rows_in:
        checks += (("batch", gated.rows_in - len(held)),)
    aside = max(read_rows - gated.rows_in, 0)
    return JobReport(job.source, job.table, job.dataset.name, status, gated.rows_in,
                     batch.accepted, batch.unchanged, checks, counts(flags), aside,
                     _with(said, job.remark), job.remark)  # fmt: skip


def _with(said: str, remark: str) -> str:
    """The sentence, and after it what had to be decided to read the file."""
    return f"{said} Read so: {remark}." if remark else said


Counts = tuple[tuple[str, int], ...]


def _sentence(job: Job, batch: Batch, checks: Counts, flags: Counts) -> str:
    said = f"{job.source} -> {job.table}: {batch.accepted:,} of {batch.rows_in:,} rows accepted"
    if batch.unchanged:
        said += f", {batch.unchanged:,} unchanged"
    if checks:
        said += ", held " + ", ".join(f"{rows:,} by {check}" for check, rows in checks)
    if flags:
        said += "; kept and flagged " + ", ".join(f"{rows:,} by {check}" for check, rows in flags)
    return said + "."


def _held_sentence(job: Job, why: str, undated: bool) -> str:
    if undated:
        return (f"{job.source} -> {job.table}: held, the file does not say its date; import it again"
                " with --date YYYY-MM-DD.")  # fmt: skip
    return (
        f"{job.source} -> {job.table}: the whole file is held, {why}; what was stored before stays."
    )


def unreadable(source: str, table: str, dataset: str, trouble: BadFile) -> JobReport:
    """What is told of a file that cannot be read as what it claims to be."""
    return JobReport(source, table, dataset, "unreadable", 0, 0, 0, (), (), 0, str(trouble))
