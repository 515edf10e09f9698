from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from rotascope.errors import IntegrityError, StoreBusy
from rotascope.store.files import Stamp
from rotascope.store.ledger import Book, chained
from rotascope.store.market import Market
from rotascope.store.state import State, schema
from tests.store.invented import made_batch, made_rows


@pytest.fixture
def state(tmp_path: Path) -> State:
    made = State(file=tmp_path / "state.sqlite")
    made.create(1)
    return made


def test_a_new_state_says_its_versions_and_holds_nothing(state: State) -> None:
    glance = state.glance()
    assert (glance.meta["state_schema"], glance.meta["market_schema"]) == ("1", "1")
    assert (glance.entries, glance.stamps, glance.intents) == ((), {}, 0)


def test_what_was_entered_is_read_back_and_the_head_moves(state: State) -> None:
    entry = chained(Book(), "dataset", {"name": "d"})
    stamp = Stamp("abc", 1, 2**40, 3, 2**60)
    with state.changing() as connection:
        state.append(connection, entry)
        state.keep_stamps(connection, [("a", stamp)])
        state.keep_stamps(connection, [("a", stamp)])
    glance = state.glance()
    assert glance.entries == (entry,)
    assert glance.meta["head"] == entry.sha
    assert glance.stamps == {"a": stamp}


def test_a_second_entry_on_an_old_head_is_refused_and_nothing_stays(state: State) -> None:
    with state.changing() as connection:
        state.append(connection, chained(Book(), "dataset", {"name": "a"}))
    stale = chained(Book(seq=1), "dataset", {"name": "b"})
    with pytest.raises(StoreBusy, match="another writer"), state.changing() as connection:
        state.append(connection, stale)
    assert len(state.glance().entries) == 1


def test_sqlite_is_durable_and_readers_do_not_wait(state: State) -> None:
    with state.engine.connect() as connection:
        asked = [
            connection.exec_driver_sql(f"PRAGMA {p}").scalar()
            for p in ("journal_mode", "synchronous")
        ]
    assert asked == ["wal", 2]  # 2 is FULL


def test_a_file_that_is_no_database_is_an_integrity_error(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    path.write_bytes(b"not a database, certainly not one" * 50)
    with pytest.raises(IntegrityError, match=r"state\.sqlite cannot be read"):
        State(file=path).exists()


def test_a_locked_database_is_busy_not_damaged(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(sqlite3, "connect", locked)
    with pytest.raises(StoreBusy, match="locked"):
        state.meta()


def test_an_absent_or_half_made_database_does_not_exist_yet(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    assert not State(file=path).exists()
    sqlite3.connect(path).execute("PRAGMA journal_mode=WAL").close()
    assert not State(file=path).exists()


def test_damaged_pages_are_found(state: State) -> None:
    state.check_pages()
    state.close()
    assert state.file is not None
    raw = bytearray(state.file.read_bytes())
    raw[4096 + 3] ^= 0xFF  # the count of cells on the second page
    state.file.write_bytes(raw)
    with pytest.raises(IntegrityError):
        state.check_pages()


def test_a_database_server_gets_plain_sql() -> None:
    # PostgreSQL is reached by URL; here its statements are only compiled, none is run.
    dialect = postgresql.dialect()
    for table in schema().sorted_tables:
        made = str(CreateTable(table).compile(dialect=dialect))
        assert "CREATE TABLE" in made
        for index in table.indexes:
            CreateIndex(index).compile(dialect=dialect)
    assert "BIGINT" in str(CreateTable(schema().tables["stamps"]).compile(dialect=dialect))


def test_a_store_whose_state_is_named_by_url_works_without_the_short_cuts(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'elsewhere.db'}"
    root = tmp_path / "store"
    market = Market.open(root, create=True, url=url)
    market.append("returns", made_rows(), made_batch())
    market.close()
    again = Market.open(root, url=url)
    assert len(again.collect(again.scan("returns"))) == 6
    assert again.verify() == ()
    again.close()
    assert not (root / "state.sqlite").exists()
