"""Rates x growth: a planted effect is found in its cell, and directions are those known then."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.evidence.two_by_two import direction_of_growth, direction_of_rates, regimes
from rotascope.panel import Panel
from tests.evidence.by_hand import world
from tests.evidence.markets import LAST, noise, sessions_to

N = 5200


def quarters(n: int) -> np.ndarray:
    last = np.datetime64("2026-01", "M")
    return (last - 3 * np.arange(n)[::-1]).astype("datetime64[D]")


def gdp(n: int = 100) -> tuple[np.ndarray, np.ndarray]:
    """Year-on-year growth that rises for two years and falls for two."""
    wave = 0.005 + 0.004 * np.sin(2 * np.pi * np.arange(n) / 16)
    return quarters(n), 100.0 * np.exp(np.cumsum(wave))


def made(effect: float = 0.0) -> Panel:
    days = sessions_to(LAST, N)
    rates = 4.0 + 1.5 * np.sin(2 * np.pi * np.arange(N) / 700)
    panel = world(
        {"IWM": noise(N, 1), "SPY": noise(N, 2)}, macro={"DGS10": (days, rates), "GDPC1": gdp()}
    )
    if not effect:
        return panel
    up = (direction_of_rates(panel, days) > 0) & (direction_of_growth(panel, days) > 0)
    small = noise(N, 1, 0.003) + np.cumsum(np.where(up, effect, 0.0))
    return world({"IWM": small, "SPY": np.zeros(N)}, macro={"DGS10": (days, rates), "GDPC1": gdp()})


def test_the_table_has_four_cells_twice_each_with_n_mean_and_interval() -> None:
    told = regimes(made(), "size")
    assert len(told.rows) == 8
    for row in told.rows:
        assert row.n > 3
        assert row.interval is not None
        assert row.interval.low <= (row.value or 0.0) <= row.interval.high
        assert row.usual is not None


def test_a_planted_effect_is_found_in_its_cell_and_nowhere_else() -> None:
    told = regimes(made(0.0012), "size")
    same = {row.label: row for row in told.rows if row.label.startswith("same")}
    planted = same["same 3m: rates rising, growth faster"]
    assert (planted.value or 0.0) > 0.05
    assert planted.p is not None
    assert planted.p == min(row.p for row in told.rows if row.p is not None)
    others = [row.value or 0.0 for label, row in same.items() if label != planted.label]
    assert max(others) < 0.6 * (planted.value or 0.0)


def test_growth_is_what_its_newest_print_said_on_the_day() -> None:
    panel = made()
    days = sessions_to(LAST, N)
    periods, level = gdp()
    growth = direction_of_growth(panel, days)
    at = 4000
    known = int(np.searchsorted(periods, days[at], side="right")) - 1
    now, before = level[known] / level[known - 4], level[known - 1] / level[known - 5]
    assert growth[at] == (1.0 if now > before else -1.0)


def test_a_yield_that_ended_long_ago_has_no_direction() -> None:
    days = sessions_to(LAST, 600)
    panel = world(
        {"IWM": noise(600, 1), "SPY": noise(600, 2)},
        macro={"DGS10": (days[:400], np.linspace(3, 5, 400))},
    )
    rates = direction_of_rates(panel, days)
    assert rates[350] == 1.0
    assert np.isnan(rates[450:]).all()
    assert np.isnan(direction_of_growth(panel, days)).all()


def test_without_the_series_it_says_which_is_needed() -> None:
    told = regimes(world({"IWM": noise(900, 1), "SPY": noise(900, 2)}), "size")
    assert told.status == "short_history"
    assert "GDPC1" in told.finding


@pytest.mark.parametrize("axis", ["concentration"])
def test_an_axis_without_a_pair_is_silent(axis: str) -> None:
    told = regimes(world({"IWM": noise(900, 1), "SPY": noise(900, 2)}), axis)  # type: ignore[arg-type]
    assert told.status == "not_measurable"
