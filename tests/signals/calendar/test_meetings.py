"""Sessions to the next policy meeting, as the schedule stood."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from rotascope.panel import Panel
from rotascope.providers.planted_tables import frame
from rotascope.sessions import count
from rotascope.signals.calendar.meetings import meeting, schedule
from rotascope.signals.reading import measure
from rotascope.store.memory import MemoryBackend


def events(told: list[tuple[date, date, str]], kind: str = "FOMC meeting") -> pl.DataFrame:
    dates, known, notes = zip(*told, strict=True)
    many = len(told)
    return frame("events", {"entity": ["US"] * many, "kind": [kind] * many, "date": dates,
                            "known_at": known, "note": notes})  # fmt: skip


FIRST, SECOND, KNOWN = date(2024, 6, 12), date(2024, 7, 31), date(2024, 1, 2)


def panel(*frames: pl.DataFrame, last: date = date(2024, 6, 28)) -> Panel:
    return Panel(MemoryBackend({"events": pl.concat(frames)}), last)


def test_the_wait_counts_sessions_and_falls_by_one_a_session() -> None:
    trace = meeting(panel(events([(FIRST, KNOWN, ""), (SECOND, KNOWN, "")])))
    assert trace.value[-1] == count(date(2024, 6, 28), SECOND)
    at = int(np.searchsorted(trace.days, np.datetime64(FIRST)))
    assert trace.value[at - 1] == 1.0
    assert trace.value[at] == count(FIRST, SECOND)  # on its day it is no longer ahead
    assert "in 22 sessions; 1 in the next eight weeks" in trace.text


def test_a_meeting_is_ahead_from_the_day_it_is_known() -> None:
    late = events([(FIRST, KNOWN, ""), (SECOND, date(2024, 6, 20), "")])
    trace = meeting(panel(late))
    at = int(np.searchsorted(trace.days, np.datetime64("2024-06-18")))
    assert np.isnan(trace.value[at])
    assert np.isfinite(trace.value[-1])


def test_a_meeting_that_is_called_off_is_not_coming() -> None:
    off = events([(FIRST, KNOWN, ""), (SECOND, KNOWN, "cancelled")])
    (found,) = measure(panel(off), ["calendar.meeting"])
    assert (found.reading.status, found.reading.value) == ("undefined", None)


def test_meetings_of_others_are_no_policy_meetings() -> None:
    other = events([(SECOND, KNOWN, "")], "ECB meeting")
    days, _, source = schedule(panel(events([(FIRST, KNOWN, "")]), other))
    assert days.astype(object).tolist() == [FIRST]
    assert source is not None
    assert source.rows == 1


def test_decisions_are_no_meetings() -> None:
    days, _, source = schedule(panel(events([(FIRST, FIRST, "")], "FOMC decision")))
    assert (len(days), source) == (0, None)
    assert meeting(panel(events([(FIRST, FIRST, "")], "FOMC decision"))).status == "not_measurable"


def test_a_random_day_waits_half_a_cycle(planted_panel: Panel) -> None:
    (found,) = measure(planted_panel, ["calendar.meeting"])
    assert found.reading.null is not None
    assert found.reading.null.rate is not None
    assert 14 <= found.reading.null.rate <= 17  # planted every 30 sessions
