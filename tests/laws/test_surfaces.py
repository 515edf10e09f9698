"""One object on every surface: what the command line prints as JSON is what Python returns."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import rotascope
from rotascope.desk import Desk
from rotascope.surfaces import ask, keep
from rotascope.surfaces.cli import app
from rotascope.surfaces.encode import encode, plain

DAY = "2022-06-15"
# For every command that asks the desk: how it is typed, and the same question in Python.
QUESTIONS: dict[str, tuple[list[str], Callable[[Desk], Any]]] = {
    "brief": (["--as-of", DAY], lambda desk: desk.brief(as_of=DAY)),
    "performance": (
        ["AAPL", "^GSPC", "--window", "1y", "--basis", "pr", "--as-of", DAY],
        lambda desk: desk.performance(["AAPL", "^GSPC"], "1y", "pr", DAY),
    ),
    "signals": (
        ["--axis", "concentration", "--as-of", DAY],
        lambda desk: desk.signals(axis="concentration", as_of=DAY),
    ),
    "data": (["--as-of", DAY], lambda desk: desk.data(as_of=DAY)),
    "why": (
        [f"signal/rs.small_large@{DAY}"],
        lambda desk: desk.why(f"signal/rs.small_large@{DAY}"),
    ),
}


def typed(words: list[str], store: Path) -> Any:
    ran = CliRunner().invoke(app, [*words, "--json"], env={"ROTASCOPE_STORE": str(store)})
    assert ran.exit_code in (0, 1), f"rotascope {' '.join(words)}: {ran.output[-500:]}"
    return json.loads(ran.stdout, parse_constant=_no_number)


def _no_number(word: str) -> None:
    raise AssertionError(f"{word} is in the JSON")


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_the_command_line_and_python_give_one_object(name: str, sample_store: Path) -> None:
    words, question = QUESTIONS[name]
    answer = question(rotascope.open(sample_store))
    assert typed([name, *words], sample_store) == json.loads(encode(answer))


def test_every_command_that_asks_the_desk_is_compared() -> None:
    asked = {command.__name__.rstrip("_") for command in ask.COMMANDS}
    assert asked == set(QUESTIONS), f"not compared: {sorted(asked ^ set(QUESTIONS))}"


def test_commands_that_keep_the_store_print_json_too(sample_store: Path) -> None:
    names = {command.__name__.rstrip("_") for command in keep.COMMANDS}
    assert {"version", "doctor", "quarantine"} <= names
    for name in ("version", "doctor", "quarantine"):
        assert typed([name], sample_store) not in (None, {})


def test_the_same_question_gives_equal_objects(sample_store: Path) -> None:
    one, other = (rotascope.open(sample_store).brief(as_of=DAY) for _ in range(2))
    assert one == other
    assert plain(one) == plain(other)
