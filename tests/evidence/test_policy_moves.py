"""What decisions did: the list is mended where a rate is on file, and stands where none is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

import rotascope
from rotascope.evidence.policy_moves import moved
from rotascope.panel import Panel
from rotascope.signals.macro.decisions import decisions
from rotascope.store.memory import MemoryBackend
from tests.signals.macro import worlds

DAY = np.datetime64("2024-05-15")
LAST = date(2024, 6, 28)


def panel(rows: dict[str, list[float]]) -> Panel:
    """Daily series of forty sessions to LAST."""
    return worlds.panel({name: worlds.daily(values) for name, values in rows.items()}, LAST)


def told(rows: dict[str, list[float]], listed: float, place: int = 20) -> float:
    made = panel(rows)
    days = made.macro(next(iter(rows))).days
    return float(moved(made, days[place : place + 1], np.array([listed]))[0])


def test_the_target_s_own_step_counts_on_the_day_or_the_day_after() -> None:
    for first in (20, 21):
        assert told({"DFEDTARU": [0.25] * first + [0.5] * (40 - first)}, 0.0) == 0.25


def test_one_stray_day_of_the_effective_rate_is_no_decision() -> None:
    rate = [6.5] * 20 + [5.4] + [6.0] * 19
    rate[19] = 5.4
    assert told({"DFF": rate}, 0.5) == -0.5


def test_without_rates_around_the_day_the_list_stands() -> None:
    empty = Panel(MemoryBackend({}), LAST)
    listed = np.array([-0.25, np.nan])
    np.testing.assert_array_equal(moved(empty, np.array([DAY, DAY]), listed), listed)
    assert told({"DFF": [5.0] * 40}, -0.25, place=38) == -0.25


@pytest.mark.slow
@pytest.mark.shared
def test_the_decisions_of_2001_and_the_two_december_hikes_are_what_they_were(
    shared_store: Path,
) -> None:
    panel = rotascope.open(shared_store).panel("2026-06-12")
    days, listed, _ = decisions(panel)
    found = dict(zip(days.astype(str).tolist(), moved(panel, days, listed).tolist(), strict=True))
    for day, change in (("2001-01-03", -0.5), ("2001-09-17", -0.5), ("2001-12-11", -0.25),
                        ("2005-03-22", 0.25), ("2006-01-31", 0.25), ("2015-12-16", 0.25),
                        ("2016-12-14", 0.25), ("2020-03-15", -1.0), ("2024-09-18", -0.5)):  # fmt: skip
        assert found[day] == pytest.approx(change), day
