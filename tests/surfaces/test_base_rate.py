"""The command `base-rate`: one object with Python, readable at 80 columns, errors in one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import rotascope
from rotascope.surfaces.cli import app
from rotascope.surfaces.encode import encode

DAY = "2022-06-15"
CONDITION = 'rs("AAPL/MSFT").streak >= 4'


def ran(words: list[str], store: Path, columns: str = "80") -> Any:
    env = {"ROTASCOPE_STORE": str(store), "COLUMNS": columns}
    return CliRunner().invoke(app, words, env=env)


def test_the_command_line_and_python_give_one_object(sample_store: Path) -> None:
    typed = ran(["base-rate", CONDITION, "--as-of", DAY, "--json"], sample_store)
    told = rotascope.open(sample_store).base_rate(CONDITION, as_of=DAY)
    assert json.loads(typed.stdout) == json.loads(encode(told))


@pytest.mark.parametrize("columns", [80, 140])
def test_every_line_fits_its_screen(sample_store: Path, columns: int) -> None:
    for more in ([], ["--horizon", "12m", "--axis", "concentration"]):
        typed = ran(["base-rate", CONDITION, "--as-of", DAY, *more], sample_store, str(columns))
        assert typed.exit_code == 0, typed.output
        assert "AAPL/MSFT" in typed.output
        assert "…" not in typed.output
        assert max(len(line) for line in typed.output.splitlines()) <= columns


def test_many_cases_are_cut_to_the_newest_unless_all_are_asked_for(sample_store: Path) -> None:
    words = ["base-rate", CONDITION, "--as-of", DAY]
    told = rotascope.open(sample_store).base_rate(CONDITION, as_of=DAY)
    first = str(told.cases[0].date)
    assert first not in ran(words, sample_store).output.split("\n", 4)[-1]
    assert first in ran([*words, "--cases"], sample_store).output


def test_few_cases_are_listed(sample_store: Path) -> None:
    typed = ran(["base-rate", 'rs("AAPL/MSFT").streak >= 9', "--as-of", DAY], sample_store)
    assert "a list, not a rate" in typed.output
    assert "fired" in typed.output


@pytest.mark.parametrize(
    ("condition", "code", "said"),
    [
        ("x =", 2, "== for equal"),
        ("rs.smal_large > 0", 2, "did you mean"),
        ('rs("AAPL/NOPE").streak > 2', 1, "not measurable"),
        ('rs("AAPL/MSFT").streak > 200', 0, "n = 0"),
    ],
)
def test_what_has_no_answer_says_why(
    sample_store: Path, condition: str, code: int, said: str
) -> None:
    typed = ran(["base-rate", condition, "--as-of", DAY], sample_store)
    whole = f"{typed.output}{typed.exception or ''}"
    assert typed.exit_code == code, whole
    assert said in whole.replace("\n", " ")
