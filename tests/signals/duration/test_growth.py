"""The reward of growth and the beta to activity: planted values are found, absurd weeks are clipped."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.signals.duration.growth import (
    CYCLICALS,
    DEFENSIVES,
    activity_beta,
    clipped,
    growth_factor,
)
from rotascope.signals.reading import measure
from tests.signals.duration import worlds


def sectors(reward: float, beta: float) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Cyclicals that earn `reward` a session more than defensives and answer the breakeven by beta."""
    changes = worlds.moves(800)
    draw = np.random.default_rng(9)
    market = 0.01 * draw.standard_normal(800)
    up = reward + beta * (changes["DGS10"] - changes["DFII10"]) / 100.0
    lines = {name: market + up + 0.003 * draw.standard_normal(800) for name in CYCLICALS}
    lines |= {name: market + 0.003 * draw.standard_normal(800) for name in DEFENSIVES}
    return lines, changes


def test_a_planted_reward_is_found_with_its_t() -> None:
    panel = worlds.panel(*sectors(0.001, 0.0))
    (said,) = measure(panel, ["duration.growth"])
    read = said.reading
    assert read.value == pytest.approx(0.252, abs=0.08)
    assert read.interval is not None
    assert read.interval.low > 0.0
    assert read.null is not None
    assert read.null.p is not None
    assert read.null.p < 0.01
    assert "a year (t +" in read.text


def test_how_far_it_is_about_nominal_growth_is_said() -> None:
    trace = growth_factor(worlds.panel(*sectors(0.0, 10.0)))
    assert dict(trace.beside)["breakeven"][-1] == pytest.approx(10.0, abs=3.0)
    assert "its beta to the breakeven is +" in trace.text


def test_a_sector_that_is_missing_is_named() -> None:
    lines, changes = sectors(0.0, 0.0)
    del lines["XLU"]
    trace = growth_factor(worlds.panel(lines, changes))
    assert trace.status == "not_measurable"
    assert "XLU" in trace.reason


def claims(n: int, step: float) -> np.ndarray:
    """Daily changes of a weekly figure: it moves on Thursdays' releases only."""
    draw = np.random.default_rng(11)
    moves = np.zeros(n)
    moves[::5] = step * draw.standard_normal(len(moves[::5]))
    return moves


def test_small_caps_that_gain_when_claims_fall_have_a_positive_beta() -> None:
    n = 900
    moves = claims(n, 3.0)
    level = 100.0 + np.cumsum(moves)
    change = np.diff(np.log(level), prepend=np.log(100.0))
    returns, changes = worlds.tilted(n, {}, 0.001)
    # Known a session later, when the market answers: 1 % for each 10 % lower.
    answer = -0.1 * np.roll(change, 1)
    small = np.expm1(np.log1p(returns["IWM"]) + answer)
    panel = worlds.panel({**returns, "IWM": small}, changes | {"ICSA": moves})
    trace = activity_beta(panel)
    assert trace.value[-1] == pytest.approx(1.0, abs=0.15)
    assert trace.interval is not None
    assert trace.interval.low > 0.0
    assert "came in 10 % lower" in trace.text


def test_weeks_beyond_twenty_per_cent_are_clipped_in_the_estimate() -> None:
    assert clipped(np.array([-250.0, 3.0, 99.0])).tolist() == [-20.0, 3.0, 20.0]
