"""The program as a user meets it: exit codes, one sentence, no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from rotascope.errors import BadFile, RotascopeError
from rotascope.surfaces import cli

RUN = CliRunner()


def asked(*arguments: str) -> tuple[int, str, str]:
    """(exit code, stdout, stderr) of a command in this process."""
    done = RUN.invoke(cli.app, list(arguments))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


def program(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The real program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "rotascope", *arguments],
        capture_output=True, text=True, check=False, env={**os.environ, **more}, timeout=120,
    )  # fmt: skip


def test_help_lists_every_command() -> None:
    code, out, _ = asked("--help")
    assert code == 0
    for name in ("brief", "performance", "signals", "data", "import", "doctor", "quarantine", "why",
                 "version", "sync"):  # fmt: skip
        assert f"\n  {name} " in out


def test_no_arguments_show_the_help() -> None:
    code, out, err = asked()
    assert code == 2
    assert "Usage" in out + err


@pytest.mark.parametrize(
    ("arguments", "near"), [(("breif",), "brief"), (("signals", "--famly", "x"), "--family")]
)
def test_a_misspelling_is_wrong_use_and_names_the_nearest(
    arguments: tuple[str, ...], near: str
) -> None:
    code, _, err = asked(*arguments)
    assert code == 2
    assert near in err
    assert "Traceback" not in err


def test_what_is_raised_on_purpose_ends_in_its_own_exit_code() -> None:
    kinds = {kind.exit_code for kind in (RotascopeError, *RotascopeError.__subclasses__())}
    assert kinds == {1, 2, 3}


@pytest.mark.parametrize(
    ("trouble", "code", "said"),
    [
        (BadFile("a.csv: not a table", "text", "look at it"), 3, "not a table. Expected: text."),
        (PermissionError(13, "Permission denied", "/store"), 3, "/store: Permission denied."),
    ],
)
def test_trouble_is_one_sentence_on_stderr(trouble: Exception, code: int, said: str) -> None:
    app = typer.Typer(cls=cli.Program, rich_markup_mode=None)

    @app.callback()
    def root() -> None:
        """A program of one command."""

    @app.command()
    def fail() -> None:
        """Fail."""
        raise trouble

    done = RUN.invoke(app, ["fail"])
    assert done.exit_code == code
    assert said in done.stderr
    assert done.stdout == ""


def test_a_mistake_of_ours_shows_no_traceback_unless_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ROTASCOPE_DEBUG", raising=False)
    cli._mistake(KeyError, KeyError("gone"), None)
    said = capsys.readouterr().err
    assert said.startswith("rotascope: this is a mistake of ours (KeyError: 'gone').")
    monkeypatch.setenv("ROTASCOPE_DEBUG", "1")
    cli._mistake(KeyError, KeyError("gone"), None)
    assert "mistake of ours" not in capsys.readouterr().err


def test_the_program_answers_in_a_process_of_its_own(sample_store: Path) -> None:
    done = program("performance", "AAPL", "--window", "2021", "--store", str(sample_store))
    assert (done.returncode, done.stderr) == (0, "")
    assert "AAPL" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_screen_that_knows_no_arrows_is_no_reason_to_fail(sample_store: Path) -> None:
    done = program("sync", "news", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "no news feed is named" in done.stderr


def test_a_reader_that_leaves_early_is_no_error(sample_store: Path) -> None:
    line = f"'{sys.executable}' -m rotascope data --store '{sample_store}' --json | head -1"
    done = subprocess.run(
        line, shell=True, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.stdout == "{\n"
    assert "Traceback" not in done.stderr
