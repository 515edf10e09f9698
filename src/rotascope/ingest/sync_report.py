"""What a sync did, source by source: what came, what did not and why, how old what is on file is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rotascope.ingest.report import SHOWN, ImportReport, JobReport
from rotascope.registry import SourceSpec
from rotascope.terms import Issue, SourceAge

__all__ = [
    "Failure",
    "SourceReport",
    "SourceStatus",
    "SyncReport",
    "Tally",
    "source_report",
    "summed",
]

SourceStatus = Literal["current", "partly", "failed", "unset", "idle"]
FAILURES_SHOWN = 20
BROKEN = ("held", "undated", "unreadable")
Rows = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Failure:
    """A request that gave nothing, and why in a sentence; `request` is '' where no plan could be made."""

    request: str
    why: str


class Tally:
    """What happened to one source's requests so far."""

    def __init__(self) -> None:
        self.planned = self.fetched = self.good = self.held = 0
        self.unset = False
        self.failures: list[Failure] = []
        self.imports: list[ImportReport] = []


@dataclass(frozen=True, slots=True)
class SourceReport:
    """One source in one sync.

    `status`: current (every request has a sound answer), partly (some), failed (no request has one, or
    there is no plan), unset (a setting it needs is missing), idle (it names no request). Of `planned`
    requests `fetched` were answered now, `good` needed no asking, `failed` gave nothing: `failures`
    tells of the first 20. `held_files`: answers held whole, or that could not be read; what was stored
    before stays.
    rows_in = accepted + unchanged + quarantined. `last_good` and `age_sessions` as in `SourceAge`.
    """

    source: str
    title: str
    status: SourceStatus
    planned: int
    fetched: int
    good: int
    failed: int
    failures: tuple[Failure, ...]
    held_files: int
    rows_in: int
    accepted: int
    unchanged: int
    quarantined: int
    last_good: str
    age_sessions: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class SyncReport:
    """A whole sync up to session `until` (from `since` on, if that was asked).

    exit_code: 3 if an answer was held whole or could not be read; else 1 if sources were asked and none
    of them has a sound answer; else 0, also where some failed: `sources` says which.
    """

    until: date
    since: date | None
    sources: tuple[SourceReport, ...]
    rows_in: int
    accepted: int
    unchanged: int
    quarantined: int
    issues: tuple[Issue, ...]
    sentence: str
    exit_code: Literal[0, 1, 3]


def source_report(spec: SourceSpec, tally: Tally, age: SourceAge | None) -> SourceReport:
    """The account of one source; `age` None if it was never asked."""
    held = tally.held + sum(_held(job) for one in tally.imports for job in one.jobs)
    status, rows = _status(tally, held), _rows(tally.imports)
    return SourceReport(
        source=spec.name,
        title=spec.title,
        status=status,
        planned=tally.planned,
        fetched=tally.fetched,
        good=tally.good,
        failed=len(tally.failures),
        failures=tuple(tally.failures[:FAILURES_SHOWN]),
        held_files=held,
        rows_in=rows[0],
        accepted=rows[1],
        unchanged=rows[2],
        quarantined=rows[3],
        last_good=age.last_good if age else "",
        age_sessions=age.age_sessions if age else None,
        sentence=_sentence(status, tally, rows, held, age),
    )


def _held(job: JobReport) -> bool:
    """Whether nothing of a file was taken."""
    return job.status in BROKEN or (job.rows_in > 0 and job.held == job.rows_in)


def _rows(parts: Sequence[ImportReport] | Sequence[SourceReport]) -> Rows:
    """Rows in, accepted, unchanged, quarantined."""
    return (
        sum(one.rows_in for one in parts),
        sum(one.accepted for one in parts),
        sum(one.unchanged for one in parts),
        sum(one.quarantined for one in parts),
    )


def _status(tally: Tally, held: int) -> SourceStatus:
    if tally.unset:
        return "unset"
    sound = tally.planned - sum(bool(one.request) for one in tally.failures)
    if tally.failures:
        return "partly" if sound > 0 else "failed"
    if held:
        return "partly"
    return "current" if tally.planned else "idle"


def _sentence(
    status: SourceStatus, tally: Tally, rows: Rows, held: int, age: SourceAge | None
) -> str:
    first = tally.failures[0].why if tally.failures else ""
    if status == "unset":
        return f"not asked: {first}"
    if status == "idle":
        return "nothing to ask for."
    if status == "failed":
        return f"nothing came: {first} {_left(age)}"
    parts = [_came(tally, rows)]
    if held:
        parts.append(f"{held} held whole or not readable; what was stored before stays")
    if tally.failures:
        parts.append(f"{len(tally.failures)} of {tally.planned} gave nothing, the first: {first}")
    return "; ".join(parts).rstrip(".") + "."


def _came(tally: Tally, rows: Rows) -> str:
    if not tally.fetched and not rows[0]:
        return "up to date"
    _, accepted, unchanged, quarantined = rows
    said = f"{tally.fetched} of {tally.planned} fetched, {accepted:,} rows new"
    said += f", {unchanged:,} unchanged" if unchanged else ""
    return said + (f", {quarantined:,} held" if quarantined else "")


def _left(age: SourceAge | None) -> str:
    if age is None or not age.last_good:
        return "It never succeeded."
    return f"What is on file stays; its last success was {age.last_good}."


def summed(
    until: date,
    since: date | None,
    sources: Sequence[SourceReport],
    issues: Sequence[Issue],
    named: bool,
) -> SyncReport:
    """The sum. `named`: the user asked for these sources, so that one which is not set up has failed."""
    rows = _rows(sources)
    return SyncReport(
        until=until,
        since=since,
        sources=tuple(sources),
        rows_in=rows[0],
        accepted=rows[1],
        unchanged=rows[2],
        quarantined=rows[3],
        issues=tuple(issues[:SHOWN]),
        sentence=_sum(sources, rows),
        exit_code=_exit_code(sources, named),
    )


def _exit_code(sources: Sequence[SourceReport], named: bool) -> Literal[0, 1, 3]:
    if any(one.held_files for one in sources):
        return 3
    missing = ("failed", "unset") if named else ("failed",)
    served = any(one.status in ("current", "partly") for one in sources)
    return 1 if not served and any(one.status in missing for one in sources) else 0


def _sum(sources: Sequence[SourceReport], rows: Rows) -> str:
    words = {"current": "up to date", "partly": "in part", "failed": "failed",
             "unset": "not set up", "idle": "with nothing to ask"}  # fmt: skip
    counts = [
        (word, sum(one.status == status for one in sources)) for status, word in words.items()
    ]
    told = ", ".join(f"{count} {word}" for word, count in counts if count)
    many = "1 source" if len(sources) == 1 else f"{len(sources)} sources"
    rows_in, accepted, unchanged, held = rows
    text = f"{many}: {told or 'none asked'}"
    if rows_in:
        text += (f"; {rows_in:,} rows in = {accepted:,} accepted + {unchanged:,} unchanged"
                 f" + {held:,} quarantined")  # fmt: skip
    return text + "."
