"""Young regimes: known when they were known, at their base on noise."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rotascope.maths import bocpd
from rotascope.signals.reading import Measured

Lead = Callable[..., Measured]
NAME = "run_length.small_large"


def turned(n: int = 900, turn: int = 300, seed: int = 3) -> list[float]:
    """A violent turn 300 sessions before the end: three weekly sd a week."""
    drift = np.where(np.arange(n) < n - turn, -0.004, 0.004)
    return (drift + 0.003 * np.random.default_rng(seed).standard_normal(n)).tolist()


def test_a_violent_turn_is_marked_on_the_week_it_was_known(lead: Lead) -> None:
    measured = lead(NAME, turned())
    when = measured.trace.days[-1] - np.timedelta64(420, "D")  # 300 sessions ago
    marks = [np.datetime64(m.date) for m in measured.trace.marks]
    near = [m for m in marks if when - np.timedelta64(14, "D") < m < when + np.timedelta64(90, "D")]
    assert len(near) == 1
    assert measured.reading.state == "settled"
    assert f"even odds were last passed on {near[0]}"[:30] in measured.reading.text


def test_noise_stands_at_the_base_and_says_what_it_is(
    lead: Lead, noise: Callable[..., list[float]]
) -> None:
    measured = lead(NAME, noise(1500, 6))
    value = measured.trace.value[np.isfinite(measured.trace.value)]
    assert np.mean(value) == pytest.approx(bocpd.BASE, abs=0.06)
    null = measured.reading.null
    assert null is not None
    assert null.rate == bocpd.BASE
    assert null.p == pytest.approx(np.mean(value >= value[-1]))


def test_the_first_year_is_not_answered(lead: Lead, noise: Callable[..., list[float]]) -> None:
    measured = lead(NAME, noise(600, 1))
    assert np.isnan(measured.trace.value[:51]).all()
    assert np.isfinite(measured.trace.value[51:]).all()
    assert set(measured.trace.states[51:]) <= {"young", "settled"}
    assert lead(NAME, noise(200, 1)).reading.status == "short_history"


def test_the_answers_by_year_are_those_of_one_walk(
    lead: Lead, noise: Callable[..., list[float]]
) -> None:
    from rotascope.signals.since import scaled

    measured = lead(NAME, noise(1500, 9))
    ratio = np.log(measured.trace.beside[0][1])
    changes = np.diff(ratio)
    whole = bocpd.go_on(scaled(np.append(0.0, changes)), bocpd.begin())[0]
    assert len(whole) == len(measured.trace.value)
    assert measured.trace.value[-1] == pytest.approx(whole[-1], abs=0.02)
