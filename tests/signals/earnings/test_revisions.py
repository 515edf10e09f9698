"""Revision breadth: never across a change of definition, one estimate a company, planted sides found."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from rotascope.providers.planted_parts.fundamentals import BREAK_AGO
from rotascope.providers.planted_tables import frame
from rotascope.signals.earnings.revisions import small_large
from rotascope.signals.reading import measure
from tests.signals.earnings import worlds

SMALL, LARGE = [f"S{i:02d}" for i in range(25)], [f"L{i:02d}" for i in range(25)]


def snapshots(days: list[str], eps: dict[str, list[float]], basis: list[str]) -> pl.DataFrame:
    rows = [
        (s, d, e, b) for s, path in eps.items() for d, e, b in zip(days, path, basis, strict=True)
    ]
    symbols, when, values, bases = zip(*rows, strict=True)
    dates = [date.fromisoformat(d) for d in when]
    return frame(
        "estimates",
        {
            "symbol": list(symbols),
            "fiscal_end": [date(2023, 6, 30)] * len(rows),
            "date": dates,
            "known_at": dates,
            "eps": list(values),
            "basis": list(bases),
        },
    )


def test_raised_less_lowered_over_four_weeks_by_hand() -> None:
    eps = {s: [1.0, 1.1 if i < 15 else 0.9] for i, s in enumerate(SMALL)}
    eps |= {s: [1.0, 1.1 if i < 5 else 1.0] for i, s in enumerate(LARGE)}
    made = snapshots(["2023-03-01", "2023-03-30"], eps, ["one", "one"])
    panel = worlds.panel(date(2023, 4, 3), estimates=made, members=worlds.listed(LARGE))
    trace = small_large(panel)
    # small (15 - 10) / 25 = .2, large 5 / 25 = .2
    assert trace.value.tolist() == [0.0]
    assert [name for name, _ in trace.beside] == ["outside the index", "in the index"]
    assert trace.beside[0][1][-1] == trace.beside[1][1][-1] == 0.2


def test_nothing_is_compared_across_a_vendors_change_of_definition() -> None:
    eps = {s: [1.0, 1.3] for s in (*SMALL, *LARGE)}
    made = snapshots(["2023-03-01", "2023-03-30"], eps, ["old", "new"])
    panel = worlds.panel(date(2023, 4, 3), estimates=made, members=worlds.listed(LARGE))
    trace = small_large(panel)
    assert trace.status == "not_measurable"
    assert "under one definition" in trace.reason


def test_the_planted_change_of_definition_is_no_wave_of_upgrades() -> None:
    panel = worlds.planted_panel()
    trace = small_large(panel)
    changed = panel.sessions[-BREAK_AGO]
    around = (trace.days >= changed - 20) & (trace.days <= changed + 60)
    large = trace.beside[1][1][around & np.isfinite(trace.value)]
    assert len(large)
    assert (large < 0.5).all()  # every estimate rose 15 % that day


def test_the_favoured_side_is_raised_more() -> None:
    (made,) = measure(worlds.planted_panel(), ["revisions.small_large"])
    assert made.reading.status == "ok"
    assert made.reading.value is not None
    assert made.reading.value > 0.5
    assert -2.0 <= np.nanmin(made.trace.value) <= np.nanmax(made.trace.value) <= 2.0


def test_an_upturn_is_spoken_of_only_after_a_year_and_by_the_rule() -> None:
    trace = small_large(worlds.planted_panel())
    assert set(trace.states) <= {"", "upturn", "no upturn"}
    assert len(trace.states) == len(trace.days)
    assert trace.states[0] == ""
    assert "upturn" in trace.states
    assert trace.state == trace.states[-1]
