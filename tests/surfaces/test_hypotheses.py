"""The command `hypotheses`: the register and one entry of it, the same object as in Python."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import rotascope
from rotascope.evidence.hypotheses import REGISTER
from rotascope.surfaces.cli import app
from rotascope.surfaces.encode import encode
from rotascope.surfaces.hypotheses import registered

DAY = "2022-06-15"


def ran(words: list[str], store: Path, columns: int = 80) -> Any:
    env = {"ROTASCOPE_STORE": str(store), "COLUMNS": str(columns)}
    return CliRunner().invoke(app, words, env=env)


def test_the_command_line_and_python_give_one_object(sample_store: Path) -> None:
    typed = ran(["hypotheses", "--as-of", DAY, "--json"], sample_store)
    told = rotascope.open(sample_store).hypotheses(as_of=DAY)
    assert json.loads(typed.stdout) == json.loads(encode(told))


@pytest.mark.parametrize("columns", [80, 140])
def test_the_register_fits_its_screen_and_names_every_entry(
    sample_store: Path, columns: int
) -> None:
    typed = ran(["hypotheses", "--as-of", DAY], sample_store, columns)
    assert typed.exit_code == 0, typed.output
    folded = " ".join(typed.output.split())
    for entry in REGISTER:
        assert entry.name in folded
    assert "corrected for all tested" in folded
    assert max(len(line) for line in typed.output.splitlines()) <= columns


def test_one_hypothesis_shows_its_test_as_it_was_fixed(sample_store: Path) -> None:
    for entry in REGISTER:
        typed = ran(["hypotheses", entry.name, "--as-of", DAY], sample_store)
        assert typed.exit_code in (0, 1), typed.output
        said = " ".join(typed.output.split())
        assert f"test, fixed {entry.fixed}: {entry.test}" in said
        assert entry.claim in said
        assert "n = " in said or "not measurable" in said


def test_an_unknown_name_is_wrong_use(sample_store: Path) -> None:
    typed = ran(["hypotheses", "small_caps_need_cut"], sample_store)
    assert typed.exit_code == 2
    assert "small_caps_need_cuts" in f"{typed.output}{typed.exception or ''}"


def test_a_test_written_after_the_outcomes_is_not_told_as_fixed_before_them(
    sample_store: Path,
) -> None:
    (told,) = rotascope.open(sample_store).hypotheses(REGISTER[0].name, DAY)
    assert registered(told).startswith(f"registered later, on {told.fixed}: no outcome to {DAY}")
    later = replace(told, as_of=told.fixed)
    assert registered(later) == f"fixed {told.fixed}: only outcomes from then on are out of sample"
