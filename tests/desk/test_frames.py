"""A series as a table to take away."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.desk import Desk
from rotascope.errors import UnknownName
from rotascope.providers import planted
from rotascope.store.memory import MemoryBackend

FRAMES, TRUTH = planted.frames()


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(MemoryBackend(FRAMES))


def test_a_price_line_is_its_levels_as_known(desk: Desk) -> None:
    day = date(2024, 7, 11)
    frame = desk.frame("PW:SMALL", day)
    line = desk.panel(day).series("PW:SMALL")
    assert frame["value"].to_list() == line.levels.tolist()
    assert frame["date"].max() == day
    assert set(frame["basis"]) == {"tr"}


def test_a_macro_series_says_when_each_value_was_known(desk: Desk) -> None:
    name = desk.panel().ids("macro")[0]
    frame = desk.frame(name)
    assert frame["known_at"].null_count() == 0
    assert (frame["known_at"] >= frame["date"]).all()


def test_an_unknown_series_is_told(desk: Desk) -> None:
    with pytest.raises(UnknownName, match="NOPE"):
        desk.frame("NOPE")
