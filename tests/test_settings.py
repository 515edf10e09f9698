"""Settings: command line over environment over file."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from rotascope.errors import BadArgument
from rotascope.settings import Settings, settings


def test_the_environment_names_the_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ROTASCOPE_STORE", str(tmp_path))
    assert Settings().store == tmp_path


def test_an_argument_beats_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROTASCOPE_STORE", "elsewhere")
    assert Settings(store=Path("here")).store == Path("here")


def test_settings_cannot_be_changed_once_read() -> None:
    settings = Settings()
    with pytest.raises(ValidationError):
        settings.store = Path("x")  # type: ignore[misc]


def test_feeds_are_separated_by_blanks_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROTASCOPE_FEEDS", "https://a.example/x  https://b.example/y\n")
    assert Settings().feeds == ("https://a.example/x", "https://b.example/y")
    assert Settings(feeds=("https://c.example/",)).feeds == ("https://c.example/",)
    monkeypatch.delenv("ROTASCOPE_FEEDS")
    assert Settings().feeds == ()


def test_a_value_that_a_setting_cannot_take_is_told_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ROTASCOPE_LLM_TOKENS", "-5017")
    with pytest.raises(BadArgument, match=r"llm_tokens .* ROTASCOPE_LLM_TOKENS") as raised:
        settings()
    assert "-5017" not in str(raised.value)
    monkeypatch.setenv("ROTASCOPE_LLM_TOKENS", "5")
    assert settings().llm_tokens == 5
