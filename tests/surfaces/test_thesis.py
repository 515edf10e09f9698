"""The command `thesis`: the same objects as in Python, wrong use, what is kept, exit codes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import rotascope
from rotascope.store.market import Market
from rotascope.store.theses import rulings
from rotascope.surfaces.cli import app
from rotascope.surfaces.encode import encode
from tests.desk.kept_theses import shelf_of_theses


@pytest.fixture
def shelf(sample_store: Path, once: Callable[..., Path], tmp_path: Path) -> Path:
    made = once("theses", lambda folder: shelf_of_theses(sample_store, folder))
    return Path(shutil.copytree(made, tmp_path / "own"))


def ran(words: list[str], store: Path, columns: int = 80) -> Any:
    env = {"ROTASCOPE_STORE": str(store), "COLUMNS": str(columns)}
    return CliRunner().invoke(app, ["thesis", *words], env=env)


def test_the_command_line_and_python_give_one_object(shelf: Path) -> None:
    desk = rotascope.open(shelf)
    listed = json.loads(ran(["list", "--json"], shelf).stdout)
    assert listed == json.loads(encode(desk.theses()))
    shown = json.loads(ran(["show", "aa01", "--json"], shelf).stdout)
    assert shown == json.loads(encode(desk.theses("aa01")[0]))
    scored = json.loads(ran(["score", "--json", "--no-keep"], shelf).stdout)
    assert scored == json.loads(encode(desk.track()))


def test_scores_are_kept_unless_a_look_back_or_told_not_to(shelf: Path) -> None:
    for words in (["score", "--no-keep"], ["score", "--as-of", "2020-01-02"]):
        assert ran(words, shelf).exit_code == 0
        assert kept(shelf) == 0
    assert "5 rulings added to the store" in " ".join(ran(["score"], shelf).output.split())
    assert kept(shelf) == 5


def kept(store: Path) -> int:
    market = Market.open(store)
    found = len(rulings(market.state))
    market.close()
    return found


@pytest.mark.parametrize("words", [["show"], ["show", ""], ["list", "aa01"], ["score", "aa01"]])
def test_an_id_belongs_behind_show_alone(shelf: Path, words: list[str]) -> None:
    typed = ran(words, shelf)
    assert typed.exit_code == 2
    assert "an id behind show" in typed.output


@pytest.mark.parametrize(
    ("words", "code"), [(["show", "eeee"], 1), (["show", "a"], 2), (["watch"], 2)]
)
def test_what_is_not_there_is_said(shelf: Path, words: list[str], code: int) -> None:
    typed = ran(words, shelf)
    assert typed.exit_code == code
    assert "Traceback" not in typed.output


def test_a_store_without_any_has_no_answer(sample_store: Path) -> None:
    assert ran([], sample_store).exit_code == 1
    assert ran(["score", "--no-keep"], sample_store).exit_code == 1


def test_every_screen_says_its_day_and_what_cannot_be_scored(shelf: Path) -> None:
    assert "as of 2022-" in ran(["list"], shelf).output
    scored = " ".join(ran(["score", "--no-keep"], shelf).output.split())
    assert "not measurable, so never scored: bb02bb02bb02" in scored


def test_the_example_yields_one_thesis_that_the_sample_can_watch(
    sample_store: Path, tmp_path: Path
) -> None:
    example = Path(__file__).parents[2] / "examples" / "articles" / "giants_fade.txt"
    (told,) = rotascope.open(sample_store).check(example).theses
    assert (told.status, told.line, told.triggers[0].holds) == (
        "triggered", "SIZE / SPX500C", True,
    )  # fmt: skip
    assert "SIZE/SPX500C stands in for IWM/SPY" in told.stands
    assert told.seen == told.opened, "watched as of its own day"
    assert max(key.last for key in told.triggers[0].episodes) <= told.seen
