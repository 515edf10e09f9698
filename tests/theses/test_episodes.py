"""Spells and what followed: begun once, ended after five sessions without, never looked ahead."""

from datetime import date

import numpy as np
import pytest

from rotascope.conditions import evaluate, parse
from rotascope.panel import Panel
from rotascope.terms import Episode, Tally
from rotascope.theses.episodes import episodes, followed, last_rows, tally
from tests.theses.worlds import RUN, day, world

ON = ("size", "small", "IWM/SPY")


def spells(panel: Panel, text: str = RUN, horizon: int = 10):  # type: ignore[no-untyped-def]
    return episodes(panel, evaluate(panel, parse(text)), ON, horizon)  # type: ignore[arg-type]


def test_every_spell_has_its_first_and_last_session_and_outcomes() -> None:
    found = spells(world((110, 9), (200, 5)))
    assert [(one.first, one.last) for one in found] == [
        (day(115), day(119)),
        (day(205), day(205)),
    ]
    assert found[0].outcome == pytest.approx(0.03, abs=0.003)  # three rises are left after row 116
    assert found[0].index == pytest.approx(0.0)


def test_a_short_pause_is_the_same_spell_and_a_long_one_is_not() -> None:
    two = 'rs("IWM/SPY").streak >= 2'
    joined = spells(world((110, 5), (117, 4)), two)
    assert [(one.first, one.last) for one in joined] == [(day(112), day(121))]
    apart = spells(world((110, 5), (125, 4)), two)
    assert [one.first for one in apart] == [day(112), day(126)]


def test_an_outcome_that_is_not_over_is_none() -> None:
    found = spells(world((20, 5), (291, 5)))
    assert found[-1].outcome is None
    assert len(followed(found)) == len(found) - 1


def test_what_was_true_when_the_history_began_is_no_spell() -> None:
    assert spells(world(), 'rs("IWM/SPY").streak >= -999') == ()


def test_rows_of_the_last_session_are_those_before_the_next_begins() -> None:
    held, begun = np.array([3, 4, 5, 20, 21, 40]), np.array([3, 20, 40])
    assert last_rows(held, begun).tolist() == [5, 21, 40]
    assert last_rows(held, begun[:0]).tolist() == []


def test_spells_that_share_days_are_counted_once() -> None:
    # A horizon of 21 sessions: of the Mondays 2, 9 and 16 March 2020 only the first stands apart, and
    # the spell of June again; the last is not over. Median of .01 .03 -.02 .04 = (.01 + .03) / 2.
    days = [(date(2020, 3, day), value) for day, value in ((2, 0.01), (9, 0.03), (16, -0.02))]
    days += [(date(2020, 6, 1), 0.04)]
    found = [Episode(day, day, value, None) for day, value in days]
    found.append(Episode(date(2020, 9, 1), date(2020, 9, 1), None, None))
    told = tally(found, 21)
    assert (told.n, told.over, told.apart, told.right) == (5, 4, 2, 3)
    assert told.median == pytest.approx(0.02)
    assert tally((), 21) == Tally(0, 0, 0, None, 0)
