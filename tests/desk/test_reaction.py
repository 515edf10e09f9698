"""Reactions: day 0, the abnormal return with its interval, its own past."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from rotascope.desk.reaction import day_of, key_of, reaction
from rotascope.desk.why import why
from rotascope.errors import BadArgument, UnknownName
from rotascope.panel import Panel
from rotascope.providers.planted_tables import frame
from rotascope.sessions import shift
from rotascope.store.memory import MemoryBackend
from tests.signals.conftest import lines

END, EVENT = date(2024, 6, 28), date(2024, 6, 18)
COUNT, FALL = 900, -0.12


def world(timing: str = "before", told: date = EVENT, last: date = END) -> Panel:
    draw = np.random.default_rng(21)
    market = 0.01 * draw.standard_normal(COUNT)
    own = 1.4 * market + 0.012 * draw.standard_normal(COUNT)
    own[-8] += FALL  # 2024-06-18: the 19th was a holiday
    quarters = [shift(EVENT, -63 * k) for k in range(1, 7)]
    days = [told, *quarters]
    rows = frame(
        "earnings",
        {"symbol": ["ORCL"] * 7, "date": days, "known_at": [shift(day, 1) for day in days],
         "fiscal": [f"q{i}" for i in range(7)], "timing": [timing] * 7},
    )  # fmt: skip
    made = lines({"ORCL": list(own), "SPY": list(market)}, END)
    return Panel(MemoryBackend(made | {"earnings": rows}), last)


def test_a_planted_fall_lies_within_its_interval() -> None:
    told = reaction(world(), "ORCL", EVENT)
    day0 = told.windows[0]
    assert told.day == EVENT
    assert "before the open" in told.event
    assert told.beta == pytest.approx(1.4, abs=0.25)
    assert day0.interval is not None
    assert day0.interval.low < FALL < day0.interval.high
    assert day0.p is not None
    assert day0.p < 1e-4
    assert (told.past, told.rank) == (6, 1)


def test_a_report_after_the_close_is_answered_the_next_session() -> None:
    before = date(2024, 6, 17)
    told = reaction(world("after", before), "ORCL", before)
    assert (told.asked, told.day) == (before, EVENT)
    assert told.windows[0].car == pytest.approx(FALL, abs=0.04)


def test_without_an_event_on_file_the_date_is_the_readers() -> None:
    told = reaction(world(), "ORCL", date(2024, 5, 6))
    assert "the date is yours" in told.event
    assert told.windows[0].p is not None
    assert told.windows[0].p > 0.01


def test_a_day_without_a_session_is_answered_by_the_next() -> None:
    assert reaction(world(), "ORCL", date(2024, 6, 15)).day == date(2024, 6, 17)


def test_sessions_that_have_not_come_yet_are_not_guessed() -> None:
    told = reaction(world(last=date(2024, 6, 20)), "ORCL", EVENT)
    assert told.windows[1].status == "ok"
    late = told.windows[2]
    assert (late.status, late.car, late.interval) == ("short_history", None, None)
    with pytest.raises(BadArgument, match="answered after"):
        reaction(world(last=date(2024, 6, 17)), "ORCL", EVENT)


def test_what_came_later_changes_no_number_of_the_day() -> None:
    then = reaction(world(last=date(2024, 6, 20)), "ORCL", EVENT)
    now = reaction(world(), "ORCL", EVENT)
    assert then.windows[:2] == now.windows[:2]
    assert then.beta == now.beta


def test_a_short_line_and_the_market_itself_say_why() -> None:
    told = reaction(world(), "SPY", EVENT)
    assert (told.status, told.move) == ("short_history", None)
    assert "--market" in told.reason
    early = reaction(world(), "ORCL", date(2021, 3, 1))
    assert "fewer than 177" in early.reason
    assert all(window.car is None for window in early.windows)


def test_wrong_use_is_told() -> None:
    with pytest.raises(UnknownName):
        reaction(world(), "ORCLE", EVENT)
    with pytest.raises(BadArgument):
        day_of("soon")
    assert day_of(" 2024-06-18 ") == EVENT


def test_why_opens_the_key() -> None:
    panel = world()
    key = key_of("ORCL", EVENT, END)
    told: Any = why(lambda day: panel, key)
    assert told.value == reaction(panel, "ORCL", EVENT).windows[1].car
    assert "beta" in told.formula
    with pytest.raises(BadArgument):
        why(lambda day: panel, f"reaction/ORCL/soon@{END}")
