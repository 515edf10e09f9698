"""What tests of network sources share: a store's answers invented, a body put through the whole door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from rotascope.catalog import load
from rotascope.ingest.report import ImportReport
from rotascope.ingest.run import import_jobs
from rotascope.providers.jobs import Job
from rotascope.providers.requests import Needs, Request
from rotascope.store.market import Market

__all__ = ["BODIES", "UNTIL", "Filed", "brought", "needs", "rows"]

UNTIL = date(2026, 6, 12)
FETCHED = datetime(2026, 6, 13, 1, 0, tzinfo=UTC)
BODIES = Path(__file__).resolve().parents[1] / "replay" / "bodies"


@dataclass(frozen=True)
class Filed:
    """An OnFile whose answers are given."""

    days: Mapping[tuple[str, str, str], date] = field(default_factory=dict)
    known_codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def newest(self, table: str, dataset: str, line: str) -> date | None:
        return self.days.get((table, dataset, line))

    def codes(self, scheme: str) -> Mapping[str, str]:
        return self.known_codes.get(scheme, {})

    def holdings(self, fund: str) -> tuple[str, ...]:
        return self.members.get(fund, ())


def needs(on_file: Filed | None = None, until: date = UNTIL, **keys: str) -> Needs:
    """What sync would ask for, with the built-in catalog."""
    return Needs(load(), until, None, on_file or Filed(), keys)


def brought(folder: Path, body: Path, jobs: Request | Iterable[Job]) -> tuple[Market, ImportReport]:
    """A new store after a sound body went through the reader, the gate and the store."""
    listed = jobs.jobs if isinstance(jobs, Request) else tuple(jobs)
    market = Market.open(folder / "store", create=True)
    placed = [replace(job, path=body, source=body.name, fetched_at=FETCHED) for job in listed]
    report = import_jobs(market, placed, today=date(2026, 6, 13))
    assert [job.sentence for job in report.jobs if job.status != "imported"] == []
    return market, report


def rows(market: Market, table: str, columns: Sequence[str]) -> list[tuple[object, ...]]:
    """A table's stored rows, in the order of its key."""
    from rotascope.store.tables import TABLES

    frame = market.scan(table).collect().sort([*TABLES[table].key, "known_at"])
    return frame.select(columns).rows()
