"""Shared options."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rotascope.errors import BadArgument, NoAnswer
from rotascope.surfaces.options import answer, arriving, day_of, desk_of, folder, market_of, reason
from tests.surfaces import fixtures


def test_the_command_line_wins_over_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROTASCOPE_STORE", str(tmp_path / "from-environment"))
    assert folder(None) == tmp_path / "from-environment"
    assert folder(tmp_path / "said") == tmp_path / "said"


def test_a_folder_without_a_store_is_no_answer(tmp_path: Path) -> None:
    with pytest.raises(NoAnswer, match="there is no store"):
        desk_of(tmp_path)
    with pytest.raises(NoAnswer, match="there is no store"):
        market_of(tmp_path)


def test_json_prints_the_object_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    shown: list[object] = []
    answer(fixtures.reading(), True, shown.append)
    assert capsys.readouterr().out.startswith('{\n  "signal": "rs.small_large"')
    assert shown == []
    answer(fixtures.reading(), False, shown.append)
    assert shown == [fixtures.reading()]


def test_what_arrives_now_is_known_by_a_session_that_is_not_over() -> None:
    from datetime import UTC, datetime

    from rotascope import sessions

    before = sessions.last_complete(datetime.now(UTC))
    assert arriving() == sessions.shift(before, 1)


def test_a_wait_for_another_writer_is_said_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from rotascope.errors import StoreBusy
    from rotascope.store import lock
    from rotascope.store import market as market_module

    monkeypatch.setattr(lock, "PATIENT_SECONDS", 0.01)
    monkeypatch.setattr(market_module, "WAIT_SECONDS", 0.1)
    market = market_of(tmp_path / "store", create=True)
    with lock.held(tmp_path / "store" / "writer.lock", 0), pytest.raises(StoreBusy):  # noqa: SIM117
        with market.writing():
            pytest.fail("two writers")
    said = capsys.readouterr().err
    assert said == (
        f"rotascope: process {os.getpid()} is writing to the store; waiting for it, 0.1 s at most.\n"
    )
    market.close()


def test_a_reason_is_words_not_an_option() -> None:
    assert reason("--why", "checked by hand") == "checked by hand"
    assert reason("--why", None) == ""
    with pytest.raises(BadArgument, match="a reason, not an option"):
        reason("--accept", "--json")


def test_a_day_is_a_day_or_told() -> None:
    from datetime import date

    assert day_of("2024-02-29") == date(2024, 2, 29)
    assert day_of(None) is None
    with pytest.raises(BadArgument, match="no date '2023-02-29'"):
        day_of("2023-02-29")
