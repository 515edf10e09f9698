"""The terminal and the sign of life."""

from __future__ import annotations

import io
import sys

import pytest

from rotascope.surfaces.screen import PIPE_WIDTH, screen, working


def test_a_pipe_has_a_width_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert screen().width == PIPE_WIDTH
    assert screen(80).width == 80
    monkeypatch.setenv("COLUMNS", "140")
    assert screen().width == 140


def test_a_pipe_gets_the_opening_once_and_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with working("Building one.") as progress:
        assert capsys.readouterr().err == ""
        progress("first")
        progress("second")
    assert capsys.readouterr().err == "Building one.\n"


def test_work_that_never_begins_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with working("Building one."):
        pass
    assert capsys.readouterr().err == ""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    with working("Building one.") as progress:
        progress("a.csv -> returns: 10 rows accepted.")
    assert "Building one." in shown.getvalue()
    assert "1 done" in shown.getvalue()


def test_no_text_of_others_moves_the_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    from rich.table import Table

    table = Table("name")
    table.add_row("evil\x1b[2Jname\u202e")
    console = screen(60)
    console.print(table)
    console.print("\x1b]0;title\x07 done")
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "done" in shown


def test_no_text_of_others_moves_the_cursor_beside_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    with working("") as progress:
        progress("a\x1b]0;title\x07\nb\x9b2J\u202e.csv")
    assert not {"\x07", "\x9b", "\u202e"} & set(shown.getvalue())
    assert "\x1b]" not in shown.getvalue()
    assert " b" in shown.getvalue()
