"""One object on every surface: the command line's JSON, the interface's body and what Python returns."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

import rotascope
from rotascope.desk import Desk
from rotascope.errors import NoAnswer
from rotascope.surfaces.cli import app
from rotascope.surfaces.encode import encode, plain
from rotascope.surfaces.nouns import noun, nouns
from rotascope.surfaces.versions import versions
from tests.desk.articles import OWN
from tests.desk.kept_theses import shelf_of_theses
from tests.surfaces.api.serving import client

DAY = "2022-06-15"
KEY = f"signal/rs.small_large@{DAY}"
FIRING = "vix.percentile < 0.1"
# For every question: what is given, and the same in Python, written out by hand.
QUESTIONS: dict[str, tuple[dict[str, Any], Callable[[Desk], Any]]] = {
    "agenda": ({"as_of": DAY}, lambda desk: desk.agenda(as_of=DAY)),
    "article": ({"id": "OWN"}, lambda desk: desk.article(desk.library().articles[0].article)),
    "axes": ({"as_of": DAY}, lambda desk: desk.axes(DAY)),
    "base-rate": (
        {"condition": FIRING, "horizon": "6m", "axis": "size", "as_of": DAY},
        lambda desk: desk.base_rate(FIRING, "6m", "size", DAY),
    ),
    "brief": ({"as_of": DAY}, lambda desk: desk.brief(as_of=DAY)),
    "data": ({"as_of": DAY}, lambda desk: desk.data(as_of=DAY)),
    "drift": ({"as_of": DAY}, lambda desk: desk.drift(as_of=DAY)),
    "history": (
        {"chapter": "spells", "axis": "size", "as_of": DAY},
        lambda desk: desk.history("spells", "size", DAY),
    ),
    "holders": ({"as_of": DAY}, lambda desk: desk.holders(as_of=DAY)),
    "hypotheses": (
        {"name": "small_caps_need_cuts", "as_of": DAY},
        lambda desk: desk.hypotheses("small_caps_need_cuts", DAY),
    ),
    "library": ({"query": "S&P 500"}, lambda desk: desk.library("S&P 500")),
    "performance": (
        {"symbol": ("AAPL", "^GSPC"), "window": "1y", "basis": "pr", "as_of": DAY},
        lambda desk: desk.performance(["AAPL", "^GSPC"], "1y", "pr", DAY),
    ),
    "quarantine": ({}, lambda desk: desk.quarantine("open")),
    "reaction": (
        {"symbol": "AAPL", "date": "2022-04-29", "peer": ("MSFT",), "as_of": DAY},
        lambda desk: desk.reaction("AAPL", "2022-04-29", "", ["MSFT"], DAY),
    ),
    "rows": ({"key": KEY, "limit": 3}, lambda desk: desk.rows(KEY, limit=3)),
    "signals": (
        {"axis": "concentration", "as_of": DAY},
        lambda desk: desk.signals(axis="concentration", as_of=DAY),
    ),
    "thesis": ({}, lambda desk: desk.theses()),
    "thesis/score": ({}, lambda desk: desk.track()),
    "thesis/show": ({"id": "aa01"}, lambda desk: desk.theses("aa01")[0]),
    "version": ({}, lambda desk: versions(desk.backend.fingerprint())),
    "why": ({"key": KEY}, lambda desk: desk.why(KEY)),
    "yields": ({"as_of": DAY}, lambda desk: desk.yields(DAY)),
}
# What a command takes that is no part of the question: how it is shown, what it also does.
SHOWN = {
    "brief": {"html", "pdf", "paper"}, "data": {"export"}, "base-rate": {"every"},
    "quarantine": {"release", "why", "everything"}, "library": {"forget"},
    "agenda": {"book", "themes"}, "thesis": {"action", "keep"},
    "replay": {"first", "last", "every", "backend", "workers"},
}  # fmt: skip
CALLED = {
    "performance": {"symbols": "symbol"}, "signals": {"names": "name"}, "thesis": {"name": "id"},
    "library": {"show": "id"},
}  # fmt: skip
# Commands that are no question: they change the store, serve, or are sent a file.
OTHERS = {"import", "sync", "doctor", "keys", "serve", "check", "book", "report"}


@dataclass(frozen=True)
class Asked:
    """One store, asked on every surface."""

    store: Path
    desk: Desk
    api: Any


@pytest.fixture(scope="module")
def asked(sample_store: Path, once: Callable[..., Path]) -> Iterator[Asked]:
    """The sample with theses and an article on file; nothing here changes it."""

    def fill(folder: Path) -> None:
        shelf_of_theses(sample_store, folder)
        typed(["check", "-"], folder, OWN)

    store = once("surfaces", fill)
    with client(store) as api:
        yield Asked(store, rotascope.open(store), api)


def typed(words: list[str], store: Path, said: str | None = None) -> Any:
    command = [*words, "--json", "--store", str(store)]
    ran = CliRunner().invoke(app, command, input=said)
    assert ran.exit_code in (0, 1), f"rotascope {' '.join(words)}: {ran.output[-500:]}"
    return json.loads(ran.stdout, parse_constant=_no_number)


def _no_number(word: str) -> None:
    raise AssertionError(f"{word} is in the JSON")


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_command_line_interface_and_python_give_one_object(name: str, asked: Asked) -> None:
    given, question = QUESTIONS[name]
    if "OWN" in given.values():
        given = {"id": asked.desk.library().articles[0].article}
    answer = json.loads(encode(question(asked.desk)))
    assert answer not in (None, {}, [])
    assert typed(noun(name).words(given), asked.store) == answer
    served = asked.api.get(noun(name).path, params=given)
    assert served.status_code == 200
    assert json.loads(served.text, parse_constant=_no_number) == answer


def test_every_question_is_compared() -> None:
    assert set(QUESTIONS) == {one.name for one in nouns()}


COMMANDS = sorted({one.typed[0] for one in nouns()})


def test_every_command_is_a_question_or_known_not_to_be() -> None:
    assert set(get_command(app).commands) - set(COMMANDS) <= OTHERS  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", COMMANDS)
def test_what_a_command_takes_the_interface_takes(command: str) -> None:
    alike = [one for one in nouns() if one.typed[0] == command]
    words = {word for one in alike for word in one.typed}
    options = get_command(app).commands[command].params  # type: ignore[attr-defined]
    taken = {str(one.name) for one in options if not words & set(one.opts)} - {"as_json", "store"}
    called = {CALLED.get(command, {}).get(name, name) for name in taken}
    offered = {item.name for one in alike for item in one.parameters}
    assert called - SHOWN.get(command, set()) == offered


def test_what_the_desk_does_not_know_is_refused_alike(asked: Asked) -> None:
    words = ["thesis", "show", "abcdef", "--store", str(asked.store)]
    ran = CliRunner().invoke(app, words)
    served = asked.api.get("/api/v1/thesis/show", params={"id": "abcdef"})
    with pytest.raises(NoAnswer) as refused:
        asked.desk.theses("abcdef")
    assert (ran.exit_code, served.status_code) == (1, 404)
    assert served.json()["detail"] == refused.value.what
    assert refused.value.what in ran.output


def test_an_article_that_is_sent_is_the_one_that_is_typed(asked: Asked) -> None:
    told = typed(["check", "-", "--no-keep", "--as-of", DAY], asked.store, OWN)
    sent = asked.api.post(
        "/api/v1/check?keep=false&as_of=" + DAY,
        content=OWN.encode(),
        headers={"Content-Type": "text/plain"},
    )
    assert sent.status_code == 200
    assert sent.json() == told


def test_a_book_that_is_sent_is_the_one_that_is_read(asked: Asked, tmp_path: Path) -> None:
    file = tmp_path / "book.csv"
    file.write_text("symbol,quantity\nAAPL,10\nNVDA,-2\nNOPE,1\n")
    told = typed(["book", str(file), "--as-of", DAY], asked.store)
    sent = asked.api.post(
        f"/api/v1/book?as_of={DAY}", files={"file": ("book.csv", file.read_bytes(), "text/csv")}
    )
    assert sent.status_code == 200
    assert sent.json() == told == json.loads(encode(asked.desk.book(file, DAY)))


def test_commands_that_keep_the_store_print_json_too(sample_store: Path) -> None:
    assert typed(["doctor"], sample_store)["issues"] == []


def test_the_same_question_gives_equal_objects(sample_store: Path) -> None:
    one, other = (rotascope.open(sample_store).brief(as_of=DAY) for _ in range(2))
    assert one == other
    assert plain(one) == plain(other)
