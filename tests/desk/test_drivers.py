"""Drivers by horizon: shares sum to 1, a planted meeting effect is found, years have none."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.desk.drivers import drivers, meeting_excess
from rotascope.panel import Panel
from rotascope.sessions import all_sessions
from rotascope.signals.calendar.meetings import schedule
from rotascope.store.memory import MemoryBackend
from rotascope.terms import HorizonDrivers


def by_name(found: tuple[HorizonDrivers, ...]) -> dict[str, HorizonDrivers]:
    return {row.horizon: row for row in found}


def test_shares_of_a_horizon_sum_to_one_and_none_is_negative(planted_panel: Panel) -> None:
    found = by_name(drivers(planted_panel, {"PW01": 0.1, "PW04": 0.05}))
    for name in ("weeks", "months"):
        shares = [one.share for one in found[name].drivers]
        assert sum(shares) == pytest.approx(1.0)
        assert min(shares) >= 0.0
    assert found["years"].drivers == ()
    assert "never mixed" in found["years"].note
    dates, _, _ = schedule(planted_panel)
    ahead = sorted({str(day) for day in dates if day > np.datetime64(planted_panel.as_of)})
    assert found["months"].note.endswith(", ".join(ahead))


def test_a_heavier_issuer_drives_more(planted_panel: Panel) -> None:
    light, heavy = (
        by_name(drivers(planted_panel, {"PW01": w}))["weeks"].drivers for w in (0.1, 0.2)
    )
    assert heavy[0].share == pytest.approx(4.0 * light[0].share, rel=1e-9)


def test_a_planted_meeting_effect_is_found() -> None:
    days = all_sessions()[24000:24756]
    moves = 0.01 * np.where(np.arange(756) % 2, 1.0, -1.0)
    meetings = days[::30]
    moves[::30] *= 3.0
    more, seen = meeting_excess(moves, days, meetings)
    assert seen == 26
    assert more == pytest.approx(8e-4)  # (3^2 - 1) x 0.01^2
    assert meeting_excess(moves, days, meetings[:0]) == (0.0, 0)


def test_too_few_meetings_or_returns_give_no_shares(planted_panel: Panel) -> None:
    without = {t: f for t, f in _frames(planted_panel).items() if t != "events"}
    told = drivers(Panel(MemoryBackend(without), planted_panel.as_of), {"PW01": 0.1})
    assert told[0].drivers == ()
    assert "8 are needed" in told[0].note
    empty = drivers(Panel(MemoryBackend({}), planted_panel.as_of), {})
    assert "less than a year" in empty[0].note


def _frames(panel: Panel) -> dict[str, object]:
    from rotascope.providers import planted

    frames, _ = planted.frames(seed=7, sessions=1500)
    return dict(frames)
