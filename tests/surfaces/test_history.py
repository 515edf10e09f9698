"""The command `history`: one object with Python, readable at any width."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import rotascope
from rotascope.evidence.history import CHAPTERS
from rotascope.surfaces.cli import app
from rotascope.surfaces.encode import encode
from rotascope.surfaces.history import print_chapter
from rotascope.surfaces.screen import screen
from rotascope.terms import Cell, Chapter, Interval

DAY = "2022-06-15"


def ran(words: list[str], store: Path, columns: int = 80) -> Any:
    env = {"ROTASCOPE_STORE": str(store), "COLUMNS": str(columns)}
    return CliRunner().invoke(app, words, env=env)


def test_the_command_line_and_python_give_one_object(sample_store: Path) -> None:
    typed = ran(["history", "spells", "--as-of", DAY, "--json"], sample_store)
    told = rotascope.open(sample_store).history("spells", as_of=DAY)
    assert json.loads(typed.stdout) == json.loads(encode(told))


@pytest.mark.parametrize("columns", [80, 140])
def test_every_chapter_fits_its_screen(sample_store: Path, columns: int) -> None:
    whole = ran(["history", "--as-of", DAY], sample_store, columns)
    assert whole.exit_code == 0, whole.output
    for name in CHAPTERS:
        assert f"{name} · " in whole.output
        alone = ran(
            ["history", name, "--as-of", DAY, "--axis", "concentration"], sample_store, columns
        )
        assert alone.exit_code in (0, 1), alone.output
        assert "…" not in alone.output
        assert max(len(line) for line in alone.output.splitlines()) <= columns
    assert max(len(line) for line in whole.output.splitlines()) <= columns


def test_an_unknown_chapter_is_wrong_use(sample_store: Path) -> None:
    typed = ran(["history", "spell"], sample_store)
    assert typed.exit_code == 2
    assert "spells" in f"{typed.output}{typed.exception or ''}"


def test_a_row_says_value_interval_usual_and_p_in_its_unit(
    capsys: pytest.CaptureFixture[str],
) -> None:
    import datetime

    rows = (
        Cell("a share", 9, 0.25, "fraction", Interval(0.1, 0.4, 0.9, "x"), 0.3, 0.04),
        Cell("a distance", 1, 1.5, "sd", Interval(1.0, 2.0, 0.9, "x"), None, None, "then it rose"),
        Cell("nothing", 0, None, "fraction"),
    )
    made = Chapter("a", "A title", datetime.date(2022, 6, 15), "size", rows, "A finding", "A method",
                   "ok", "", ("A note",))  # fmt: skip
    print_chapter(screen(100), (made,))
    said = capsys.readouterr().out
    for text in ("25.0 %", "10.0 to 40.0", "30.0 %", "0.04", "1.50 sd", "1.00 to 2.00", "then it rose",
                 "A finding", "A method", "A note"):  # fmt: skip
        assert text in said
