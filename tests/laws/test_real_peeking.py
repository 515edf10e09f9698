"""The law against peeking on real data: crashes, splices, new funds, files of holdings.

Which series plays a role may change with what is on file: before a fund existed another one stood in.
Where the cast of a date is the cast of today, what was said then is what today's history says.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import rotascope
from rotascope.panel import Panel
from rotascope.registry import SIGNALS
from rotascope.signals.trace import Trace
from tests.laws.peeking import BESIDE, Told, difference, told, upto

CUTS = [date(2009, 3, 9), date(2020, 3, 23), date(2021, 10, 29), date(2022, 12, 30), date(2024, 7, 11),
        date(2024, 11, 1), date(2025, 9, 8), date(2025, 12, 23), date(2026, 6, 11)]  # fmt: skip
LEAST_COMPARED = 150


def cast(trace: Trace) -> frozenset[tuple[str, str]]:
    """Which series of which datasets a trace is made of."""
    return frozenset((source.dataset, source.what) for source in trace.sources)


def figures(trace: Trace) -> Told:
    """Values and leans; levels drawn beside them start at another base once a fund replaces a basket."""
    said = told(trace)
    plain = {name: c for name, c in said.columns.items() if not name.startswith(BESIDE)}
    return Told(said.days, plain, frozenset())


@pytest.mark.slow
@pytest.mark.shared
def test_what_was_said_on_a_date_is_what_todays_history_says(shared_store: Path) -> None:
    desk = rotascope.open(shared_store)
    end = desk.panel()
    whole = {name: spec.compute(end) for name, spec in SIGNALS.items()}
    compared, found = 0, []
    for cut in CUTS:
        panel = Panel(desk.backend, cut)
        for name, spec in SIGNALS.items():
            then = spec.compute(panel)
            if not len(then.days) or cast(then) != cast(whole[name]):
                continue
            compared += 1
            unlike = difference(upto(figures(then), cut), upto(figures(whole[name]), cut))
            found += [f"{name} peeks (cut {cut}): {unlike}"] if unlike else []
    assert not found, "\n".join(found)
    assert compared >= LEAST_COMPARED, f"only {compared} comparisons: the cast changed too often"
