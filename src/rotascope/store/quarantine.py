"""Rows that were held back: what they said, which check held them, and what became of them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Literal, get_args

from rotascope.errors import BadArgument, IntegrityError
from rotascope.store.state import State, schema
from rotascope.terms import Issue

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["Held", "Standing", "add", "counted", "decide", "listed", "settle"]

Standing = Literal["open", "released", "rejected", "superseded"]
ISSUE = ("row", "table", "key", "check", "severity", "expected", "observed", "source", "original")
SEALED = ("batch", *ISSUE, "state", "why", "at")


@dataclass(frozen=True, slots=True)
class Held:
    """One row held back. `original` is the row as read, `why` and `at` say who let it go and when."""

    id: int
    batch: str
    table: str
    row: int
    key: str
    check: str
    severity: str
    expected: str
    observed: str
    source: str
    original: str
    state: Standing
    why: str
    at: str
    sha: str


COLUMNS = ", ".join(f'"{field.name}"' for field in fields(Held))  # some are SQL's own words


def _seal(row: dict[str, object]) -> str:
    text = json.dumps([row[name] for name in SEALED], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def add(connection: Connection, issues: Sequence[Issue], batch: str) -> None:
    """Keep issues under a batch, inside the caller's transaction."""
    rows = []
    for issue in issues:
        row: dict[str, object] = {name: getattr(issue, name) for name in ISSUE}
        row |= {"batch": batch, "state": "open", "why": "", "at": ""}
        rows.append({**row, "sha": _seal(row)})
    if rows:
        connection.execute(schema().tables["quarantine"].insert(), rows)


def listed(
    state: State, batch: str | None = None, standing: Standing | None = None
) -> tuple[Held, ...]:
    """Rows held back, oldest first. Raises IntegrityError on a row that was edited."""
    wanted = {"batch": batch, "state": standing}
    asked = {name: value for name, value in wanted.items() if value is not None}
    only = " AND ".join(f"{name} = :{name}" for name in asked) or "1 = 1"
    query = f"SELECT {COLUMNS} FROM quarantine WHERE {only} ORDER BY id"
    found = tuple(Held(*row) for row in state.read(query, **asked))
    for held in found:
        if held.sha != _seal(_fields(held)):
            raise IntegrityError(
                f"quarantine row {held.id} was edited",
                "the row as it was held",
                "restoring the state database from a backup",
            )
    return found


def counted(state: State, table: str, names: Sequence[str]) -> dict[str, int]:
    """Open rows of a table, by batch, whose key has one of `names` (a symbol, an id) as a word.

    Without names every open row.
    """
    query = 'SELECT batch, "key" FROM quarantine WHERE state = \'open\' AND "table" = :name'
    wanted = set(names)
    rows = state.read(query, name=table)
    return dict(
        Counter(str(b) for b, key in rows if not wanted or wanted.intersection(key.split()))
    )


def _fields(held: Held) -> dict[str, object]:
    return {name: getattr(held, name) for name in SEALED}


def decide(state: State, held_id: int, standing: Standing, why: str, at: str) -> Held:
    """Release or reject one open row, with the reason; returns it as it now stands."""
    if standing not in get_args(Standing)[1:] or not why.strip():
        raise BadArgument(
            "a decision without a standing or a reason", "released, rejected or superseded, and why"
        )
    held = next((h for h in listed(state, standing="open") if h.id == held_id), None)
    if held is None:
        raise BadArgument(
            f"no open quarantine row {held_id}", "the id of an open row", "`rotascope quarantine`"
        )
    return settle(state, [held], standing, why, at)[0]


def settle(
    state: State, held: Sequence[Held], standing: Standing, why: str, at: str
) -> tuple[Held, ...]:
    """Give open rows one standing, all or none of them; returns them as they now stand."""
    table = schema().tables["quarantine"]
    done = []
    with state.changing() as connection:
        for one in held:
            decided = replace(one, state=standing, why=why, at=at)
            sealed = replace(decided, sha=_seal(_fields(decided)))
            moved = table.update().where((table.c.id == one.id) & (table.c.state == "open"))
            connection.execute(moved.values(state=standing, why=why, at=at, sha=sealed.sha))
            done.append(sealed)
    return tuple(done)
