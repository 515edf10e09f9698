"""State tables that came after the first schema version: made with a new store, or by a migration.

Each function adds its tables to `tables` and returns them. SQLAlchemy is imported when one is made:
it takes 150 ms, and readers do without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Column, MetaData, Table

__all__ = ["articles", "fetches", "mappings"]


def fetches(tables: MetaData) -> Table:
    """What was asked of network sources, newest answer a request; added in schema version 2."""
    from sqlalchemy import Column, Integer, String, Table, Text

    def text(*names: str) -> list[Column[str]]:
        return [Column(name, Text, nullable=False) for name in names]

    return Table(
        "fetches",
        tables,
        Column("source", String(64), primary_key=True),
        Column("name", String(200), primary_key=True),
        # See store/fetches.py for what each column says.
        *text("run", "url", "status", "at", "last_good", "sha256", "etag", "detail"),
        Column("size", Integer, nullable=False),
    )


def mappings(tables: MetaData) -> Table:
    """How files were read, by the digest their batches name; added in schema version 2."""
    from sqlalchemy import Column, String, Table, Text

    return Table(
        "mappings",
        tables,
        Column("digest", String(64), primary_key=True),
        Column("body", Text, nullable=False),
    )


def articles(tables: MetaData) -> tuple[Table, ...]:
    """Articles, what was found in them, theses, forecasts, outcomes; added in schema version 4.

    Bodies are JSON behind a seal; outcomes are only ever added, the newest of an item stands.
    """
    from sqlalchemy import Column, Integer, String, Table, Text

    def table(name: str, *key: Column[Any]) -> Table:
        sealed = (Column(one, Text, nullable=False) for one in ("at", "body", "sha"))
        return Table(name, tables, *key, *sealed)

    def key(*names: str) -> list[Column[str]]:
        return [Column(name, String(64), primary_key=True) for name in names]

    def of(name: str) -> Column[str]:
        return Column(name, String(64), nullable=False, index=True)

    return (
        table("articles", *key("id")),
        table("findings", *key("article", "as_of", "reader")),
        table("theses", *key("id"), of("article")),
        table("forecasts", *key("id"), of("article")),
        table("outcomes", Column("seq", Integer, primary_key=True, autoincrement=True), of("item")),
    )
