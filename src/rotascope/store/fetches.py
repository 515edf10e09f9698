"""What was asked of network sources and what came: one row a request, its newest answer.

A body that was fetched is `kept` until its rows are in the tables, then `fetched`; `failed` says that
the newest attempt gave nothing, or nothing that could be read. Only `fetched` moves `last_good`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from itertools import groupby
from typing import Literal, get_args

from rotascope import sessions
from rotascope.errors import IntegrityError
from rotascope.store.state import State, schema
from rotascope.terms import SourceAge

__all__ = [
    "Fetched",
    "Standing",
    "ages",
    "bodies",
    "check",
    "fetched",
    "forget",
    "raw_path",
    "record",
]

Standing = Literal["kept", "fetched", "failed"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """The newest answer to one request of one source.

    `run`: the session for which the newest body was asked, '' without one that could be read. `at`:
    the moment of the newest attempt, `last_good` of the newest whose rows are in the tables, both UTC
    in ISO 8601, '' for never. `sha256` and `size` (bytes) are of the newest body; `url` holds no
    secrets; `detail` says why an attempt failed.
    """

    source: str
    name: str
    run: str
    url: str
    status: Standing
    at: str
    last_good: str
    sha256: str
    etag: str
    detail: str
    size: int

    @property
    def raw(self) -> str:
        """Path of its newest body from the store's root."""
        return raw_path(self.source, self.name, self.sha256)

    def good_for(self, until: date, every: int) -> bool:
        """Whether its answer needs no asking again up to session `until`; `every` = 0: never again."""
        if self.status == "failed" or not self.run:
            return False
        return every == 0 or sessions.count(date.fromisoformat(self.run), until) < every


def raw_path(source: str, name: str, sha256: str) -> str:
    """Where a raw body lies, from the store's root."""
    return f"raw/{source}/{name}-{sha256[:12]}"


NAMES = tuple(field.name for field in fields(Fetched))


def fetched(state: State, source: str | None = None) -> tuple[Fetched, ...]:
    """Every request that was ever asked (of one source), by source and name."""
    rows = state.read(f"SELECT {', '.join(NAMES)} FROM fetches ORDER BY source, name")
    return tuple(one for one in (Fetched(*row) for row in rows) if source in (None, one.source))


def bodies(state: State) -> tuple[Fetched, ...]:
    """Requests whose raw body must be on disk: not those that failed, which are asked again anyway."""
    return tuple(one for one in fetched(state) if one.status != "failed" and one.sha256)


def check(state: State) -> None:
    """Raise IntegrityError for a row that does not say what such rows say."""
    for one in fetched(state):
        if not _is_sound(one):
            raise IntegrityError(
                f"what is on file of the request {one.source}/{one.name} cannot be read",
                "the row as it was written",
                "restoring the state database from a backup",
            )


def _is_sound(one: Fetched) -> bool:
    try:
        if one.run:
            date.fromisoformat(one.run)
        zones = [datetime.fromisoformat(at).tzinfo for at in (one.at, one.last_good) if at]
        return one.status in get_args(Standing) and one.size >= 0 and None not in zones
    except (ValueError, TypeError):
        return False


def record(state: State, rows: Iterable[Fetched]) -> None:
    """Keep these in place of what was known of their requests, all of them or none."""
    table = schema().tables["fetches"]
    with state.changing() as connection:
        for one in rows:
            same = (table.c.source == one.source) & (table.c.name == one.name)
            connection.execute(table.delete().where(same))
            connection.execute(table.insert().values(**asdict(one)))


def forget(state: State, source: str, planned: Collection[str]) -> None:
    """Drop failures of requests that the source no longer names: nobody will ever mend them."""
    gone = [one for one in fetched(state, source) if one.status == "failed"]
    table = schema().tables["fetches"]
    with state.changing() as connection:
        for one in gone:
            if one.name not in planned:
                same = (table.c.source == one.source) & (table.c.name == one.name)
                connection.execute(table.delete().where(same))


def ages(rows: Sequence[Fetched], until: date) -> tuple[SourceAge, ...]:
    """Per source when it last gave data, how many sessions before `until` that was, and what fails.

    rows sorted by source. Age counts from the session that the newest sound answer was asked for.
    """
    by_source = groupby(rows, key=lambda one: one.source)
    return tuple(_age(source, tuple(asked), until) for source, asked in by_source)


def _age(source: str, rows: tuple[Fetched, ...], until: date) -> SourceAge:
    good = [one for one in rows if one.last_good]
    failing = sorted((one for one in rows if one.status == "failed"), key=lambda one: one.at)
    last = max((one.last_good for one in good), default="")
    served = max((_session(one) for one in good), default=None)
    return SourceAge(
        source=source,
        last_good=last,
        age_sessions=None if served is None else sessions.count(served, until),
        requests=len(rows),
        failing=len(failing),
        failed_at=failing[-1].at if failing else "",
        failure=failing[-1].detail if failing else "",
    )


def _session(one: Fetched) -> date:
    """The session its newest sound answer speaks for, as near as is known."""
    if one.run and one.last_good == one.at:
        return date.fromisoformat(one.run)
    return sessions.last_complete(datetime.fromisoformat(one.last_good))
