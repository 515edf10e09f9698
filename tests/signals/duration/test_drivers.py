"""Weekly moves beside one another: what counts, from when, and what is missing."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from rotascope import sessions
from rotascope.panel import Panel
from rotascope.signals.duration import drivers
from rotascope.signals.duration.drivers import DRIVERS, Target
from rotascope.store.memory import MemoryBackend
from tests.signals.conftest import LAST, lines
from tests.signals.duration import worlds

SIZE = Target("size", "small_cap", "large_cap")


def test_a_ratio_moves_by_its_log_change_and_a_cohort_by_its_simple_return() -> None:
    panel = worlds.panel(*worlds.tilted(400, {}))
    ratio = drivers.weeks(panel, SIZE, ("ten_year",))
    alone = drivers.weeks(panel, Target("small", "small_cap"), ("ten_year",))
    small, large = panel.series("IWM"), panel.series("SPY")
    for found, level in ((ratio, None), (alone, small.levels)):
        a, b = (np.searchsorted(small.days, day) for day in found.ends[-2:])
        if level is None:
            told = np.log(small.levels[b] / small.levels[a] / large.levels[b] * large.levels[a])
        else:
            told = level[b] / level[a] - 1.0
        assert found.y[-1] == pytest.approx(100.0 * told)
    assert ratio.label == "IWM / SPY"
    assert alone.label == "IWM"


def test_half_of_a_group_is_never_set_against_another_group() -> None:
    """From 2012 to 2024 the other 18 of 20 names stood for the rest, against the seven."""
    catalog = worlds.panel(*worlds.tilted(300, {})).catalog
    names = {name for key in ("OTHER18", "MAG7") for name in catalog.baskets[key].symbols}
    draw = np.random.default_rng(4)
    returns = {name: 0.01 * draw.standard_normal(400) for name in sorted(names)}
    panel = worlds.panel(returns, worlds.moves(400))
    assert len(panel.role("rest")), "18 names play the rest"
    assert panel.role("few").symbol == "MAG7"
    found = drivers.weeks(panel, Target("rest_few", "rest", "few"), ("ten_year",))
    assert "its stand-in is compared with its own counterpart only" in found.missing
    assert panel.pair("rest_few").missing == found.missing


def test_a_driver_moves_between_the_ends_of_weeks() -> None:
    returns, changes = worlds.tilted(400, {})
    panel = worlds.panel(returns, changes)
    found = drivers.weeks(panel, SIZE, ("ten_year", "slope"))
    macro = {name: panel.macro(name) for name in ("DGS10", "DGS2")}
    at = [np.searchsorted(macro["DGS10"].days, day) for day in found.ends[-2:]]
    ten, two = (np.diff(macro[name].values[at])[0] for name in ("DGS10", "DGS2"))
    assert found.x[-1] == pytest.approx([ten, ten - two])


def test_a_week_counts_two_sessions_after_its_end_and_not_before() -> None:
    panel = worlds.panel(*worlds.tilted(400, {}), last=date(2024, 7, 2))
    found = drivers.weeks(panel, SIZE, ("ten_year",))
    # The week of Friday 28 June: its yields are out on Monday, counted from Tuesday.
    assert str(found.ends[-1]) == "2024-06-28"
    assert str(found.days[-1]) == "2024-07-02"
    before = worlds.panel(*worlds.tilted(400, {}), last=date(2024, 7, 1))
    assert str(drivers.weeks(before, SIZE, ("ten_year",)).ends[-1]) == "2024-06-21"


def test_every_row_is_dated_later_than_all_that_it_is_made_of() -> None:
    panel = worlds.panel(*worlds.tilted(500, {}))
    found = drivers.weeks(panel, SIZE, ("ten_year",))
    known = panel.macro("DGS10").known_at
    at = np.searchsorted(panel.macro("DGS10").days, found.ends)
    assert (known[at] <= found.days).all()


def test_a_value_that_came_out_late_is_never_there() -> None:
    late = worlds.panel(*worlds.tilted(400, {}), late=8)
    found = drivers.weeks(late, SIZE, ("ten_year",))
    assert found.missing == "IWM / SPY: 0 of 52 weeks with every driver"


def test_a_revision_changes_no_week() -> None:
    returns, changes = worlds.tilted(400, {})
    rows = worlds.macro(changes)
    later = rows.filter(pl.col("series") == "DGS10").with_columns(
        pl.col("value") + 1.0, pl.lit(LAST).alias("known_at")
    )
    made = lines({name: earned[1:].tolist() for name, earned in returns.items()})
    revised = Panel(MemoryBackend(made | {"macro": pl.concat([rows, later])}), LAST)
    plain = Panel(MemoryBackend(made | {"macro": rows}), LAST)
    assert revised.macro("DGS10").values[0] == pytest.approx(plain.macro("DGS10").values[0] + 1.0)
    one, other = (drivers.weeks(p, SIZE, ("ten_year",)) for p in (plain, revised))
    np.testing.assert_array_equal(one.x, other.x)


def test_what_is_not_on_file_is_named() -> None:
    returns, changes = worlds.tilted(400, {})
    del changes["DFII10"]
    panel = worlds.panel(returns, changes)
    found = drivers.weeks(panel, SIZE, ("real",))
    assert found.missing == "no DFII10 in the table macro"
    told = drivers.answer(found)
    assert told is not None
    assert told.status == "not_measurable"
    few = drivers.answer(drivers.weeks(panel, Target("x", "rest", "few"), ("ten_year",)))
    assert few is not None
    assert "no total-return series on file for rest" in few.reason


def test_too_few_weeks_are_a_short_history() -> None:
    found = drivers.weeks(worlds.panel(*worlds.tilted(150, {})), SIZE, ("ten_year",))
    told = drivers.answer(found)
    assert told is not None
    assert told.status == "short_history"
    assert told.reason == f"IWM / SPY: {len(found)} of 52 weeks with every driver"
    assert drivers.patience(found) == 9
    assert drivers.newest(found) == found.ends[-1].item()


def test_a_printed_figure_moves_in_the_week_it_came_out() -> None:
    returns, changes = worlds.tilted(400, {})
    fall = np.zeros(400)
    fall[-4] = -10.0  # Tuesday's figure, out on Wednesday of the last week
    panel = worlds.panel(returns, changes | {"ICSA": fall})
    ends, move, days = drivers.driver_path(panel, "claims")
    assert move[-1] == pytest.approx(100.0 * np.log(0.9))
    assert move[-2] == 0.0
    assert (ends == days).all()
    assert DRIVERS["claims"].printed


def test_daily_returns_add_up_to_a_week() -> None:
    returns, changes = worlds.tilted(400, {})
    day = np.full(400, 0.001)
    rows = worlds.macro(changes | {"FF3D.SMB": np.append(-99.999, np.zeros(399))})  # 0.001 a day
    made = lines({name: earned[1:].tolist() for name, earned in returns.items()})
    panel = Panel(MemoryBackend(made | {"macro": rows}), LAST)
    _, move, _ = drivers.driver_path(panel, "smb")
    whole = move[np.isfinite(move)]
    assert whole[-20:].max() == pytest.approx(100.0 * day[:5].sum())


def test_weeks_of_the_calendar_end_with_their_last_session() -> None:
    panel = worlds.panel(*worlds.tilted(200, {}))
    ends = drivers.calendar(panel)
    assert str(ends[-1]) == "2024-06-28"
    assert set(ends.tolist()) <= set(sessions.all_sessions().tolist())
    assert len(drivers.levels(panel, "DGS10", DRIVERS["ten_year"], 2)) == len(ends)
