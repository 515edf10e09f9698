"""No history looks ahead: what is said of a step is the same whatever comes after it, at every cut."""

from collections.abc import Callable

import numpy as np
import pytest

from rotascope.maths import (
    bocpd,
    breadth,
    breakout,
    breaks,
    change,
    highs,
    jump,
    quads,
    rank,
    returns,
    rotation,
    sharpe,
    spells,
    streak,
    trailing,
    trend,
)

WALK = np.cumsum(np.random.default_rng(61).standard_normal(260) * 0.02)
WALK[120:140] = WALK[120]  # a halt: ties
HOLES = np.where(np.arange(260) % 37 == 5, np.nan, WALK)
EVENTS = (np.random.default_rng(62).random((260, 3)) < 0.05).astype(np.float64)
History = Callable[[int], tuple[np.ndarray, ...]]


def panel() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(levels, active, index): late starts, a halt, a member that leaves and one that loses all."""
    rng = np.random.default_rng(63)
    levels = np.exp(np.cumsum(rng.standard_normal((260, 9)) * 0.02, axis=0)).astype(np.float32)
    levels[:40, 0], levels[100:103, 1], levels[200:, 2] = np.nan, np.nan, 0.0
    active = np.isfinite(levels)
    active[150:, 3] = False
    return levels, active, np.exp(WALK)


LEVELS, ACTIVE, INDEX = panel()


def of(function: Callable[..., object], x: np.ndarray, *more: object) -> History:
    """The history of one function on the first n steps of x, as a tuple of arrays."""

    def first(n: int) -> tuple[np.ndarray, ...]:
        found = function(x[:n].copy(), *more)
        if isinstance(found, trend.BreakPath):
            return found.state, found.line, found.distance, found.broke
        return found if isinstance(found, tuple) else (np.asarray(found),)

    return first


HISTORIES: dict[str, History] = {
    "percentile": of(rank.expanding_percentile, HOLES, 20),
    "relative return": of(returns.log_relative, WALK, 21),
    "distance to the high": of(highs.distance_to_high, np.exp(WALK)),
    "rolling high": of(highs.rolling_high, np.exp(WALK), 52),
    "trailing mean": of(trailing.trailing_mean, HOLES, 20),
    "runs": of(streak.lengths, np.diff(WALK)),
    "map": of(rotation.map_z, WALK, 14, 1),
    "synchronised": of(breakout.synchronised, EVENTS, 10),
    "newest change": of(change.newest_start, np.diff(WALK) * 50, 3.0, 13),
    "young run": of(lambda x: bocpd.go_on(x, bocpd.begin())[0], np.diff(WALK) * 50),
    "trailing F": of(breaks.trailing_sup_f, np.diff(WALK), 80, 40),
    "who leads": of(spells.sides, np.diff(WALK), 2),
    "outlived": of(lambda x: spells.outlived(*spells.sides(x, 2)), np.diff(WALK)),
    "return for risk": of(sharpe.rolling_ratio, np.diff(WALK), 20),
    "line": of(lambda q: trend.break_path(q, 60, 40), WALK * 4),
    "hull": of(lambda q: trend.break_path(q, 60, 40, "hull"), WALK * 4),
    "mcclellan": of(lambda a: breadth.mcclellan(a, 9 - a), np.clip(np.round(4 + 20 * WALK), 0, 9)),
    "above": lambda n: breadth.above_sma(LEVELS[:n], ACTIVE[:n], 20),
    "records": lambda n: breadth.new_highs_lows(LEVELS[:n], ACTIVE[:n], 30),
    "moves": lambda n: breadth.advance_decline(LEVELS[:n], ACTIVE[:n]),
    "jump": of(lambda x: jump.online(x[:, None], np.array([[-0.2], [0.0], [0.1]]), 0.001), WALK),
    "quad path": of(quads.progress, np.random.default_rng(64).integers(0, 5, 260), (4, 3, 2, 1)),
    "beat": lambda n: breadth.beat_share(LEVELS[:n], ACTIVE[:n], INDEX[:n], 21),
    "equal": lambda n: breadth.equal_minus_cap(LEVELS[:n], ACTIVE[:n], INDEX[:n], 21),
}


@pytest.mark.parametrize("name", HISTORIES)
def test_later_steps_never_change_what_was_said(name: str) -> None:
    steps = 259
    whole = HISTORIES[name](steps)
    assert any(np.isfinite(part).any() and len(np.unique(part)) > 2 for part in whole)
    for cut in range(1, steps):
        for now, then in zip(HISTORIES[name](cut), whole, strict=True):
            # To a rounding: NumPy may sum a shorter array in another order.
            assert np.allclose(now, then[:cut], rtol=1e-12, atol=1e-12, equal_nan=True), cut
