"""Schema versions: a store of an older release is carried forward, one of a newer one is refused.

Both halves of a store, the state database and the market tables, carry their version in the state
database's `meta` table; each Parquet file and each Delta log names it too, for whoever finds a
table without its database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from rotascope.errors import IntegrityError, SchemaMismatch
from rotascope.store.state import State, schema
from rotascope.store.state_tables import articles, fetches, mappings
from rotascope.store.tables import SCHEMA_VERSION

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["STEPS", "Step", "behind", "forward"]

Step = Callable[["Connection", Path], None]


def _to_two(connection: Connection, root: Path) -> None:
    """1 to 2: what was asked of sources, how files were read. Market tables: only new ones."""
    from sqlalchemy import MetaData

    del root
    for table in (fetches, mappings):
        table(MetaData()).create(connection, checkfirst=True)


def _to_three(connection: Connection, root: Path) -> None:
    """2 to 3: recorded readings and judged articles. Market tables only, and only new ones."""
    del connection, root


def _to_four(connection: Connection, root: Path) -> None:
    """3 to 4: articles, findings, theses, forecasts and their outcomes. State tables only, all new."""
    from sqlalchemy import MetaData

    del root
    for table in articles(MetaData()):
        table.create(connection, checkfirst=True)


STEPS: Mapping[int, Step] = {1: _to_two, 2: _to_three, 3: _to_four}
"""From version n to n + 1."""

NAMES = ("state_schema", "market_schema")


def behind(meta: Mapping[str, str], root: Path, current: int = SCHEMA_VERSION) -> bool:
    """Whether the store needs migrating. Raises SchemaMismatch for a store of a newer release."""
    try:
        versions = {name: int(meta[name]) for name in NAMES}
    except (KeyError, ValueError) as error:
        raise IntegrityError(
            f"the store {root} does not say its schema version",
            "two whole numbers in its state database",
            "restoring the state database from a backup",
        ) from error
    newest = max(versions.values())
    if newest > current:
        raise SchemaMismatch(
            f"the store {root} has schema version {newest}",
            f"version {current} or older, which this release of Rotascope reads",
            "the release that wrote it, or a newer one",
        )
    return min(versions.values()) < current


def forward(
    state: State, root: Path, steps: Mapping[int, Step] = STEPS, current: int = SCHEMA_VERSION
) -> tuple[int, ...]:
    """Carry the store forward step by step, each step one transaction; the versions passed through."""
    passed: list[int] = []
    meta = schema().tables["meta"]
    while behind(state.meta(), root, current):
        version = min(int(state.meta()[name]) for name in NAMES)
        step = steps.get(version)
        if step is None:
            raise SchemaMismatch(
                f"the store {root} has schema version {version}",
                f"a version this release can carry forward to {current}",
                "importing the sources into a new store",
            )
        with state.changing() as connection:
            step(connection, root)
            moved = meta.update().where(meta.c.name.in_(NAMES))
            connection.execute(moved.values(value=str(version + 1)))
        passed.append(version + 1)
    return tuple(passed)
