"""Earlier false starts: counted from the rule's own states, with n and interval."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rotascope.maths import stats
from rotascope.signals.reading import Measured, measure

Lead = Callable[..., Measured]
NAME = "false_starts.small_large"


def falling(seed: int = 4, n: int = 3000) -> list[float]:
    return (-0.0006 + 0.006 * np.random.default_rng(seed).standard_normal(n)).tolist()


def test_every_break_of_the_rule_is_counted_once_it_is_settled(lead: Lead) -> None:
    measured = lead(NAME, falling())
    broke = measured.trace.states
    failed = sum(b == "failed" for b in broke)
    held = sum("has held" in m.label for m in measured.trace.marks)
    said = measured.reading
    assert failed + held >= 3
    assert said.value == pytest.approx(failed / (failed + held))
    assert f"{failed} of {failed + held} earlier breaks" in said.text
    assert said.interval is not None
    assert (said.interval.low, said.interval.high) == stats.wilson(failed, failed + held, 0.9)


def test_the_states_are_those_of_the_trend_break(lead: Lead, market: Callable[..., object]) -> None:
    small = falling()
    panel = market({"IWM": small, "SPY": [0.0] * len(small)})
    break_ = measure(panel, ["trend_break.small_large"])[0]  # type: ignore[arg-type]
    measured = lead(NAME, small)
    assert measured.reading.state == break_.trace.state
    assert set(measured.trace.states) <= {
        "",  # before the first whole window
        "no downtrend",
        "downtrend",
        "broken",
        "confirmed",
        "failed",
    }


def test_noise_fails_about_as_often_as_the_null_says(lead: Lead) -> None:
    null = lead(NAME, falling()).reading.null
    assert null is not None
    assert null.rate is not None
    assert 0.3 < null.rate < 0.95
    assert null.p is None


def test_a_ratio_that_only_rose_has_no_false_starts(
    lead: Lead, noise: Callable[..., list[float]]
) -> None:
    said = lead(NAME, noise(1200, 1, drift=0.001)).reading
    assert said.value is None
    assert "has broken no 156-week downtrend line" in said.reason
