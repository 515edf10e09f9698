"""Seasons: a planted January is found, noise has none, and the half year is adjusted for it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.signals.reading import measure
from tests.signals.conftest import LAST, sessions_to

Market = Callable[..., Panel]
NAME = "season.small_large"


def months(n: int) -> np.ndarray:
    return sessions_to(LAST, n).astype("datetime64[M]").astype(int) % 12 + 1


def world(market: Market, n: int, month: int, by: float, seed: int = 1) -> Panel:
    """`by` a session in one calendar month, noise in all."""
    small = by * (months(n) == month) + 0.002 * np.random.default_rng(seed).standard_normal(n)
    return market({"IWM": small.tolist(), "SPY": [0.0] * n})


def test_a_planted_june_stands_out_of_twelve_and_noise_has_none(market: Market) -> None:
    found = measure(world(market, 4000, 6, 0.002), [NAME])[0].reading  # the last day is in June
    assert "months that stand out of twelve: June" in found.text
    assert found.null is not None
    assert found.null.p is not None
    assert found.null.p < 0.01
    assert found.value == pytest.approx(0.002 * 21, abs=0.008)
    plain = measure(world(market, 4000, 6, 0.0), [NAME])[0].reading
    assert "months that stand out of twelve: none" in plain.text


def test_the_value_is_the_mean_of_earlier_years_of_the_running_month(market: Market) -> None:
    panel = world(market, 2000, 6, 0.001)
    trace = measure(panel, [NAME])[0].trace
    pair = panel.pair("small_large")
    stamp = pair.days.astype("datetime64[M]")
    moves = [
        pair.log_ratio[stamp == m][-1] - pair.log_ratio[stamp == m - 1][-1]
        for m in np.unique(stamp)[1:-1]
        if int(m.astype(int)) % 12 == 5
    ]
    assert trace.value[-1] == pytest.approx(np.mean(moves), rel=1e-9)


def test_a_half_year_that_is_all_season_is_nothing_once_adjusted(market: Market) -> None:
    panel = world(market, 4000, 1, 0.003)  # half a year to June holds a January
    found = measure(panel, [NAME])[0]
    raw = float(panel.pair("small_large").log_ratio[-1] - panel.pair("small_large").log_ratio[-127])
    left = dict(found.trace.beside)["half year less its season"][-1]
    assert raw > 0.03
    assert abs(left) < 0.035
    assert "less its season" in found.reading.text


def test_three_years_are_needed(market: Market) -> None:
    assert measure(world(market, 500, 6, 0.0), [NAME])[0].reading.status == "short_history"


def test_a_monthly_pair_counts_from_its_publication(golden_panel: Panel) -> None:
    trace = measure(golden_panel, ["season.french"])[0].trace
    pair = golden_panel.pair("french")
    assert len(trace.days)
    assert trace.days[-1] > pair.days[-2]
