"""Recession odds walking forward, as announced; scenarios that sum to one."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest
from statsmodels.api import Probit, add_constant

from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.signals.macro import known, recession
from rotascope.store.memory import MemoryBackend
from tests.signals.macro import worlds


@pytest.fixture(scope="module")
def panel() -> Panel:
    return Panel(MemoryBackend(planted.frames(sessions=900)[0]), planted.LAST_DAY)


def test_the_newest_fit_is_the_probit_of_what_was_known_in_january(panel: Panel) -> None:
    trace = recession.recession(panel)
    rows = panel.macro("T10Y3M")
    month = rows.days.astype("datetime64[M]")
    cut = np.datetime64("2025-01", "M") - 18
    months = np.unique(month[month <= cut])
    x = np.array([rows.values[month == m].mean() for m in months])
    events = panel.dated("events", "US")
    kinds, dates, told = events["kind"], events["date"].astype("datetime64[M]"), events["known_at"]
    known_then = told < np.datetime64("2025-01-01")
    slump = np.zeros(len(months))
    troughs = np.sort(dates[(kinds == "recession trough") & known_then])
    for peak in dates[(kinds == "recession peak") & known_then]:
        end = min(troughs[troughs > peak], default=months[-1])
        slump[(months > peak) & (months <= end)] = 1.0
    y = np.array([slump[i + 1 : i + 13].any() for i in range(len(months) - 12)], dtype=float)
    a, b = Probit(y, add_constant(x[:-12])).fit(disp=0, tol=1e-12).params
    z = a + b * rows.values[-21:].mean()
    from scipy.stats import norm

    assert trace.value[-1] == pytest.approx(norm.cdf(z), rel=1e-8)


def test_the_odds_rise_before_the_planted_recessions(panel: Panel) -> None:
    trace = recession.recession(panel)
    followed = recession._followed(panel, trace.days)
    seen = np.isfinite(trace.value) & np.isfinite(followed)
    assert (
        trace.value[seen & (followed == 1.0)].mean()
        > 1.5 * trace.value[seen & (followed == 0.0)].mean()
    )
    found = recession.alarm_null(panel, trace)
    assert found is not None
    assert found.p is not None


def test_no_fit_uses_a_recession_before_its_announcement(panel: Panel) -> None:
    """An announcement made later changes no probability of the days before it."""
    events = planted.frames(sessions=900)[0]["events"]
    late = events.filter(
        ~((pl.col("kind") == "recession peak") & (pl.col("date") > date(2010, 1, 1)))
    )
    other = Panel(
        MemoryBackend({**planted.frames(sessions=900)[0], "events": late}), planted.LAST_DAY
    )
    one, two = recession.recession(panel), recession.recession(other)
    early = one.days < np.datetime64("2013-01-01")
    np.testing.assert_array_equal(one.value[early], two.value[early])
    assert not np.array_equal(one.value, two.value, equal_nan=True)


def test_one_recession_is_not_enough_to_fit(panel: Panel) -> None:
    trace = recession.recession(panel)
    first = trace.days[np.isfinite(trace.value)][0]
    assert first > np.datetime64("1995-01-01")
    assert np.isfinite(recession.recession_chinn(panel).value[25])


def test_both_ways_of_telling_it_stand_side_by_side() -> None:
    rows = {"T10Y3M": worlds.daily([-0.5] * 60)}
    trace = recession.recession_chinn(worlds.panel(rows, date(2024, 7, 1)))
    assert f"{trace.value[-1]:.1%}" == "71.3%"
    assert f"{dict(trace.beside)['in the twelfth month'][-1]:.1%}" == "55.2%"
    walked = recession.recession(worlds.panel(rows, date(2024, 7, 1)))
    assert np.isnan(walked.value).all()
    assert "two recessions" in walked.reason


def test_the_three_scenarios_sum_to_one(panel: Panel) -> None:
    trace = recession.soft_landing(panel)
    beside = dict(trace.beside)
    seen = np.isfinite(trace.value)
    total = trace.value + beside["recession"] + beside["neither"]
    np.testing.assert_allclose(total[seen], 1.0, rtol=1e-12)
    assert seen.sum() > 300
    soft = np.flatnonzero(seen)
    low, high = beside["core inflation"] < 0.022, beside["core inflation"] > 0.03
    assert trace.value[soft][low[soft]].mean() > trace.value[soft][high[soft]].mean()


def test_a_gap_in_core_prices_is_no_step_of_the_twelve() -> None:
    core = np.linspace(0.02, 0.03, 90)
    core[40] = np.nan
    found = recession._below(core)
    changes = known.change(core, 12)
    sd = np.sqrt(np.nanmean(changes**2))
    from scipy.stats import norm

    assert found[-1] == pytest.approx(norm.cdf((0.025 - core[-1]) / sd), rel=1e-9)
    assert np.isnan(found[40])


def test_without_series_nothing_is_measurable() -> None:
    for compute in (
        recession.recession,
        recession.recession_chinn,
        recession.soft_landing,
    ):
        assert compute(worlds.empty()).status == "not_measurable"
