"""A day's tokens are counted before and after, and a broken file is no free pass for ever."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rotascope.errors import NoAnswer
from rotascope.providers.llm_budget import allow, estimate, spend, spent

TODAY, TOMORROW = date(2026, 11, 20), date(2026, 11, 21)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "tokens.json"


def test_tokens_add_up_within_a_day_and_start_anew_on_the_next(path: Path) -> None:
    spend(path, TODAY, 300)
    spend(path, TODAY, 200)
    assert spent(path, TODAY) == 500
    assert spent(path, TOMORROW) == 0
    spend(path, TOMORROW, 1)
    assert spent(path, TODAY) == 0


def test_what_would_pass_the_days_tokens_is_refused_with_what_to_do(path: Path) -> None:
    spend(path, TODAY, 900)
    allow(path, TODAY, 100, 1_000)
    with pytest.raises(NoAnswer, match="900 are taken") as caught:
        allow(path, TODAY, 101, 1_000)
    assert "ROTASCOPE_LLM_TOKENS" in str(caught.value)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"2026-11-20": "many"}', '{"2026-11-20": -5}'])
def test_a_file_that_cannot_be_read_counts_as_nothing_and_is_made_anew(
    path: Path, text: str
) -> None:
    path.parent.mkdir()
    path.write_text(text)
    assert spent(path, TODAY) == 0
    spend(path, TODAY, 7)
    assert spent(path, TODAY) == 7


def test_a_server_cannot_give_tokens_back(path: Path) -> None:
    spend(path, TODAY, 50)
    spend(path, TODAY, -1_000)
    assert spent(path, TODAY) == 50


def test_the_estimate_counts_bytes_and_the_longest_answer() -> None:
    assert estimate("abc" * 10, "ü" * 3, answer=100) == 112
