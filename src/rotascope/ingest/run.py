"""Import: jobs through the gate into the store, one file at a time, each all or nothing.

A file that cannot be read, or of which too much is held, stops nothing else. No clock is read here:
`today` comes from the surface.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from rotascope.errors import BadFile, WrongUse
from rotascope.ingest.attempts import attempt, held_whole, retried
from rotascope.ingest.known import stamped
from rotascope.ingest.limited import recognised
from rotascope.ingest.one_file import already, keep, prepare, unreadable
from rotascope.ingest.report import ImportReport, JobReport, report
from rotascope.ingest.shape import table_of
from rotascope.plain import path_text
from rotascope.providers.jobs import Job, file_digest, reading
from rotascope.providers.limits import guard
from rotascope.providers.manifest import is_manifest, load_manifest
from rotascope.store.market import Market
from rotascope.store.tables import Dataset
from rotascope.terms import Issue

__all__ = ["FIRST", "Outcome", "declare", "import_jobs", "import_paths", "import_sample"]

Progress = Callable[[str], None]
Outcome = tuple[JobReport, tuple[Issue, ...]]
FIRST = ("identifiers", "actions")
"""Tables that checks of other tables look at, so their rows must be there before."""


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
    file that does not say its day; `accept` says why the sound rows of a file that the
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
            outcomes.append((unreadable(path_text(path), "", "", trouble), ()))
    jobs = [replace(stamped(job, stamp), accept=accept) for job in jobs]
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
    """Run jobs under one writer's lock, in order, but for the tables others are checked against: first.

    Reports are in the order of the jobs.
    """
    listed = list(jobs)
    for job in listed:
        table_of(job)  # a mistaken mapping is told before anything is written
    done: dict[int, Outcome] = {}
    with market.writing():
        declare(market, listed)
        for at in sorted(range(len(listed)), key=lambda n: listed[n].table not in FIRST):
            done[at] = _one(market, listed[at], today, stamp)
            if progress is not None:
                progress(done[at][0].sentence)
    outcomes = [done[at] for at in range(len(listed))]
    return report([o[0] for o in outcomes], [issue for o in outcomes for issue in o[1]])


def declare(market: Market, jobs: Sequence[Job]) -> None:
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
        guard(job.path)  # a pipe or a device would be hashed for ever
        sha256 = file_digest(job.path)
        before, name = attempt(market, sha256, mapping)
        if before is not None and not held_whole(before):
            return already(market, job, before), ()
        made = prepare(market, job, sha256, name, today, stamp)
        if before is not None:
            if held_whole(made.batch):
                return already(market, job, before), ()
            made = retried(made, today)
        if not made.batch.rows_in:
            what = f"{job.source}: no rows for {job.table}"
            raise BadFile(what, "at least one row", "check the file")
        keep(market, [made], today)
        return made.report, made.held + made.flagged
    except BadFile as trouble:
        return unreadable(job.source, job.table, job.dataset.name, trouble), ()
