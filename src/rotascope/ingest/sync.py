"""Sync: what sources have that the store has not, through the seam, the gate, into the tables.

Each body is kept on disk before anything speaks of it, and remembered as kept before its rows are
imported: whatever is killed when, the next sync takes up from there, asks for nothing twice and ends
in the same store. A source that gives nothing stops no other, and what it gave before stays in
service with its age. No clock is read here and nothing is waited for under the writer's lock.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from rotascope.errors import NoAnswer, NoData, StoreBusy, WrongUse
from rotascope.ingest.bodies import Raw, fetch, path_of, shown, sweep, whole
from rotascope.ingest.groups import import_together
from rotascope.ingest.on_file import MarketOnFile
from rotascope.ingest.report import JobReport
from rotascope.ingest.sync_report import (
    Failure,
    SourceReport,
    SyncReport,
    Tally,
    source_report,
    summed,
)
from rotascope.net.body import Download, Get
from rotascope.providers.jobs import Job
from rotascope.providers.requests import Needs, Request
from rotascope.registry import SourceSpec
from rotascope.store.fetches import Fetched, ages, fetched, forget, record
from rotascope.store.lock import try_lock
from rotascope.store.market import Batch, Market

__all__ = ["Seam", "in_order", "sync"]

Brought = dict[tuple[str, str, str], Batch]
ROUNDS = 20
"""Plans that name new requests for ever are a mistake of their source."""


@dataclass(frozen=True, slots=True)
class Seam:
    """The network as sync sees it: two functions and the moment, so that tests bring their own."""

    get: Get
    download: Download
    now: Callable[[], datetime]


def in_order(specs: Sequence[SourceSpec]) -> list[SourceSpec]:
    """Sources in the order of a sync: those that others build on first."""
    return sorted(specs, key=lambda spec: (spec.order, spec.name))


def sync(
    market: Market,
    specs: Sequence[SourceSpec],
    needs: Needs,
    seam: Seam,
    *,
    today: date,
    named: bool = False,
    progress: Callable[[str], None] | None = None,
) -> SyncReport:
    """Ask each source for what is missing up to `needs.until` and import it.

    `today` dates the import; `named` says that the user chose these sources; `progress` is called
    with a sentence for every request and file. Raises StoreBusy while another sync or writer is at
    work, DataTrouble for a damaged store: bodies fetched by then are kept and imported next time.
    """
    reports, issues = [], []
    with _alone(market.root):
        for spec in in_order(specs):
            source = _Source(market, spec, needs, seam, today, progress or _silent)
            reports.append(source.brought_up_to_date())
            issues += [issue for one in source.tally.imports for issue in one.issues]
    return summed(needs.until, needs.since, reports, issues, named)


def _silent(_sentence: str) -> None:
    """Nobody watches."""


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """One sync a store; a crash lets go. Importing by hand and reading are not kept waiting by it."""
    handle = try_lock(root / "sync.lock")
    if handle is None:
        raise StoreBusy(f"another sync into {root} is at work", "one at a time", "again later")
    try:
        yield
    finally:
        os.close(handle)


class _Source:
    """One source's way through a sync."""

    def __init__(
        self,
        market: Market,
        spec: SourceSpec,
        needs: Needs,
        seam: Seam,
        today: date,
        progress: Callable[[str], None],
    ) -> None:
        self.market, self.spec, self.needs, self.seam = market, spec, needs, seam
        self.today, self.progress = today, progress
        self.tally = Tally()
        self.known = {one.name: one for one in fetched(market.state, spec.name)}
        self.seen: set[str] = set()

    def brought_up_to_date(self) -> SourceReport:
        """Plan, fetch, import, until the plan names nothing new; then the account of it."""
        sweep(self.market.root, self.spec.name)
        try:
            for _ in range(ROUNDS):
                new = [one for one in self._planned() if one.name not in self.seen]
                if not new:
                    forget(self.market.state, self.spec.name, self.seen)
                    break
                self._round(new)
        except (NoAnswer, WrongUse) as trouble:
            self.tally.unset = isinstance(trouble, NoAnswer) and not self.seen
            self.tally.failures.append(Failure("", str(trouble)))
        now = ages(fetched(self.market.state, self.spec.name), self.needs.until)
        return source_report(self.spec, self.tally, now[0] if now else None)

    def _planned(self) -> tuple[Request, ...]:
        """What the source asks for, given what is on file by now."""
        self.market.refresh()
        needs = replace(self.needs, on_file=MarketOnFile(self.market))
        requests: tuple[Request, ...] = self.spec.plan(needs)
        return requests

    def _round(self, requests: Sequence[Request]) -> None:
        """Import what an earlier sync left, fetch what is due, import that."""
        self.seen |= {one.name for one in requests}
        self.tally.planned += len(requests)
        brought = self._brought()
        self._import(
            [r for r in requests if self._waits(r, brought) and not self._is_good(r, brought)]
        )
        for request in requests:
            if self._is_good(request, brought):
                self.tally.good += 1
                self.tally.held += self._held_still(request, brought)
            else:
                self._fetch(request)
        self._import([one for one in requests if self._waits(one, brought)])

    # ------------------------------------------------------------ what is there already

    def _brought(self) -> Brought:
        """Imports of this source in force, by file, digest and table."""
        self.market.refresh()
        mine = f"{self.spec.name}/"
        return {(b.source, b.sha256, b.table): b for b in self.market.batches()
                if b.source.startswith(mine)}  # fmt: skip

    def _batches(self, request: Request, brought: Brought) -> list[Batch | None]:
        """What the tables have of a request's newest body, by job."""
        one = self.known[request.name]
        file = self._file(request)
        return [brought.get((file, one.sha256, job.table)) for job in request.jobs]

    def _is_good(self, request: Request, brought: Brought) -> bool:
        """Whether the newest answer need not be asked for again."""
        one = self.known.get(request.name)
        if one is None or not one.good_for(self.needs.until, request.every):
            return False
        if self.needs.since is not None and one.url != shown(request):
            return False
        return None not in self._batches(request, brought) or self._lies(one)

    def _waits(self, request: Request, brought: Brought) -> bool:
        """Whether a sound body lies on disk whose rows are not in the tables."""
        one = self.known.get(request.name)
        if one is None or one.status == "failed":
            return False
        wanted = one.status == "kept" or None in self._batches(request, brought)
        return wanted and self._lies(one)

    def _lies(self, one: Fetched) -> bool:
        """Whether a body lies on disk as it came; one that was changed since is asked for anew."""
        return whole(self._path(one), one.sha256)

    def _held_still(self, request: Request, brought: Brought) -> bool:
        kept = [one for one in self._batches(request, brought) if one is not None]
        return any(one.rows_in and one.quarantined == one.rows_in for one in kept)

    def _path(self, one: Fetched) -> Path:
        return path_of(self.market.root, self.spec.name, one.name, one.sha256)

    def _file(self, request: Request) -> str:
        return f"{self.spec.name}/{request.name}"

    # ------------------------------------------------------------ fetching, importing

    def _fetch(self, request: Request) -> None:
        self.progress(f"{self._file(request)}: fetching")
        try:
            raw = fetch(self.market.root, self.spec, request, self.seam.get, self.seam.download)
        except (NoData, WrongUse) as trouble:
            self._failed(request, str(trouble), replace(self._before(request), at=self._now()))
            return
        self.tally.fetched += 1
        self._remember([self._kept(request, raw)])

    def _before(self, request: Request) -> Fetched:
        """What was known of a request; a blank record if it was never asked."""
        blank = Fetched(self.spec.name, request.name, "", "", "failed", "", "", "", "", "", 0)
        return self.known.get(request.name, blank)

    def _kept(self, request: Request, raw: Raw) -> Fetched:
        return replace(
            self._before(request), run=str(self.needs.until), url=shown(request), status="kept",
            at=raw.at.isoformat(timespec="seconds"), sha256=raw.sha256, etag=raw.etag, detail="",
            size=raw.size,
        )  # fmt: skip

    def _failed(self, request: Request, why: str, one: Fetched) -> None:
        self.tally.failures.append(Failure(request.name, why))
        self._remember([replace(one, url=shown(request), status="failed", detail=why)])

    def _remember(self, rows: Sequence[Fetched]) -> None:
        record(self.market.state, rows)
        self.known |= {one.name: one for one in rows}

    def _now(self) -> str:
        return self.seam.now().isoformat(timespec="seconds")

    def _import(self, requests: Sequence[Request]) -> None:
        """Bodies that wait, all at once; each then is fetched, or failed if it could not be read."""
        if not requests:
            return
        jobs = [job for request in requests for job in self._jobs(request)]
        told = import_together(self.market, jobs, today=self.today, progress=self.progress)
        self.tally.imports.append(told)
        sound = []
        for request in requests:
            mine = [one for one in told.jobs if one.source == self._file(request)]
            one = self.known[request.name]
            why = _nothing_in(mine)
            if why:
                self._failed(request, why, replace(one, run=""))
            else:
                sound.append(_settled(one, mine))
        self._remember(sound)

    def _jobs(self, request: Request) -> list[Job]:
        one = self.known[request.name]
        path, at = self._path(one), datetime.fromisoformat(one.at)
        return [replace(job, path=path, source=self._file(request), fetched_at=at)
                for job in request.jobs]  # fmt: skip


def _nothing_in(reports: Sequence[JobReport]) -> str:
    """Why a body is no answer: it cannot be read, or has no row for any table; '' if it is one."""
    unread = [one.sentence for one in reports if one.status == "unreadable"]
    if unread:
        return unread[0]
    if all(one.status == "imported" and not one.rows_in for one in reports):
        return "the answer holds no rows."
    return ""


def _settled(one: Fetched, reports: Sequence[JobReport]) -> Fetched:
    """A body whose rows are in the tables; one that was held whole gave no good data."""
    held = [told.sentence for told in reports if told.status in ("held", "undated")]
    if held and not any(told.accepted or told.unchanged for told in reports):
        return replace(one, status="fetched", detail=held[0])
    return replace(one, status="fetched", last_good=one.at, detail="")
