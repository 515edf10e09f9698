"""What an import did: every row accounted for, by file and by reason.

`rows_in = accepted + unchanged + quarantined` holds for every job and for the sum; `unchanged` are
rows equal to what is already stored (or repeated in the file).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rotascope.terms import Issue

__all__ = ["SHOWN", "ImportReport", "JobReport", "JobStatus", "report"]

JobStatus = Literal["imported", "already", "held", "undated", "unreadable"]
Counts = tuple[tuple[str, int], ...]
SHOWN = 200
"""Issues a report carries for printing; the quarantine holds them all."""


@dataclass(frozen=True, slots=True)
class JobReport:
    """One file into one table.

    `status`: imported; already (the same bytes mapped the same way were imported before); held (the
    breaker held the whole file); undated (a holdings file without its date); unreadable.
    `set_aside` are rows of the file that the mapping leaves to another job or that say nothing; they
    are not part of `rows_in`. `quarantined` and `flagged` count rows by check. `remark`: what had to be
    decided to read the file (its encoding, a symbol taken from its name); it ends the sentence too.
    """

    source: str
    table: str
    dataset: str
    status: JobStatus
    rows_in: int
    accepted: int
    unchanged: int
    quarantined: Counts
    flagged: Counts
    set_aside: int
    sentence: str
    remark: str = ""

    @property
    def held(self) -> int:
        """Rows in quarantine."""
        return sum(rows for _, rows in self.quarantined)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """A whole import. `issues` are the first held and flagged rows; exit code 3 = something to mend."""

    jobs: tuple[JobReport, ...]
    rows_in: int
    accepted: int
    unchanged: int
    quarantined: int
    issues: tuple[Issue, ...]
    sentence: str
    exit_code: Literal[0, 3]


def report(jobs: Sequence[JobReport], issues: Sequence[Issue]) -> ImportReport:
    """Sum the jobs up."""
    rows_in, accepted = sum(j.rows_in for j in jobs), sum(j.accepted for j in jobs)
    unchanged, held = sum(j.unchanged for j in jobs), sum(j.held for j in jobs)
    broken = [j for j in jobs if j.status in ("held", "unreadable") or _nothing_kept(j)]
    return ImportReport(
        tuple(jobs), rows_in, accepted, unchanged, held, tuple(issues[:SHOWN]),
        _sentence(jobs, rows_in, accepted, unchanged, held, len({j.source for j in broken})),
        3 if broken else 0,
    )  # fmt: skip


def _nothing_kept(job: JobReport) -> bool:
    """A file of which every row was held is trouble, however small it is."""
    kept = job.accepted + job.unchanged
    return job.status == "imported" and job.held > 0 and kept == 0


def _sentence(
    jobs: Sequence[JobReport], rows_in: int, accepted: int, unchanged: int, held: int, broken: int
) -> str:
    text = (
        f"{rows_in:,} rows in = {accepted:,} accepted + {unchanged:,} unchanged"
        f" + {held:,} quarantined"
    )
    files = _files(jobs)
    if jobs and not rows_in:
        text = f"Nothing new in {files}: 0 rows added"
    if broken:
        text += (
            f"; {broken} of {files} {'is' if broken == 1 else 'are'} held back or could not be read"
        )
    undated = len({j.source for j in jobs if j.status == "undated"})
    if undated:
        text += f"; {undated} without a date: import it with --date YYYY-MM-DD"
    return text + "."


def _files(jobs: Sequence[JobReport]) -> str:
    """Files, not jobs: one file may become several tables."""
    count = len({job.source for job in jobs})
    return f"{count:,} file{'' if count == 1 else 's'}"
