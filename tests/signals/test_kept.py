"""Kept readings are the readings: equal to the last digit, made anew for other rows, dates and files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from scripts import golden

from rotascope.errors import UnknownName
from rotascope.panel import Panel
from rotascope.registry import SIGNALS
from rotascope.signals import kept
from rotascope.signals.reading import measure

NAMES = ["rs.small_large", "trend_break.rest_few", "breadth.beat_share"]


class Beside:
    """The golden market with a folder to keep things in, and a state that can change."""

    def __init__(self, folder: Path) -> None:
        self.cache_folder, self.state = folder, "one"

    def __getattr__(self, name: str) -> object:
        return getattr(golden.backend(), name)

    def fingerprint(self) -> str:
        return self.state


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three signals stand for all: what is kept does not depend on how many there are."""
    items = {name: SIGNALS[name] for name in NAMES}
    monkeypatch.setattr(SIGNALS, "_items", items)


@pytest.mark.usefixtures("few")
def test_what_is_kept_is_what_was_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backend = Beside(tmp_path)
    panel = Panel(backend, date(2025, 6, 30))  # type: ignore[arg-type]
    said = tuple(one.reading for one in measure(panel))
    assert kept.readings(panel) == said
    (path,) = tmp_path.glob("readings-*.json")
    monkeypatch.setattr(kept, "measure", None)  # whoever computes now fails
    assert kept.readings(panel) == said
    assert kept.readings(panel, NAMES[:1]) == tuple(r for r in said if r.signal == NAMES[0])
    assert path.stat().st_size > 1000


@pytest.mark.usefixtures("few")
def test_other_rows_and_other_dates_are_other_questions(tmp_path: Path) -> None:
    backend = Beside(tmp_path)
    for state, day in (("one", 30), ("two", 30), ("two", 27)):
        backend.state = state
        kept.readings(Panel(backend, date(2025, 6, day)))  # type: ignore[arg-type]
    assert len(list(tmp_path.glob("readings-*.json"))) == 3


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("damage", [b"", b"[]", b'[{"signal": 1}]', b"\xff\xfe"])
def test_a_damaged_file_is_made_again(tmp_path: Path, damage: bytes) -> None:
    panel = Panel(Beside(tmp_path), date(2025, 6, 30))  # type: ignore[arg-type]
    said = kept.readings(panel)
    (path,) = tmp_path.glob("readings-*.json")
    path.write_bytes(damage)
    assert kept.readings(panel) == said
    assert path.read_bytes() != damage


def test_a_few_are_not_all_and_nothing_is_kept_of_them(tmp_path: Path) -> None:
    panel = Panel(Beside(tmp_path), date(2025, 6, 30))  # type: ignore[arg-type]
    (one,) = kept.readings(panel, ["rs.small_large"])
    assert one.signal == "rs.small_large"
    assert list(tmp_path.glob("*.json")) == []
    with pytest.raises(UnknownName):
        kept.readings(panel, ["rs.small_lrge"])


def test_a_market_in_memory_keeps_nothing() -> None:
    panel = golden.panel()
    assert kept.readings(panel, NAMES)[2].signal == NAMES[2]


def test_what_articles_say_is_measured_anew_and_the_rest_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [*NAMES, "sentiment.size"]
    monkeypatch.setattr(SIGNALS, "_items", {name: SIGNALS[name] for name in names})
    panel = Panel(Beside(tmp_path), date(2025, 6, 30))  # type: ignore[arg-type]
    said = kept.readings(panel)
    asked: list[list[str]] = []

    def watched(panel: Panel, names: list[str], *, null: bool) -> object:
        asked.append(list(names))
        return measure(panel, names, null=null)

    monkeypatch.setattr(kept, "measure", watched)
    assert kept.readings(panel) == said
    assert asked == [["sentiment.size"]]
