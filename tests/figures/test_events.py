"""What is scheduled, and what a line did around an event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rotascope.errors import WrongUse
from rotascope.figures.events import agenda, reaction
from tests.figures import drawable


def test_an_event_without_a_move_has_a_mark_and_no_bar() -> None:
    made = agenda(drawable.agenda())
    bars, marks = made.traces
    assert bars["x"] == [0.0, 24.0]
    assert bars["text"] == ["", "24"]
    assert marks["marker"]["symbol"] == ["diamond", "circle"]
    assert bars["marker"]["opacity"] == [1.0, 0.45]
    assert "6 % of the index" in made.title


def test_no_event_is_refused() -> None:
    with pytest.raises(WrongUse, match="no event"):
        agenda(replace(drawable.agenda(), scheduled=()))


def test_windows_come_before_peers_and_only_clear_ones_are_counted() -> None:
    made = reaction(drawable.reaction())
    points = made.traces[-1]
    assert points["x"] == [-2.0, -5.0, 8.0]
    assert points["error_x"]["array"] == [2.0, 3.0, 0.0]
    assert "1 of 3 windows differ from zero" in made.title
    names = [note["text"] for note in made.layout["annotations"][0::2]]
    assert names == ["NVDA, day 0", "NVDA, sessions −1 to +1", "peer AMD, sessions −1 to +1"]


def test_a_reaction_without_prices_is_refused() -> None:
    with pytest.raises(WrongUse, match="no return of NVDA"):
        reaction(replace(drawable.reaction(), windows=()))
