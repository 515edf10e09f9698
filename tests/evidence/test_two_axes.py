"""Both axes on one map: planted leads stand in their quarter, and noise spreads over more than one."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.evidence.two_axes import NEEDED, SESSIONS, two_axes
from rotascope.panel import Panel
from tests.evidence.by_hand import world
from tests.evidence.markets import noise

N = 600
STEADY = np.arange(N) * 0.001  # a drift of 0.1 % a session


def made(small: float, equal: float, n: int = N, spread: float = 0.002) -> Panel:
    """IWM and RSP drift against SPY by so many tenths of a per cent a session."""
    lines = {
        "IWM": small * STEADY[:n] + noise(n, 1, spread),
        "RSP": equal * STEADY[:n] + noise(n, 2, spread),
        "SPY": np.zeros(n),
    }
    return world(lines)


@pytest.mark.parametrize(
    ("small", "equal", "sides"),
    [
        (1, 1, ("small", "rest")),
        (1, -1, ("small", "few")),
        (-1, 1, ("large", "rest")),
        (-1, -1, ("large", "few")),
    ],
)
def test_a_planted_lead_stands_in_its_quarter_and_its_cloud_agrees(
    small: float, equal: float, sides: tuple[str, str]
) -> None:
    (one,) = two_axes(made(small, equal)).standings
    assert one.sides == sides
    assert one.same > 0.95
    assert (np.sign(one.across[-1]), np.sign(one.up[-1])) == (equal, small)
    assert len(one.dates) == len(one.up) == len(one.across) == 13


def test_the_newest_point_is_the_relative_return_of_the_window() -> None:
    panel = made(1, -1)
    pair = panel.pair("small_large")
    (one,) = two_axes(panel).standings
    expected = np.expm1(pair.log_ratio[-1] - pair.log_ratio[-1 - SESSIONS])
    assert one.up[-1] == pytest.approx(expected, rel=1e-12)
    assert one.dates[-1] == pair.days[-1].item()


def test_redraws_lie_around_the_fact_and_are_the_same_every_time() -> None:
    (one,) = two_axes(made(1, 1)).standings
    (again,) = two_axes(made(1, 1)).standings
    middle = np.median(np.array(one.cloud), axis=0)
    assert middle == pytest.approx([one.across[-1], one.up[-1]], abs=0.03)
    assert one.cloud == again.cloud


def test_noise_spreads_over_more_than_one_quarter() -> None:
    (one,) = two_axes(made(0, 0, spread=0.01)).standings
    assert one.same < 0.95


def test_too_few_sessions_are_told_and_not_drawn() -> None:
    told = two_axes(made(1, 1, n=NEEDED - 2))
    assert told.standings == ()
    assert str(NEEDED) in told.reason
