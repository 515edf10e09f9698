"""One desk per state of the store; what is kept is forgotten when the store says something else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rotascope.settings import Settings
from rotascope.store.market import Market
from rotascope.store.tables import Dataset
from rotascope.surfaces.web.answers import Busy, Limits
from rotascope.surfaces.web.server import Days, Server, age, today


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Market.open(tmp_path, create=True).close()
    return tmp_path


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    made = Server(folder, Settings(), Limits(seconds=1))
    yield made
    made.close()


def declare(folder: Path, name: str) -> None:
    market = Market.open(folder)
    market.declare(Dataset(name, 10, "", "in file"))
    market.close()


def test_another_process_that_writes_makes_a_new_version(server: Server, folder: Path) -> None:
    asked: list[str] = []

    def question(desk: object) -> bytes:
        asked.append(server.version)
        return b"told"

    assert server.ask("q", question) == server.ask("q", question) == b"told"
    assert server.known("q") == b"told"
    assert server.look() is False
    before = server.version
    declare(folder, "more")
    assert server.look() is True
    assert server.version != before
    assert server.known("q") is None
    assert server.ask("q", question) == b"told"
    assert asked == [before, server.version]


def test_what_only_reads_is_no_change(server: Server, folder: Path) -> None:
    market = Market.open(folder)
    market.verify()
    market.close()
    assert server.look() is False


def test_what_the_server_writes_itself_is_seen_at_once(server: Server, folder: Path) -> None:
    before = server.version
    assert server.change(lambda desk: declare(folder, "own") or "done") == "done"
    assert server.version != before


def test_a_slow_answer_is_refused_in_time_and_there_when_asked_again(server: Server) -> None:
    import threading

    go = threading.Event()

    def slow(desk: object) -> bytes:
        go.wait(5)
        return b"told"

    with pytest.raises(Busy, match="takes longer"):
        server.ask("slow", slow)
    go.set()
    assert server.begin("slow", slow).result(5) == b"told"


def test_a_store_without_prices_has_no_days_and_one_with_has(server: Server, app: object) -> None:
    assert (server.days.first, server.days.last) == (None, None)
    known: Days = app.state.server.days  # type: ignore[attr-defined]
    assert known.last is not None
    assert known.first is not None
    assert known.first < known.last


def test_age_counts_sessions_up_to_the_last_complete_one() -> None:
    assert age(None) is None
    week = age(date(2020, 3, 23))
    assert week is not None
    assert week > 1000
    assert age(today()) == 0
