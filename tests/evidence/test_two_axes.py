"""Both axes on one map: planted leads stand in their quarter, and noise spreads over more than one."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.evidence import two_axes as module
from rotascope.evidence.primary import speaker
from rotascope.evidence.two_axes import BY_CHANCE, HOLDS, NEEDED, SESSIONS, two_axes
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


def test_a_young_pair_that_speaks_is_on_the_map_with_a_shorter_tail() -> None:
    (one,) = two_axes(made(1, 1, n=NEEDED + 1)).standings
    assert len(one.dates) == len(one.up) == 5  # 149 days: 127 for the first half-year, 22 after it


def test_too_few_sessions_are_told_and_not_drawn() -> None:
    told = two_axes(made(1, 1, n=NEEDED - 2))
    assert told.standings == ()
    assert str(NEEDED) in told.reason


def test_the_first_pair_on_the_map_is_the_one_that_speaks_in_the_verdict() -> None:
    lines = {
        "IWM": noise(N, 1, 0.002),
        "SPY": np.zeros(N),
        "RSP": STEADY + noise(N, 2, 0.002),
        # Stand-ins of an earlier place in the catalog, which say the opposite.
        **{
            name: i * STEADY + noise(N, i, 0.002) for i, name in enumerate(("PW:REST", "PW:FEW"), 3)
        },
    }
    panel = world(lines)
    spoken = speaker(panel, "concentration").pair
    assert spoken is not None
    first, other = two_axes(panel).standings
    assert first.few_rest == spoken.label == "RSP / SPY"
    assert (first.sides[1], other.sides[1]) == ("rest", "few")
    assert other.few_rest.endswith(" by proxy")
    assert two_axes(panel).finding == first.text


def test_a_pair_of_stand_ins_says_so() -> None:
    from dataclasses import replace

    pair = made(1, 1).pair("small_large")
    assert module._called(pair) == "IWM / SPY"
    stand_in = replace(pair, numerator=replace(pair.numerator, proxy=True))
    assert module._called(stand_in) == "IWM / SPY by proxy"


def test_what_two_walks_without_drift_agree_with_is_what_is_told() -> None:
    draw = np.random.default_rng(3)
    same, holds = [], []
    for _ in range(800):
        up, across = np.cumsum(draw.normal(0.0, 0.008, (2, SESSIONS + 1)), axis=1)
        cloud = module._redrawn(across, up)
        here = np.array([across[-1] - across[0], up[-1] - up[0]])
        same.append(float(np.mean(((cloud > 0) == (here > 0)).all(axis=1))))
        low, high = np.quantile(cloud, (0.05, 0.95), axis=0)
        holds += ((low <= 0.0) & (high >= 0.0)).tolist()
    found = np.quantile(same, (0.5, 0.05, 0.95))
    # A standard error is 0.008 of the median, 0.013 at an end, 0.009 of the coverage.
    np.testing.assert_allclose(found, BY_CHANCE, atol=0.035)
    assert np.mean(holds) == pytest.approx(HOLDS, abs=0.03)
    assert "two pairs without leadership: 57 % in the median, 34 to 89 %" in module._text(
        "A", "B", (0.1, 0.1), ("small", "rest"), 0.5
    )
