"""The screen of rows held back."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console

from rotascope.store.market import Held
from rotascope.surfaces.held import SHOWN, print_quarantine, print_release

ROW = Held(12, "b", "returns", 7, "IWM 2020-03-16", "Q13", "quarantine", "no spike", "-50 %",
           "prices/a.csv", "{}", "open", "", "", "sha")  # fmt: skip
MANY = tuple(replace(ROW, id=n, row=n, source=f"prices/{'ab'[n > 2]}.csv") for n in range(1715))


def shown(*rows: Held, width: int = 110, state: str = "open", everything: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None, highlight=False)
    print_quarantine(console, rows, state=state, everything=everything)
    return out.getvalue()


def said(*rows: Held, width: int = 110, state: str = "open") -> str:
    return " ".join(shown(*rows, width=width, state=state).split())


def test_a_summary_by_check_and_file_comes_first() -> None:
    lines = shown(*MANY).splitlines()
    assert lines[2].split() == ["Q13", "prices/b.csv", "1,712", "no", "spike"]
    assert lines[3].split() == ["Q13", "prices/a.csv", "3", "no", "spike"]


def test_forty_rows_are_listed_or_all() -> None:
    assert shown(*MANY).count("IWM 2020-03-16") == SHOWN
    assert "1,715 held; 1,675 of them not shown: --all lists them" in said(*MANY)
    every = shown(*MANY, everything=True)
    assert every.count("IWM 2020-03-16") == len(MANY)
    assert "not shown" not in every


def test_many_files_are_summed_up() -> None:
    files = [replace(ROW, source=f"yahoo/{n}") for n in range(SHOWN + 2)]
    assert "and 2 rows of 2 more checks and files" in said(*files)


def test_the_listing_ends_with_what_can_be_done() -> None:
    assert "1 held A row that is right: rotascope quarantine --release ID --why TEXT" in said(ROW)
    assert said() == "No row is held."
    assert said(state="released") == "No row is released."


def test_rows_that_were_decided_say_why_and_when() -> None:
    gone = replace(ROW, state="released", why="checked by hand", at="2026-06-12T20:00:00+00:00")
    text = said(gone, state="released")
    assert "checked by hand (2026-06-12)" in text
    assert text.endswith("1 released")


@pytest.mark.parametrize("width", [80, 140])
def test_what_was_found_is_on_every_screen(width: int) -> None:
    text = shown(ROW, width=width)
    assert "IWM 2020-03-16 (a.csv, row 7)" in " ".join(text.split())
    assert "-50 %" in text
    assert text.count("no spike") == (2 if width > 100 else 1), "where it is narrow, above only"
    assert max(len(line.rstrip()) for line in text.splitlines()) <= width


def test_a_release_says_why_and_from_when_it_is_known() -> None:
    out = io.StringIO()
    console = Console(file=out, width=80, color_system=None)
    print_release(console, replace(ROW, why="as filed"), date(2026, 6, 15))
    assert "Q13 prices/a.csv, row 7 (IWM 2020-03-16)" in out.getvalue()
    assert "released: as filed; known from 2026-06-15" in out.getvalue()
