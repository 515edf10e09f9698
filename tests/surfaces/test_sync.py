"""The command sync, against a mirror on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rotascope.errors import BadArgument
from rotascope.registry import SOURCES
from rotascope.settings import Settings
from rotascope.surfaces.cli import app
from rotascope.surfaces.sync import SystemClock, keys_of, needs_of, seam_of
from tests.replay.server import Mirror, mirror

RUN = CliRunner()
NOW = datetime(2026, 6, 12, 21, 0, tzinfo=UTC)


def asked(*words: str, env: dict[str, str] | None = None) -> tuple[int, str, str]:
    done = RUN.invoke(app, ["sync", *words], env=env)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


def test_a_dry_run_prints_every_address_and_makes_nothing(tmp_path: Path) -> None:
    store = tmp_path / "store"
    code, out, err = asked("--dry-run", "fred", "--until", "2026-06-12", "--store", str(store))
    assert (code, err) == (0, "")
    assert "https://fred.stlouisfed.org/graph/fredgraph.csv?id=DGS2\n" in out
    assert not store.exists()
    code, out, _ = asked("--dry-run", "fred", "--json", "--store", str(store))
    (told,) = json.loads(out)
    assert (told["source"], told["requests"][0]["due"]) == ("fred", True)


def test_a_dry_run_of_everything_needs_no_setting_and_no_network(tmp_path: Path) -> None:
    code, out, _ = asked("--dry-run", "--json", "--store", str(tmp_path / "s"))
    assert code == 0
    assert {one["source"] for one in json.loads(out)} == {
        name for name, spec in SOURCES.items() if not spec.asked_only
    }


@pytest.fixture
def nothing() -> Iterator[Mirror]:
    """A mirror that has no page at all."""
    with mirror(lambda _url: None) as seen:
        yield seen


@pytest.mark.parametrize(
    "words", [("--dry-run",), ("--dry-run", "--json"), ("--probe", "--json"), ("--json",)]
)
def test_secrets_are_not_printed(tmp_path: Path, words: tuple[str, ...], nothing: Mirror) -> None:
    env = {"ROTASCOPE_FRED_KEY": "abcdef0123456789", "ROTASCOPE_MIRROR": nothing.address}
    _, out, err = asked("alfred", *words, "--store", str(tmp_path / "s"), env=env)
    assert "alfred" in out
    assert "abcdef" not in out + err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nosuch",), "no source 'nosuch'"),
        (("--probe", "--dry-run"), "one of them"),
        (("--since", "June"), "no date 'June'"),
        (("--until", "2999-01-01", "--dry-run"), "is not over"),
        (("--since", "2026-06-15", "--until", "2026-06-12", "--dry-run"), "after the last session"),
    ],
)
def test_wrong_use_is_told(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    code, out, err = asked(*words, "--store", str(tmp_path / "s"))
    assert (code, out) == (2, "")
    assert said in err


def test_where_nothing_answers_the_exit_code_is_1_and_stderr_says_why(
    tmp_path: Path, nothing: Mirror
) -> None:
    env = {"ROTASCOPE_MIRROR": nothing.address}
    code, out, err = asked("fed", "--store", str(tmp_path / "s"), env=env)
    assert code == 1
    assert err.startswith("rotascope: fed: nothing came: ")
    assert err.rstrip().endswith("It never succeeded.")
    assert "failed" in out
    code, out, _ = asked("--probe", "fed", "--store", str(tmp_path / "s"), env=env)
    assert code == 1
    assert out.startswith("fed fomccalendars: failed")


def test_a_source_that_is_not_set_up_is_told_only_where_it_was_asked_for(tmp_path: Path) -> None:
    code, out, err = asked("news", "--store", str(tmp_path / "s"))
    assert code == 1
    assert "rotascope: news: not asked" in err
    assert "news: not asked" in out


def test_the_last_session_wanted_is_the_last_complete_one_or_an_earlier_one() -> None:
    assert needs_of(Settings(), NOW, None, None).until == date(2026, 6, 12)
    early = datetime(2026, 6, 12, 19, 0, tzinfo=UTC)
    assert needs_of(Settings(), early, None, None).until == date(2026, 6, 11)
    assert needs_of(Settings(), NOW, None, date(2026, 6, 7)).until == date(2026, 6, 5)
    with pytest.raises(BadArgument, match="is not over"):
        needs_of(Settings(), early, None, date(2026, 6, 12))


def test_settings_become_what_plans_ask_for() -> None:
    made = Settings(contact="a@b.example", feeds=("https://x.example/", "https://y.example/"))
    assert keys_of(made) == {"contact": "a@b.example", "fred": "", "facts_of": "",
                             "feeds": "https://x.example/ https://y.example/"}  # fmt: skip


def test_a_mistaken_mirror_is_told() -> None:
    with pytest.raises(BadArgument, match="the mirror"):
        seam_of(Settings(mirror="ftp://example.com"))


def test_the_clock_is_the_machines() -> None:
    clock = SystemClock()
    before = clock.monotonic()
    clock.sleep(0.0)
    assert clock.monotonic() >= before
    assert clock.now().tzinfo is UTC


def test_a_source_that_wants_a_leave_is_asked_only_by_name() -> None:
    from rotascope.surfaces.sync import _specs

    assert "cboe" not in {spec.name for spec in _specs(None)}
    assert [spec.name for spec in _specs(["cboe"])] == ["cboe"]
