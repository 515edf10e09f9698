"""Import: jobs through the gate into the store, one file at a time, each all or nothing.

A file that cannot be read, or of which too much is held, stops nothing else. No clock is read here:
`today` comes from the surface.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from rotascope.errors import BadFile, IntegrityError, WrongUse
from rotascope.ingest.findings import counts, issues, together
from rotascope.ingest.gate import UNDATED, Gated, gate
from rotascope.ingest.known import session_on
from rotascope.ingest.limited import recognised
from rotascope.ingest.merge import Merged, merge
from rotascope.ingest.report import ImportReport, JobReport, JobStatus, report
from rotascope.ingest.shape import read, table_of
from rotascope.ingest.stages import STORED, Context, checks_of
from rotascope.ingest.superseded import supersede
from rotascope.providers.jobs import Job, file_digest, reading
from rotascope.providers.manifest import is_manifest, load_manifest
from rotascope.store import mappings
from rotascope.store.market import Batch, Market
from rotascope.store.tables import Dataset
from rotascope.terms import Issue

__all__ = ["BREAKER", "import_jobs", "import_paths", "import_sample"]

BREAKER, FEW = 0.02, 5
FLAGS_SHOWN = 20
Progress = Callable[[str], None]
Outcome = tuple[JobReport, tuple[Issue, ...]]


def import_paths(
    market: Market,
    paths: Sequence[Path],
    *,
    today: date,
    root: Path | None = None,
    stamp: date | None = None,
    accept: str = "",
    progress: Progress | None = None,
) -> ImportReport:
    """Import manifests and plain files. `root` is where a manifest's paths begin; `stamp` dates a
    holdings file that does not say its date; `accept` says why the sound rows of a file that the
    breaker holds are taken all the same; `progress` is called with one sentence a file.

    Raises WrongUse for a mistaken manifest; damaged files are part of the report.
    """
    jobs: list[Job] = []
    outcomes: list[Outcome] = []
    for path in paths:
        try:
            with reading(str(path), "file"):
                jobs += load_manifest(path, root) if is_manifest(path) else recognised(path)
        except BadFile as trouble:
            outcomes.append(_unreadable(str(path), "", "", trouble))
    jobs = [replace(job, accept=accept) for job in jobs]
    done = import_jobs(market, jobs, today=today, stamp=stamp, progress=progress)
    return report([o[0] for o in outcomes] + list(done.jobs), done.issues)


def import_sample(market: Market, *, today: date, progress: Progress | None = None) -> ImportReport:
    """Import the sample that ships inside the dependencies."""
    from rotascope.providers import sample

    return import_jobs(market, sample.jobs(), today=today, progress=progress)


def import_jobs(
    market: Market,
    jobs: Iterable[Job],
    *,
    today: date,
    stamp: date | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Run jobs in order under one writer's lock."""
    listed = list(jobs)
    for job in listed:
        table_of(job)  # a mistaken mapping is told before anything is written
    outcomes = []
    with market.writing():
        _declare(market, listed)
        for job in listed:
            outcome = _one(market, job, today, stamp)
            outcomes.append(outcome)
            if progress is not None:
                progress(outcome[0].sentence)
    return report([o[0] for o in outcomes], [issue for o in outcomes for issue in o[1]])


def _declare(market: Market, jobs: Sequence[Job]) -> None:
    """A dataset's standing decides what every reader sees: it changes only where that is asked for."""
    on_file = market.datasets()
    for spec in {job.dataset.name: job.dataset for job in jobs}.values():
        old = on_file.get(spec.name)
        changes = old and (old.precedence, old.known_rule) != (spec.precedence, spec.known)
        if old and changes and not spec.redeclare:
            raise WrongUse(
                f"dataset '{spec.name}' is on file with precedence {old.precedence} and known ="
                f" '{old.known_rule}'; this import says {spec.precedence} and '{spec.known}'",
                "the same standing",
                f"another name, or `redeclare = true` in [dataset.{spec.name}]",
            )
        market.declare(Dataset(spec.name, spec.precedence, spec.note, spec.known))


def _one(market: Market, job: Job, today: date, stamp: date | None) -> Outcome:
    mapping = job.digest if stamp is None else f"{job.digest}-{stamp}"
    try:
        sha256 = file_digest(job.path)
        before = market.imported(sha256, mapping)
        if before is not None:
            return _already(market, job, before), ()
        return _imported(market, job, sha256, mapping, today, stamp)
    except BadFile as trouble:
        return _unreadable(job.source, job.table, job.dataset.name, trouble)


def _imported(
    market: Market, job: Job, sha256: str, mapping: str, today: date, stamp: date | None
) -> Outcome:
    table = table_of(job)
    # Whatever a file's content makes a parser or a check stumble over is the file's matter, told in
    # one sentence; the other files of the import go on.
    with reading(job.source, f"file for {job.table}"):
        raw = read(job)
        gated = gate(job, raw, today, stamp)
    if not gated.rows_in:
        raise BadFile(
            f"{job.source}: no rows for {job.table}", "at least one row", "check the file"
        )
    gated = _beside(market, job, gated, today)
    merged = _merged(market, job, gated, today)
    held = together([gated.held, *merged.held])
    breaking = breaks(held, gated.rows_in)
    broken = gated.undated or (breaking and not job.accept)
    rows = table.schema.to_frame() if broken else merged.frame
    if (
        breaking and job.accept
    ):  # what was doubted then is known from the day somebody vouched for it
        rows = rows.with_columns(pl.max_horizontal("known_at", pl.lit(session_on(today))))
    told = issues(held, raw, job.table, job.source)
    unchanged = 0 if broken else gated.repeated + merged.unchanged
    quarantined = gated.rows_in if broken else len(held)
    _account(job, gated.rows_in, len(rows), unchanged, quarantined)
    name = hashlib.sha256(f"{sha256} {mapping} {job.dataset.name}".encode()).hexdigest()[:32]
    batch = Batch(name, job.table, job.dataset.name, job.source, sha256, mapping,
                  gated.rows_in, len(rows), quarantined, unchanged)  # fmt: skip
    flags = together([gated.flagged, *merged.flagged])
    if told:
        mappings.keep(market.state, mapping, job.told)
    market.append(job.table, rows, batch, issues=told)
    supersede(market, job, rows, today)
    made = _job_report(job, gated, batch, held, flags, len(raw), broken)
    shown = issues(flags.head(FLAGS_SHOWN), raw, job.table, job.source)
    return made, told + shown


def breaks(held: pl.DataFrame, rows_in: int) -> bool:
    """The breaker: whether so much of a file is held that the rest is not trusted either."""
    whole = bool((held["severity"] == "hold").any())
    return whole or (len(held) > FEW and len(held) > BREAKER * rows_in)


def _beside(market: Market, job: Job, gated: Gated, today: date) -> Gated:
    """The checks that look at rows beside what is on file."""
    context, frame = Context(job, table_of(job), today), gated.frame
    if not frame.height:
        return gated
    said = [one for check in checks_of(STORED, job.table) for one in check(frame, context, market)]
    held = together([part.filter(pl.col("severity") != "flag") for part in said])
    flags = [part.filter(pl.col("severity") == "flag") for part in said]
    kept = frame.filter(~pl.col("at").is_in(held["at"].implode())) if held.height else frame
    return replace(gated, frame=kept, held=together([gated.held, held]),
                   flagged=together([gated.flagged, *flags]))  # fmt: skip


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


def _already(market: Market, job: Job, before: Batch) -> JobReport:
    """The same bytes mapped the same way: nothing to do, but a file held back then is held still."""
    status: JobStatus = "already"
    said = f"{job.source} -> {job.table}: imported before, 0 rows added."
    if before.rows_in and before.quarantined == before.rows_in:
        first = market.quarantine_list(before.id)[:1]
        status = "undated" if any(held.observed == UNDATED for held in first) else "held"
        said = _held_sentence(job, before.rows_in, before.rows_in, status == "undated")
    return JobReport(job.source, job.table, job.dataset.name, status, 0, 0, 0, (), (), 0, said)


def _job_report(
    job: Job, gated: Gated, batch: Batch, held: pl.DataFrame, flags: pl.DataFrame, read_rows: int,
    broken: bool,
) -> JobReport:  # fmt: skip
    checks = counts(held)
    said = _sentence(job, batch, checks, counts(flags))
    status: JobStatus = "imported"
    if broken:
        status = "undated" if gated.undated else "held"
        said = _held_sentence(job, len(held), gated.rows_in, gated.undated)
    if broken and len(held) < gated.rows_in:
        checks += (("batch", gated.rows_in - len(held)),)
    aside = max(read_rows - gated.rows_in, 0)
    return JobReport(job.source, job.table, job.dataset.name, status, gated.rows_in,
                     batch.accepted, batch.unchanged, checks, counts(flags), aside, said)  # fmt: skip


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


def _held_sentence(job: Job, held: int, rows_in: int, undated: bool) -> str:
    if undated:
        return (f"{job.source} -> {job.table}: held, the file does not say its date; import it again"
                " with --date YYYY-MM-DD.")  # fmt: skip
    return (f"{job.source} -> {job.table}: the whole file is held, {held:,} of {rows_in:,} rows failed"
            " a check and 2 % is the limit; what was stored before stays.")  # fmt: skip


def _unreadable(source: str, table: str, dataset: str, trouble: BadFile) -> Outcome:
    made = JobReport(source, table, dataset, "unreadable", 0, 0, 0, (), (), 0, str(trouble))
    return made, ()
