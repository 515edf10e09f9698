"""As of when: the last session with prices of the primary pairs, or the session asked for."""

from datetime import date

import numpy as np
import pytest

from rotascope.desk.dates import asked, default_as_of, known_span
from rotascope.errors import BadArgument, NoAnswer
from rotascope.store.memory import MemoryBackend
from tests.evidence.markets import returns_frame

FLAT = np.zeros(50)
SPAN = (date(2019, 7, 12), date(2025, 6, 30))


def test_the_default_is_the_day_every_axis_has_prices() -> None:
    early, late = date(2026, 6, 10), date(2026, 6, 12)
    size = returns_frame({"IWM": FLAT, "SPY": FLAT}, late)
    few = returns_frame({"XMAG": FLAT, "MAGS": FLAT}, early)
    assert default_as_of(MemoryBackend({"returns": size.vstack(few)})) == early
    assert default_as_of(MemoryBackend({"returns": size})) == late


def test_an_axis_whose_prices_ended_does_not_turn_the_clock_back() -> None:
    size = returns_frame({"IWM": FLAT, "SPY": FLAT}, date(2026, 6, 12))
    few = returns_frame({"XMAG": FLAT, "MAGS": FLAT}, date(2026, 5, 1))
    assert default_as_of(MemoryBackend({"returns": size.vstack(few)})) == date(2026, 6, 12)


def test_another_series_that_runs_ahead_does_not_count() -> None:
    pair = returns_frame({"IWM": FLAT, "SPY": FLAT}, date(2026, 6, 10))
    other = returns_frame({"TLT": FLAT}, date(2026, 6, 12))
    assert known_span(MemoryBackend({"returns": pair.vstack(other)}))[1] == date(2026, 6, 10)


def test_a_store_without_a_pair_has_no_answer() -> None:
    with pytest.raises(NoAnswer, match="no prices of a pair"):
        known_span(MemoryBackend({"returns": returns_frame({"TLT": FLAT})}))


def test_none_means_the_last_session_on_file() -> None:
    assert asked(None, SPAN) == (SPAN[1], ())


def test_a_day_without_a_session_moves_back_and_says_so() -> None:
    day, notes = asked("2025-06-29", SPAN)
    assert day == date(2025, 6, 27)
    assert notes == ("2025-06-29 is no session: as of the last one before it, 2025-06-27",)
    assert asked(date(2025, 6, 27), SPAN) == (date(2025, 6, 27), ())


def test_a_day_after_the_data_is_answered_as_of_that_day() -> None:
    assert asked("2025-07-10", SPAN) == (date(2025, 7, 10), ())


def test_a_day_before_the_data_has_no_answer() -> None:
    with pytest.raises(NoAnswer, match="the prices begin 2019-07-12"):
        asked("2019-07-11", SPAN)


@pytest.mark.parametrize("text", ["2025-13-01", "yesterday", "2999-01-01"])
def test_what_is_no_date_of_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(BadArgument):
        asked(text, SPAN)
