"""Risk appetite: bounded, the mean of its parts, each with its sign."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.signals.macro import appetite
from rotascope.store.memory import MemoryBackend
from tests.signals.macro import worlds

AS_OF = date(2024, 7, 1)


def world(vix: float, credit: float, dollar: float) -> Panel:
    """Two hundred ordinary days and then a quarter of a move in each part."""
    draw = np.random.default_rng(9)
    ramp = np.linspace(0.0, 1.0, 64)
    rows = {}
    for name, start, move in (
        ("VIXCLS", 18.0, vix),
        ("BAMLH0A0HYM2", 4.0, credit),
        ("DTWEXBGS", 110.0, dollar),
    ):
        base = start * (1.0 + 0.01 * draw.standard_normal(200))
        rows[name] = worlds.daily([*base, *(start * (1.0 + move * ramp))])
    return worlds.panel(rows, AS_OF)


def test_the_composite_is_the_mean_of_the_parts_that_are_told() -> None:
    frames, _ = planted.frames(sessions=900)
    trace = appetite.risk_on(Panel(MemoryBackend(frames), planted.LAST_DAY))
    parts = np.array([values[-1] for _, values in trace.beside])
    assert trace.value[-1] == pytest.approx(np.nanmean(parts), rel=1e-12)
    seen = trace.value[np.isfinite(trace.value)]
    assert len(seen) > 500
    assert seen.min() > 0.0
    assert seen.max() < 1.0


@pytest.mark.parametrize("part", ["vix", "credit", "dollar"])
def test_each_part_pulls_in_its_own_direction(part: str) -> None:
    quiet = {"vix": 0.0, "credit": 0.0, "dollar": 0.0}
    good, bad = ({**quiet, part: move} for move in (-0.2, 0.2))
    assert appetite.risk_on(world(**good)).value[-1] > appetite.risk_on(world(**bad)).value[-1]


def test_everything_calm_is_on_and_everything_falling_is_off() -> None:
    assert appetite.risk_on(world(-0.3, -0.3, -0.1)).state == "on"
    assert appetite.risk_on(world(0.6, 0.5, 0.1)).state == "off"


def test_two_parts_are_too_few() -> None:
    rows = {"VIXCLS": worlds.daily([18.0] * 100), "DTWEXBGS": worlds.daily([110.0] * 100)}
    trace = appetite.risk_on(worlds.panel(rows, AS_OF))
    assert trace.status == "not_measurable"
    assert "little fear, dollar falling" in trace.reason
