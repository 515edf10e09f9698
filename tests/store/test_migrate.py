from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection

from rotascope.errors import IntegrityError, SchemaMismatch
from rotascope.store import migrate
from rotascope.store.articles import stored_articles
from rotascope.store.backend import StoreBackend
from rotascope.store.market import Market
from rotascope.store.tables import SCHEMA_VERSION
from rotascope.store.theses import stored_theses
from tests.store.invented import made_rows

FROZEN = Path(__file__).parent / "frozen"


def set_version(root: Path, name: str, version: str) -> None:
    with sqlite3.connect(root / "state.sqlite") as raw:
        raw.execute("UPDATE meta SET value = ? WHERE name = ?", (version, name))
    raw.close()


@pytest.mark.parametrize("release", sorted(p.name for p in FROZEN.iterdir()))
def test_a_store_frozen_at_a_release_opens_and_reads_as_it_did(
    release: str, tmp_path: Path
) -> None:
    root = tmp_path / "store"
    shutil.copytree(FROZEN / release, root)
    market = Market.open(root)
    expected = made_rows(start=0), made_rows(start=10)
    found = market.collect(market.scan("returns"))
    for part, frame in zip((found[:6], found[6:]), expected, strict=True):
        assert part.equals(frame.sort("instrument", "date"))
    assert market.datasets()["demo"].precedence == 5
    assert [held.check for held in market.quarantine_list()] == ["Q03"]
    assert market.verify() == ()
    assert (stored_articles(market.state), stored_theses(market.state)) == ((), ())
    assert StoreBackend(market).ids("returns") == ("US:L0", "US:L1")
    market.close()


def test_every_release_has_a_frozen_store() -> None:
    assert {path.name for path in FROZEN.iterdir()} == {f"v{n + 1}" for n in range(SCHEMA_VERSION)}


@pytest.mark.parametrize("half", ["state_schema", "market_schema"])
def test_a_store_of_a_newer_release_is_refused(filled: Market, half: str) -> None:
    newer = SCHEMA_VERSION + 1
    set_version(filled.root, half, str(newer))
    said = rf"has schema version {newer}\. Expected: version {SCHEMA_VERSION} or older"
    with pytest.raises(SchemaMismatch, match=said):
        Market.open(filled.root)


def test_a_store_that_does_not_say_its_version_is_damaged(filled: Market) -> None:
    set_version(filled.root, "state_schema", "one")
    with pytest.raises(IntegrityError, match="does not say its schema version"):
        Market.open(filled.root)


def test_an_older_store_is_carried_forward_one_step_at_a_time(filled: Market) -> None:
    done: list[int] = []

    def step(connection: Connection, root: Path) -> None:
        done.append(len(done) + 1)

    now = SCHEMA_VERSION
    passed = migrate.forward(filled.state, filled.root, {now: step, now + 1: step}, current=now + 2)
    assert (passed, done) == ((now + 1, now + 2), [1, 2])
    assert (
        filled.state.meta()["state_schema"] == filled.state.meta()["market_schema"] == str(now + 2)
    )


def test_a_step_that_fails_leaves_the_store_at_its_version(filled: Market) -> None:
    def broken(connection: Connection, root: Path) -> None:
        connection.exec_driver_sql("DELETE FROM stamps")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        migrate.forward(
            filled.state, filled.root, {SCHEMA_VERSION: broken}, current=SCHEMA_VERSION + 1
        )
    assert filled.state.meta()["state_schema"] == str(SCHEMA_VERSION)
    assert filled.state.glance().stamps


def test_a_store_too_old_to_carry_forward_is_refused(filled: Market) -> None:
    with pytest.raises(SchemaMismatch, match="importing the sources into a new store"):
        migrate.forward(filled.state, filled.root, {}, current=SCHEMA_VERSION + 1)


def test_opening_an_older_store_migrates_it(
    filled: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_version(filled.root, "state_schema", str(SCHEMA_VERSION - 1))
    seen: list[Path] = []
    monkeypatch.setattr(
        migrate,
        "forward",
        lambda state, root: (
            seen.append(root) or set_version(root, "state_schema", str(SCHEMA_VERSION))
        ),
    )
    again = Market.open(filled.root)
    assert seen[0] == filled.root
    assert again.version("returns") == 2
    again.close()
