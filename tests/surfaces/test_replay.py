"""The command `replay`, as typed: what it recorded, what it checks, how it refuses."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rotascope.surfaces.cli import app
from rotascope.surfaces.replay import print_drift, print_replayed
from rotascope.surfaces.screen import screen
from rotascope.terms import Abstained, Drift, Drifted, Replayed
from tests.evidence.markets import LAST
from tests.replay.conftest import fill

RUN = CliRunner()
TOLD = Replayed(
    "abc123", LAST, LAST, "week", 1640, 10, 1630, 90, 147600, 0.61, "feed", "c0de", "da7a", "local",
    (
        Abstained("size", 1640, 0.93, "the interval held the base rate on 90 %"),
        Abstained("concentration", 0, None, "too few"),
    ),
    ("a note",),
)  # fmt: skip


@pytest.fixture
def store(once: Callable[..., Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(once("planted", fill), tmp_path / "store"))


def asked(*arguments: str) -> tuple[int, str, str]:
    done = RUN.invoke(app, ["replay", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


def test_what_was_recorded_and_the_share_without_a_view_are_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_replayed(screen(), TOLD)
    said = " ".join(capsys.readouterr().out.split())
    assert "10 sessions recorded, 1,630 were before" in said
    assert "147,600 readings of 90 signals, 61 % with an answer" in said
    assert "this digest: feed" in said
    assert "size: no view on 93 % of 1,640 sessions" in said
    assert "concentration: no view on any session so far; too few" in said
    assert "a note" in said


def test_drift_names_the_signals_that_differ(capsys: pytest.CaptureFixture[str]) -> None:
    wrong, right = Drifted("a", 9, 3, 1, 0.5, LAST), Drifted("b", 9, 0, 0, 0.0, None)
    print_drift(screen(), Drift(LAST, "abc", 9, 18, 4 / 18, (wrong, right), ("c",), "4 of 18"))
    said = capsys.readouterr().out
    assert "2026-06-12" in said
    assert "4 of 18" in said
    assert "never recorded: c" in said
    assert "\nb " not in said


def test_a_date_to_look_from_records_nothing() -> None:
    code, _, said = asked("--as-of", "2025-06-30")
    assert code == 2
    assert "--as-of records nothing" in said


@pytest.mark.parametrize("option", ["--from", "--to", "--backend"])
def test_a_check_of_a_span_is_refused_not_made_of_all(option: str) -> None:
    code, _, said = asked("--check", option, "2025-06-30")
    assert code == 2
    assert "--check records nothing" in said


def test_a_span_before_the_prices_is_refused(store: Path) -> None:
    code, _, said = asked("--store", str(store), "--from", "1950-01-01", "--to", "1951-01-01")
    assert code == 2
    assert "no replay from 1950-01-01 to 1951-01-01" in said


@pytest.mark.slow
def test_a_replay_then_its_check_and_a_brief(store: Path) -> None:
    span = ("--from", "2025-06-20", "--to", "2025-06-30")
    code, out, _ = asked("--store", str(store), *span, "--workers", "1", "--json")
    told = json.loads(out)
    assert (code, told["dates"], told["recorded"]) == (0, 2, 2)
    assert {one["axis"] for one in told["abstained"]} == {"size", "concentration"}
    code, out, _ = asked("--store", str(store), "--check", "--json")
    assert code == 0
    checked = json.loads(out)
    assert checked["share"] == 0.0
    assert checked["compared"] > 20
