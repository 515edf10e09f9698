"""Is today news? The z-score by hand, and the pair's own tails as its null."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rotascope.signals.reading import Measured

Lead = Callable[..., Measured]
NAME = "today.small_large"


def test_the_score_is_the_session_over_the_year_before_it(
    lead: Lead, noise: Callable[..., list[float]]
) -> None:
    small = noise(500, 1)
    measured = lead(NAME, [*small, 0.03])
    past = np.log1p(np.array(small[-252:]))
    expected = np.log1p(0.03) / np.sqrt(np.mean(past**2))
    assert measured.reading.value == pytest.approx(expected, rel=1e-9)
    assert measured.reading.state == "beyond"
    assert "more than a daily curiosity" in measured.reading.text
    assert measured.trace.states[-1] == "beyond"


def test_a_usual_session_says_so_and_its_p_is_a_count(
    lead: Lead, noise: Callable[..., list[float]]
) -> None:
    measured = lead(NAME, [*noise(600, 2), 0.001])
    assert measured.reading.state == "usual"
    value = measured.trace.value[np.isfinite(measured.trace.value)]
    null = measured.reading.null
    assert null is not None
    assert null.p == pytest.approx(np.mean(np.abs(value) >= abs(value[-1])))


def test_alarms_are_rare_on_noise(lead: Lead, noise: Callable[..., list[float]]) -> None:
    states = lead(NAME, noise(3000, 3)).trace.states
    assert states.count("beyond") / len(states) < 0.006  # 0.27 % of normal sessions


def test_a_ratio_that_does_not_move_has_no_score(lead: Lead) -> None:
    assert lead(NAME, [0.0] * 400).reading.status == "undefined"
    assert lead(NAME, [0.0] * 200).reading.status == "short_history"
