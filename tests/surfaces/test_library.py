"""The command `library`: the same object as in Python, what is kept, what is found, and exit codes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import rotascope
from rotascope.store.articles import keep_article
from rotascope.store.market import Market
from rotascope.surfaces.cli import app
from rotascope.surfaces.encode import encode
from tests.articles.library import texts
from tests.articles.library.test_disagreements import sides

DAY = "2022-06-15"
BRACKETS = "The [bold]bakery[/bold] sells rye bread, and [link=x]honey[/link] cake on Sundays."


@pytest.fixture(scope="module")
def shelf(sample_store: Path, once: Callable[..., Path]) -> Path:
    def fill(folder: Path) -> None:
        shutil.copytree(sample_store, folder)
        market = Market.open(folder)
        for said in (*sides("rates"), BRACKETS):
            keep_article(market.state, texts.article(said), "2022-06-01T00:00:00+00:00")
        market.close()

    return once("shelf", fill)


def ran(words: list[str], store: Path, columns: int = 80) -> Any:
    env = {"ROTASCOPE_STORE": str(store), "COLUMNS": str(columns)}
    return CliRunner().invoke(app, ["library", *words, "--as-of", DAY], env=env)


def test_the_command_line_and_python_give_one_object(shelf: Path) -> None:
    typed = ran(["rate cuts", "--json"], shelf)
    assert typed.exit_code == 0, typed.output
    told = rotascope.open(shelf).library("rate cuts", DAY)
    assert json.loads(typed.stdout) == json.loads(encode(told))


@pytest.mark.parametrize("columns", [80, 110, 140])
def test_all_articles_and_their_contradictions_fit_the_screen(shelf: Path, columns: int) -> None:
    typed = ran([], shelf, columns)
    assert typed.exit_code == 0, typed.output
    folded = " ".join(typed.output.split())
    assert "3 articles on file" in folded
    assert "≠ which way interest rates push small companies" in folded
    assert "C09" not in folded
    assert "data: " in folded
    assert max(len(line) for line in typed.output.splitlines()) <= columns


def test_a_query_shows_the_sentence_that_answers_it(shelf: Path) -> None:
    typed = ran(["rye bread"], shelf)
    assert "1 of 3 articles speak of 'rye bread'" in typed.output
    assert "[bold]bakery[/bold]" in " ".join(typed.output.split())
    assert "C09" not in typed.output


def test_what_nobody_speaks_of_is_no_answer(shelf: Path) -> None:
    typed = ran(["zirconium"], shelf)
    assert typed.exit_code == 1
    assert "0 of 3 articles" in typed.output


def test_a_store_without_articles_says_how_to_keep_one(sample_store: Path) -> None:
    typed = ran([], sample_store)
    assert typed.exit_code == 1
    assert "rotascope check FILE" in " ".join(typed.output.split())


def test_an_article_is_forgotten_by_its_id(shelf: Path, tmp_path: Path) -> None:
    own = Path(shutil.copytree(shelf, tmp_path / "own"))
    name = rotascope.open(own).library().articles[0].article
    typed = ran(["--forget", name[:10]], own)
    assert (typed.exit_code, typed.output[:21]) == (0, f"article {name[:12]} ")
    assert name not in {one.article for one in rotascope.open(own).library().articles}
    assert ran(["--forget", name[:10]], own).exit_code == 1
    assert ran(["rates", "--forget", name[:10]], own).exit_code == 2


def test_one_article_is_shown_as_check_says_it(shelf: Path) -> None:
    desk = rotascope.open(shelf)
    name = desk.library(as_of=DAY).articles[0].article[:12]
    told = json.loads(ran(["--show", name, "--json"], shelf).stdout)
    assert told == json.loads(encode(desk.article(name, DAY)))
    assert told["article"]["title"] in ran(["--show", name], shelf, 200).output


@pytest.mark.parametrize("words", [["bakery", "--show", "abcd"], ["--show", "a", "--forget", "b"]])
def test_an_article_is_shown_alone(shelf: Path, words: list[str]) -> None:
    typed = ran(words, shelf)
    assert typed.exit_code == 2
    assert "--show" in typed.output
