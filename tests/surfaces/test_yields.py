"""The tables of the sign question in a terminal, and that every surface tells the same term."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from rotascope.surfaces.cli import app
from rotascope.surfaces.yields import CHAPTER, answer_yields, beta_cell, print_yields
from rotascope.terms import Duration, Interval, Sign, YieldBeta, YieldSigns


def one(beta: float | None, half: float = 1.0, when: str = "all weeks", n: int = 60) -> YieldBeta:
    if beta is None:
        return YieldBeta(
            "A / B", "ten-year yield", "pp", when, n, None, None, "", None, None, "3 of 40 weeks"
        )
    held = Interval(beta - half, beta + half, 0.9, "Newey-West")
    sign: Sign = "rises" if held.low > 0 else "falls" if held.high < 0 else "open"
    return YieldBeta("A / B", "ten-year yield", "pp", when, n, beta, held, sign, None, None)


def told() -> YieldSigns:
    answers = (
        one(-4.26, 3.29, "last 104 weeks", 104),
        one(1.5, 0.8),
        one(None, when="Fed raising", n=3),
    )
    durations = (
        Duration("small caps", "yield beta", 6.4, Interval(-0.2, 13.0, 0.9, "Newey-West"), ""),
        Duration("large caps", "cash flows", None, None, "", "no SHILLER.dividend"),
    )
    return YieldSigns(
        date(2026, 6, 12),
        "3 of 20 turned",
        "IWM fell",
        answers,
        (),
        durations,
        "book",
        (),
        ("note",),
    )


def shown(width: int = 100) -> str:
    console = Console(file=StringIO(), width=width, no_color=True)
    print_yields(console, told())
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return text


def test_a_cell_has_sign_size_half_width_and_a_mark() -> None:
    assert beta_cell(one(1.5, 0.8)) == "+1.5 ±0.8 ▲"
    assert beta_cell(one(-4.26, 3.29)) == "\N{MINUS SIGN}4.3 ±3.3 ▼"
    assert beta_cell(one(0.3)) == "+0.3 ±1.0 ·"
    assert beta_cell(one(None)) == "–"


@pytest.mark.parametrize("width", [60, 80, 120])
def test_every_window_stands_in_the_table_of_its_pair_at_any_width(width: int) -> None:
    text = shown(width)
    for words in ("A / B", "104", "±3.3 ▼", "+1.5 ±0.8 ▲", "10y", "3 of 40 weeks"):
        assert words in text
    assert max(len(line) for line in text.splitlines()) <= width


def test_durations_by_both_definitions_and_the_caveats_follow() -> None:
    text = shown()
    assert "6.4" in text
    assert "\N{MINUS SIGN}0.2 to 13.0" in text
    assert "no SHILLER.dividend" in text
    assert text.index("book") < text.index("note")
    assert "Newey-West" in text


def test_a_store_without_yields_says_what_is_missing_and_ends_with_one(
    sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as left:
        answer_yields(sample_store, None, as_json=True)
    assert left.value.exit_code == 1
    term = json.loads(capsys.readouterr().out)
    assert {"headline", "answers", "paths", "durations"} <= set(term)
    with pytest.raises(typer.Exit):
        answer_yields(sample_store, None, as_json=False)
    said = capsys.readouterr().out
    assert "No beta is measurable. no DGS2 in the table macro" in " ".join(said.split())
    assert CHAPTER == "yields"


def test_the_command_history_has_it_as_a_chapter(sample_store: Path) -> None:
    told = CliRunner().invoke(app, ["history", CHAPTER, "--store", str(sample_store)])
    assert told.exit_code == 1
    assert "Which way do rates push?" in told.output
