"""Shared options."""

from __future__ import annotations

from pathlib import Path

import pytest

from rotascope.errors import NoAnswer
from rotascope.surfaces.options import answer, arriving, desk_of, folder, market_of
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
