"""Calendar against valuation: each sees only its own past, and the planted one wins."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.evidence.ablation import ablation, calendar_forecast, skill, valuation_forecast
from rotascope.panel import Panel
from tests.evidence.by_hand import world
from tests.evidence.markets import LAST, noise, sessions_to

N = 5200


def made(season: float = 0.0, value: float = 0.0) -> Panel:
    days, draw = sessions_to(LAST, N), np.random.default_rng(8)
    month = days.astype("datetime64[M]").astype(int)
    cape = np.exp(3.0 + 0.4 * np.sin(np.arange(N) / 300) + 0.0 * month)
    steps = draw.normal(0, 0.004, N)
    steps += season * np.where(month % 12 == 0, 1.0, 0.0)
    steps -= value * (np.log(cape) - 3.0)
    starts = np.unique(days.astype("datetime64[M]"), return_index=True)[1]
    return world(
        {"IWM": np.cumsum(steps), "SPY": np.zeros(N)},
        macro={"SHILLER.cape": (days[starts], cape[starts])},
    )


def test_a_planted_season_makes_the_calendar_win() -> None:
    """Row 149: the difference in out-of-sample skill, with its interval."""
    calendar, valuation, both = ablation(made(season=0.004), "size").rows
    assert (calendar.value or 0.0) > 0.1 > (valuation.value or 0.0)
    assert both.interval is not None
    assert both.interval.low > 0.0
    assert both.value == pytest.approx((calendar.value or 0.0) - (valuation.value or 0.0), rel=1e-9)


def test_a_planted_pull_of_valuation_makes_valuation_win() -> None:
    told = ablation(made(value=0.003), "size")
    assert (told.rows[1].value or 0.0) > 0.1
    assert told.finding.endswith("valuation forecasts better, at 90 %")


def test_noise_has_no_winner() -> None:
    told = ablation(made(), "size")
    assert told.finding.endswith("neither is shown to forecast better than the other")
    assert all((row.value or 0.0) < 0.05 for row in told.rows)


def test_a_forecast_of_a_month_uses_the_months_before_it() -> None:
    draw = np.random.default_rng(1)
    y, x, month = draw.normal(size=200), draw.normal(size=200), np.arange(200) % 12
    spoiled = y.copy()
    spoiled[150:] = 99.0
    for whole, other in (
        (calendar_forecast(y, month), calendar_forecast(spoiled, month)),
        (valuation_forecast(y, x), valuation_forecast(spoiled, x)),
    ):
        assert np.array_equal(whole[:151], other[:151])


def test_the_forecast_from_valuation_is_least_squares() -> None:
    draw = np.random.default_rng(2)
    x = draw.normal(size=120)
    y = 0.3 * x + draw.normal(size=120)
    slope, level = np.polyfit(x[:100], y[:100], 1)
    assert valuation_forecast(y, x)[100] == pytest.approx(level + slope * x[100], rel=1e-9)


def test_skill_is_one_less_the_ratio_of_squared_errors() -> None:
    draw = np.random.default_rng(4)
    base, error = draw.normal(0, 2.0, 300), draw.normal(0, 1.0, 300)
    value, low, high = skill(base, error)
    assert value == pytest.approx(1.0 - (error @ error) / (base @ base), rel=1e-9)
    assert low < value < high


def test_without_valuation_it_says_which_series_is_needed() -> None:
    told = ablation(world({"IWM": noise(N, 1), "SPY": noise(N, 2)}), "size")
    assert told.status == "not_measurable"
    assert "SHILLER.cape" in told.finding
    short = ablation(world({"IWM": noise(600, 1), "SPY": noise(600, 2)}), "size")
    assert short.status == "short_history"
