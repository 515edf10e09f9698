"""Many small files at once: those of one table and dataset become one version of the table.

A day of fetches is some hundred bodies; a version each would leave a table of tens of thousands of
files within a year. Every file still goes through the gate alone, is held alone, and is known by its
own bytes: only the writing is shared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from rotascope.errors import BadFile
from rotascope.ingest.attempts import attempt, held_whole, retried
from rotascope.ingest.one_file import Prepared, already, keep, prepare, unreadable
from rotascope.ingest.report import ImportReport, report
from rotascope.ingest.run import FIRST, Outcome, declare
from rotascope.ingest.shape import PRICED, table_of
from rotascope.ingest.universe import Line, verdict
from rotascope.providers.jobs import Job, file_digest
from rotascope.providers.limits import guard
from rotascope.store.market import Market

__all__ = ["MOST_ROWS", "import_together"]

MOST_ROWS = 2_000_000
"""Rows that may wait in memory for the files after them."""


def import_together(
    market: Market,
    jobs: Iterable[Job],
    *,
    today: date,
    progress: Callable[[str], None] | None = None,
) -> ImportReport:
    """As `import_jobs`, with one version for all files of a table and dataset. Reports in job order.

    Tables that others are checked against come first. A file that has nothing for its table is no
    trouble: an answer of a source may be about another one only.
    """
    listed = list(jobs)
    for job in listed:
        table_of(job)
    outcomes: dict[int, Outcome] = {}
    with market.writing():
        declare(market, listed)
        for bunch in _bunches(listed):
            group = _Group(market, today, outcomes)
            for at in bunch:
                group.take(at, listed[at])
                if progress is not None:
                    progress(outcomes[at][0].sentence)
            group.flush()
    told = [outcomes[at] for at in range(len(listed))]
    return report([one for one, _ in told], [issue for _, issues in told for issue in issues])


def _bunches(jobs: Sequence[Job]) -> list[list[int]]:
    """Places of the jobs by (table, dataset), in order of appearance."""
    found: dict[tuple[str, str], list[int]] = {}
    for at, job in enumerate(jobs):
        found.setdefault((job.table, job.dataset.name), []).append(at)
    keys = sorted(found, key=lambda key: FIRST.index(key[0]) if key[0] in FIRST else len(FIRST))
    return [found[key] for key in keys]


class _Group:
    """Files of one table and dataset that wait to be written together.

    Two that speak of one line are not written together: the second is compared with the first.
    `outcomes` are corrected where the files together say what none of them says alone.
    """

    def __init__(self, market: Market, today: date, outcomes: dict[int, Outcome]) -> None:
        self.market, self.today, self.outcomes = market, today, outcomes
        self.waiting: list[Prepared] = []
        self.places: list[int] = []

    def take(self, at: int, job: Job) -> None:
        """Put one file through the gate; it is stored by the next flush at the latest."""
        try:
            guard(job.path)  # a pipe or a device would be hashed for ever
            sha256 = file_digest(job.path)
            if any((p.batch.sha256, p.batch.mapping) == (sha256, job.digest) for p in self.waiting):
                self.flush()
            before, name = attempt(self.market, sha256, job.digest)
            if before is not None and not held_whole(before):
                self.outcomes[at] = already(self.market, job, before), ()
                return
            made = self._prepared(job, sha256, name)
            if before is not None:
                if held_whole(made.batch):
                    self.outcomes[at] = already(self.market, job, before), ()
                    return
                made = retried(made, self.today)
        except BadFile as trouble:
            told = unreadable(job.source, job.table, job.dataset.name, trouble)
            self.outcomes[at] = told, ()
            return
        self.waiting.append(made)
        self.places.append(at)
        self.outcomes[at] = made.report, made.held + made.flagged
        if sum(len(part.rows) for part in self.waiting) > MOST_ROWS:
            self.flush()

    def _prepared(self, job: Job, sha256: str, name: str) -> Prepared:
        made = prepare(self.market, job, sha256, name, self.today)
        if any(made.lines & part.lines for part in self.waiting):
            self.flush()
            made = prepare(self.market, job, sha256, name, self.today)
        return made

    def flush(self) -> None:
        """Store what waits, unless it is a feed that stands still or is faulty throughout."""
        if self.waiting:
            self._judge()
            keep(self.market, self.waiting, self.today)
        self.waiting, self.places = [], []

    def _judge(self) -> None:
        job = self.waiting[0].job
        if job.table not in PRICED:
            return
        feed = [Line(part.batch.rows_in, part.rows, part.held) for part in self.waiting]
        why = verdict(feed, job.dataset.name, self.market)
        if why is None:
            return
        for n, (at, part) in enumerate(zip(self.places, self.waiting, strict=True)):
            made = prepare(
                self.market, part.job, part.batch.sha256, part.batch.mapping, self.today, why=why
            )
            self.waiting[n] = made
            self.outcomes[at] = (made.report, made.held + made.flagged)
