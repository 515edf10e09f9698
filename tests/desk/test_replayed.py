"""Replays as a client asks for them: a span within what is on file, a store to keep it in."""

from datetime import date

import pytest

from rotascope.desk import Desk
from rotascope.desk.replayed import FIRST, abstained, drifted, span_asked
from rotascope.errors import BadArgument, WrongUse
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.store.memory import MemoryBackend
from tests.evidence.recording import with_readings

KNOWN = (date(1990, 1, 2), date(2026, 6, 12))
FRAMES, TRUTH = planted.frames()


def test_nobodys_span_is_from_1995_to_the_last_complete_session() -> None:
    assert span_asked(None, None, KNOWN) == (FIRST, KNOWN[1], ())
    late = (date(2020, 1, 2), KNOWN[1])
    assert span_asked(None, None, late) == (*late, ())


def test_a_span_is_cut_to_what_is_on_file_and_that_is_said() -> None:
    low, high, notes = span_asked(date(1980, 1, 1), date(2027, 1, 1), KNOWN)
    assert (low, high) == KNOWN
    assert notes == (
        "the prices begin 1990-01-02: nothing was known before",
        "the last complete session is 2026-06-12",
    )


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2000, 1, 1), date(1999, 1, 1)), (date(1970, 1, 1), date(1980, 1, 1))],
)
def test_a_span_outside_of_it_is_refused(first: date, last: date) -> None:
    with pytest.raises(BadArgument, match="no replay from"):
        span_asked(first, last, KNOWN)


def test_rows_in_memory_cannot_keep_what_is_recorded() -> None:
    with pytest.raises(WrongUse, match="a replay of rows in memory"):
        Desk(MemoryBackend(FRAMES)).replay(TRUTH.last, TRUTH.last)


def test_the_share_of_dates_without_a_view_is_told_an_axis() -> None:
    backend = MemoryBackend(FRAMES)
    panel = Panel(backend, TRUTH.last)
    none = abstained(panel)
    assert [(one.axis, one.dates, one.share) for one in none] == [
        ("size", 0, None),
        ("concentration", 0, None),
    ]
    told = abstained(Panel(with_readings(backend, panel), TRUTH.last))
    assert all(one.share is not None and 0.0 <= one.share <= 1.0 for one in told)
    assert all(one.dates > 100 for one in told)


def test_histories_that_were_recorded_as_they_are_do_not_drift() -> None:
    backend = MemoryBackend(FRAMES)
    panel = Panel(with_readings(backend, Panel(backend, TRUTH.last), weeks=20), TRUTH.last)
    told = drifted(panel)
    assert told.compared > 200
    assert told.share == 0.0
