"""The state database: schema version, commit ledger, intents, stamps and quarantine.

SQLite beside the market tables, or any database SQLAlchemy reaches by URL. Only `_durable` speaks
SQLite's own dialect.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from rotascope.errors import DataTrouble, IntegrityError, StoreBusy
from rotascope.store.files import Stamp
from rotascope.store.ledger import START, Entry
from rotascope.store.state_tables import articles, fetches, mappings

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, MetaData

__all__ = ["Glance", "State", "schema"]

Value = str | int
# What SQLite says where it may not, or cannot, make the files beside the database that it reads through.
WRITING = tuple(f"SQLITE_IOERR_{what}" for what in ("WRITE", "SHM", "FSYNC", "TRUNC", "DIR_FSYNC"))
STAMP = ("path", "sha256", "size", "mtime_ns", "ctime_ns", "inode")
LEDGER = "SELECT seq, kind, body, prev, sha FROM ledger WHERE seq > :after ORDER BY seq"
HINDERED = ("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_FULL", *WRITING)


@dataclass(frozen=True, slots=True)
class Glance:
    """What opening a store reads: its versions and head, the ledger, stamps, unfinished intents."""

    meta: dict[str, str]
    entries: tuple[Entry, ...]
    stamps: dict[str, Stamp]
    intents: int


@cache
def schema() -> MetaData:
    """The state tables of this release."""
    from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Table, Text

    tables = MetaData()

    def text(*names: str) -> list[Column[str]]:
        return [Column(name, Text, nullable=False) for name in names]

    Table("meta", tables, Column("name", String(64), primary_key=True), *text("value"))
    Table(
        "ledger",
        tables,
        Column("seq", Integer, primary_key=True, autoincrement=False),
        *text("kind", "body", "prev", "sha"),
    )
    Table("intents", tables, Column("batch", String(64), primary_key=True), *text("body"))
    Table(
        "stamps",
        tables,
        Column("path", String(512), primary_key=True),
        *text("sha256"),
        *(Column(n, BigInteger, nullable=False) for n in ("size", "mtime_ns", "ctime_ns", "inode")),
    )
    Table(
        "quarantine",
        tables,
        Column("id", Integer, primary_key=True, autoincrement=True),
        Column("batch", String(64), nullable=False, index=True),
        Column("row", Integer, nullable=False),
        *text("table", "key", "check", "severity", "expected", "observed", "source", "original"),
        *text("state", "why", "at", "sha"),
    )
    for made in (fetches, mappings, articles):
        made(tables)
    return tables


def _durable(raw: Any, _record: Any) -> None:
    """SQLite only: a committed transaction is on disk, and readers do not wait for the writer."""
    if isinstance(raw, sqlite3.Connection):
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000"):
            raw.execute(f"PRAGMA {pragma}")


def _code(error: BaseException) -> str:
    """SQLite's own name for what went wrong; '' from another database."""
    return str(getattr(getattr(error, "orig", None) or error, "sqlite_errorname", ""))


def _trouble(error: Exception, where: str) -> DataTrouble:
    """What the database said, as one sentence; only damage is answered with a backup."""
    said, code = str(getattr(error, "orig", None) or error).splitlines()[0], _code(error)
    if "locked" in said:
        return StoreBusy(f"the state database {where} is locked", "it to be free", "again")
    if code.startswith("SQLITE_READONLY"):
        return DataTrouble(
            f"{where} may not be written to",
            "a store you may write to",
            "a copy of it that is yours",
        )
    if code == "SQLITE_FULL" or code.startswith(WRITING):
        return DataTrouble(f"the disk under {where} is full", "free space", "again with more of it")
    if code == "SQLITE_CANTOPEN":
        return DataTrouble(
            f"the state database {where} cannot be opened here",
            "a folder you may write to, or a store that its last writer closed",
            "a copy of the store that is yours",
        )
    return IntegrityError(
        f"the state database {where} cannot be read: {said}",
        "a sound database",
        "restoring it from a backup",
    )


class State:
    """One state database. Cheap until something is written: readers do without SQLAlchemy."""

    def __init__(self, url: str = "", file: Path | None = None) -> None:
        """By `url`, or SQLite in `file`."""
        self.file = file
        self.name = str(file or url.rpartition("@")[2])
        self._url = url
        self._engine: Engine | None = None

    @property
    def engine(self) -> Engine:
        """The SQLAlchemy engine, made when first needed: importing it takes 150 ms."""
        if self._engine is None:
            from sqlalchemy import URL, create_engine, event

            path = URL.create("sqlite", database=str(self.file)) if self.file else self._url
            self._engine = create_engine(path)
            event.listen(self._engine, "connect", _durable)
        return self._engine

    def close(self) -> None:
        """Let go of every connection; the next question makes its own."""
        if self._engine is not None:
            self._engine.dispose()

    def exists(self) -> bool:
        """Whether the database holds a store's tables (a half-made one does not count)."""
        if self.file is None:
            from sqlalchemy import inspect

            with self._translated():
                return inspect(self.engine).has_table("meta")
        if not self.file.exists():
            return False
        try:
            return bool(self.meta())
        except IntegrityError as error:
            if "no such table" in str(error):
                return False
            raise

    def create(self, version: int) -> None:
        """Make the tables, with the schema version, in one transaction."""
        if self.file is not None:  # no more rights than its folder gives; SQLite follows beside it
            self.file.touch(mode=self.file.parent.stat().st_mode & 0o666)
        tables = schema()
        with self.changing() as connection:
            tables.create_all(connection)
            meta = {"state_schema": str(version), "market_schema": str(version), "head": START}
            rows = [{"name": name, "value": value} for name, value in meta.items()]
            connection.execute(tables.tables["meta"].insert(), rows)

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """A transaction: all of it is on disk when the block ends, or none of it."""
        with self._translated(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def _translated(self) -> Iterator[None]:
        from sqlalchemy.exc import DBAPIError

        try:
            yield
        except (DBAPIError, sqlite3.Error, UnicodeDecodeError) as error:  # also while connecting
            raise _trouble(error, self.name) from error

    def read(self, query: str, **values: Value) -> list[tuple[Any, ...]]:
        """Rows of a plain query in standard SQL, `:name` standing for a value.

        Through the standard library where it is SQLite; then also from a medium that is read-only.
        """
        if self.file is None:
            from sqlalchemy import text

            with self._translated(), self.engine.connect() as connection:
                return [tuple(row) for row in connection.execute(text(query), values)]
        return self._read_file(query, values)

    def _read_file(self, query: str, values: Mapping[str, Value]) -> list[tuple[Any, ...]]:
        try:
            try:
                return self._rows("mode=rw", query, values)
            except sqlite3.OperationalError as error:
                if not _code(error).startswith(HINDERED) or self._has_tail():
                    raise
                # Nothing can be written beside it, and no writer has begun: read it as it lies.
                return self._rows("mode=ro&immutable=1", query, values)
        except (sqlite3.Error, UnicodeDecodeError) as error:  # damaged names end in its messages
            raise _trouble(error, self.name) from error

    def _rows(self, how: str, query: str, values: Mapping[str, Value]) -> list[tuple[Any, ...]]:
        uri = f"file:{quote(str(self.file))}?{how}"
        with closing(sqlite3.connect(uri, uri=True, timeout=10)) as connection:
            return list(connection.execute(query, values))

    def _has_tail(self) -> bool:
        """Whether transactions lie beside the database that are not in it yet."""
        tail = Path(f"{self.file}-wal")
        return tail.exists() and tail.stat().st_size > 0

    def check_pages(self) -> None:
        """SQLite only: raise IntegrityError if the database's own structure is damaged."""
        if self.file is None:
            return
        told = [str(row[0]) for row in self._read_file("PRAGMA integrity_check", {})]
        if told != ["ok"]:
            raise IntegrityError(
                f"the state database {self.name} is damaged: {'; '.join(told)[:200]}",
                "a sound database",
                "restoring it from a backup",
            )

    def meta(self) -> dict[str, str]:
        """The schema versions and the ledger's head."""
        return {str(name): str(value) for name, value in self.read("SELECT name, value FROM meta")}

    def glance(self, after: int = 0) -> Glance:
        """What a reader needs, from one moment: retried if a writer moved the head meanwhile.

        `after`: only the entries that follow this one, and no stamps, for whoever has the rest.
        """
        for _ in range(20):
            meta = self.meta()
            ledger = self.read(LEDGER, after=after)
            stamps = [] if after else self.read(f"SELECT {', '.join(STAMP)} FROM stamps")
            intents = self.read("SELECT count(*) FROM intents")
            if self.meta() == meta:
                break
        return Glance(
            meta,
            tuple(Entry(*row) for row in ledger),
            {row[0]: Stamp(*row[1:]) for row in stamps},
            int(intents[0][0]),
        )

    def intents(self) -> list[tuple[str, str]]:
        """(batch id, JSON body) of appends that were begun and not finished."""
        return [(str(b), str(t)) for b, t in self.read("SELECT batch, body FROM intents")]

    def append(self, connection: Connection, entry: Entry) -> None:
        """Add a ledger entry and move the head, inside a transaction."""
        tables = schema().tables
        ledger, meta = tables["ledger"], tables["meta"]
        connection.execute(
            ledger.insert().values(
                seq=entry.seq, kind=entry.kind, body=entry.body, prev=entry.prev, sha=entry.sha
            )
        )
        moved = meta.update().where(meta.c.name == "head", meta.c.value == entry.prev)
        if connection.execute(moved.values(value=entry.sha)).rowcount != 1:
            raise StoreBusy("another writer moved the ledger", "one writer at a time", "again")

    def keep_stamps(self, connection: Connection, stamps: Sequence[tuple[str, Stamp]]) -> None:
        """Replace the stamps of these paths."""
        self.drop_stamps(connection, [path for path, _ in stamps])
        table = schema().tables["stamps"]
        for path, stamp in stamps:
            connection.execute(
                table.insert().values(
                    path=path,
                    sha256=stamp.sha256,
                    size=stamp.size,
                    mtime_ns=stamp.mtime_ns,
                    ctime_ns=stamp.ctime_ns,
                    inode=stamp.inode,
                )
            )

    def drop_stamps(self, connection: Connection, paths: Sequence[str]) -> None:
        """Forget the stamps of these paths: files that readers no longer read."""
        table = schema().tables["stamps"]
        for path in paths:
            connection.execute(table.delete().where(table.c.path == path))
