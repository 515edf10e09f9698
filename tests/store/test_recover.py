"""A crash is an exception that nothing cleans up after: the store is then opened by another Market."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from rotascope.errors import IntegrityError
from rotascope.store import market as market_module
from rotascope.store import recover
from rotascope.store.ledger import log_path
from rotascope.store.lock import held
from rotascope.store.market import Market
from rotascope.store.recover import Intent
from rotascope.terms import Issue
from tests.store.invented import made_batch, made_rows


class Crash(BaseException):
    """The power went."""


def crash_at(step: str, monkeypatch: pytest.MonkeyPatch, after: bool) -> None:
    home = recover if step == "finish" else market_module
    real = getattr(home, step)

    def crashing(*args: object, **named: object) -> object:
        if after:
            real(*args, **named)
        raise Crash

    monkeypatch.setattr(home, step, crashing)


def crashed(
    filled: Market, monkeypatch: pytest.MonkeyPatch, step: str, after: bool, issue: Issue
) -> None:
    with monkeypatch.context() as patch:
        crash_at(step, patch, after)
        with pytest.raises(Crash):
            filled.append("returns", made_rows(start=70), made_batch("b9"), [issue])
    filled.close()


POINTS = [
    ("write_data", False, "undid"),
    ("write_data", True, "undid"),
    ("write_log", False, "undid"),
    ("write_log", True, "finished"),
    ("finish", False, "finished"),
    ("finish", True, ""),
]


@pytest.mark.parametrize(("step", "after", "told"), POINTS)
def test_a_crash_at_any_step_leaves_all_of_the_append_or_none(
    filled: Market, monkeypatch: pytest.MonkeyPatch, issue: Issue, step: str, after: bool, told: str
) -> None:
    crashed(filled, monkeypatch, step, after, issue)
    again = Market.open(filled.root)
    kept = told != "undid"
    assert [text.split()[0] for text in again.recovered] == ([told] if told else [])
    assert again.collect(again.scan("returns")).height == (24 if kept else 18)
    assert len(again.quarantine_list()) == (1 if kept else 0)
    assert (again.imported("b9", "map") is not None) == kept
    assert again.verify() == ()
    again.append("returns", made_rows(start=70), made_batch("b9"), [issue])
    assert again.collect(again.scan("returns")).height == 24
    assert len(again.quarantine_list()) == 1
    again.close()


@pytest.mark.parametrize(
    "damage",
    [
        lambda log, data: log.write_bytes(b""),
        lambda log, data: log.write_bytes(log.read_bytes()[:-40]),
        lambda log, data: log.write_text("[1]"),
        lambda log, data: log.write_text(log.read_text().replace('"batch":"b9"', '"batch":"b8"')),
        lambda log, data: log.write_text(log.read_text() + '{"remove":{"path":"x"}}\n'),
        lambda log, data: data.write_bytes(data.read_bytes()[:-9] + b"x" * 9),
        lambda log, data: data.write_bytes(data.read_bytes()[:100]),
        lambda log, data: data.unlink(),
    ],
)
def test_a_torn_newest_commit_that_was_never_acknowledged_is_undone(
    filled: Market,
    monkeypatch: pytest.MonkeyPatch,
    issue: Issue,
    damage: Callable[[Path, Path], object],
) -> None:
    crashed(filled, monkeypatch, "finish", False, issue)
    damage(filled.root / log_path("returns", 3), filled.root / "market/returns/000003-b9.parquet")
    again = Market.open(filled.root)
    assert again.recovered[0].startswith("undid an unfinished append: 6 rows of b9.csv")
    assert again.verify() == ()
    assert again.append("returns", made_rows(start=70), made_batch("b9")) is not None
    again.close()


def test_rows_that_are_not_the_announced_ones_are_not_adopted(
    filled: Market, monkeypatch: pytest.MonkeyPatch, issue: Issue
) -> None:
    crashed(filled, monkeypatch, "finish", False, issue)
    (_, text), *_ = filled.state.intents()
    intent = Intent.parse(text)
    intent.rows = 7
    assert recover.written(filled.root, intent) is None


def test_a_reader_leaves_an_append_alone_while_its_writer_lives(
    filled: Market, monkeypatch: pytest.MonkeyPatch, issue: Issue
) -> None:
    crashed(filled, monkeypatch, "finish", False, issue)
    with held(filled.root / "writer.lock", 0):
        reader = Market.open(filled.root)
        assert reader.recovered == ()
        assert reader.collect(reader.scan("returns")).height == 18
        reader.close()
    writer = Market.open(filled.root)
    assert writer.version("returns") == 3
    writer.close()


def test_an_unfinished_version_that_another_follows_is_not_removed(
    filled: Market, monkeypatch: pytest.MonkeyPatch, issue: Issue
) -> None:
    crashed(filled, monkeypatch, "finish", False, issue)
    log = filled.root / log_path("returns", 3)
    log.write_text("torn")
    (filled.root / log_path("returns", 4)).write_text("{}")
    with pytest.raises(IntegrityError, match=f"{4:020d}.json follows it"):
        Market.open(filled.root)
    assert log.exists()


def test_an_unreadable_note_is_an_integrity_error() -> None:
    good = json.loads(Intent([made_batch()], 0, "p", 6).text)
    for text in ("", "{}", json.dumps({**good, "batch": {"id": 1}})):
        with pytest.raises(IntegrityError, match="note of an unfinished append"):
            Intent.parse(text)


@pytest.mark.parametrize(("step", "after", "told"), POINTS)
def test_imports_kept_together_are_all_there_after_a_crash_or_none(
    filled: Market, monkeypatch: pytest.MonkeyPatch, issue: Issue, step: str, after: bool, told: str
) -> None:
    parts = [(made_batch("p0", rows=4), [issue]), (made_batch("p1", rows=2), [issue])]
    with monkeypatch.context() as patch:
        crash_at(step, patch, after)
        with pytest.raises(Crash):
            filled.append_together("returns", made_rows(start=70), parts)
    filled.close()
    again = Market.open(filled.root)
    kept = told != "undid"
    assert [text.split()[0] for text in again.recovered] == ([told] if told else [])
    assert again.collect(again.scan("returns")).height == (24 if kept else 18)
    assert [again.imported(name, "map") is not None for name in ("p0", "p1")] == [kept, kept]
    assert [held.batch for held in again.quarantine_list()] == (["p0", "p1"] if kept else [])
    again.append_together("returns", made_rows(start=70), parts)
    assert again.collect(again.scan("returns")).height == 24
    assert len(again.quarantine_list()) == 2
    assert again.verify() == ()
    again.close()
