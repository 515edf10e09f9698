"""Dated breaks with their set of dates; 'no dated change' on noise."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rotascope import sessions
from rotascope.maths import breaks
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.signals.reading import Measured, measure
from rotascope.signals.since import scaled

Lead = Callable[..., Measured]
NAME = "break_date.small_large"


def turned(seed: int, n: int = 1200, turn: int = 400, drift: float = 0.0025) -> list[float]:
    side = np.where(np.arange(n) < n - turn, -drift, drift)
    return (side + 0.006 * np.random.default_rng(seed).standard_normal(n)).tolist()


def test_a_planted_turn_lies_in_the_set_of_dates(lead: Lead) -> None:
    held, said = [], None
    for seed in range(30):
        ago = 398 + seed % 5  # on every day of a week
        said = lead(NAME, turned(seed, turn=ago)).reading
        if said.interval is not None:
            held.append(said.interval.low <= ago <= said.interval.high)
            assert said.interval.low <= said.value <= said.interval.high
    assert len(held) >= 27
    assert np.mean(held) >= 0.9
    assert said is not None
    assert "found looking back (run_length told it on 2022-12" in said.text
    assert "Bai-Perron on" in said.text


def test_noise_has_no_dated_change_about_nine_times_in_ten(
    lead: Lead, noise: Callable[..., list[float]]
) -> None:
    said = [lead(NAME, noise(1200, seed)).reading for seed in range(40)]
    silent = [s for s in said if s.value is None]
    assert len(silent) >= 30
    assert all(s.status == "undefined" for s in silent)
    assert silent[0].reason.startswith("no dated change in the weekly drift of IWM / SPY")
    assert "p 0." in silent[0].reason


def test_the_null_is_the_share_of_noise_with_as_large_an_f(lead: Lead) -> None:
    measured = lead(NAME, turned(1))
    null = measured.reading.null
    assert null is not None
    assert null.rate == pytest.approx(3.17)
    assert null.p is not None
    assert null.p < 0.1
    assert measured.reading.state == "dated"


def test_the_newest_planted_rotation_is_within_the_set(golden_panel: Panel) -> None:
    _, truth = planted.frames(seed=7, sessions=900)
    said = measure(golden_panel, [NAME])[0].reading
    ago = sessions.count(truth.newest("size").date, truth.last)
    assert said.interval is not None  # in sessions, dated by weeks: five to and fro
    assert said.interval.low - 5 <= ago <= said.interval.high + 5


def test_too_few_weeks_are_counted(lead: Lead) -> None:
    assert lead(NAME, [0.0] * 300).reading.status == "short_history"


def _errors(kind: str, draw: np.random.Generator, n: int = 260) -> np.ndarray:
    """Weeks of variance 1: normal, fat-tailed, or fat-tailed with stormy years (GARCH)."""
    if kind == "normal":
        return draw.standard_normal(n)
    if kind == "t4":
        return draw.standard_t(4, n) / 2**0.5
    made, h = np.empty(n), 1.0
    for t in range(n):
        made[t] = h**0.5 * draw.standard_t(6) / 1.5**0.5
        h = 0.05 + 0.12 * made[t] ** 2 + 0.83 * h
    return made


@pytest.mark.parametrize("kind", ["normal", "t4", "garch"])
def test_a_dated_rotation_lies_in_its_set_nine_times_in_ten_in_stormy_weeks_too(kind: str) -> None:
    draw = np.random.default_rng(5)
    held = []
    for _ in range(350):
        at, by = int(draw.integers(50, 210)), draw.uniform(0.4, 1.0) * draw.choice((-1, 1))
        even = scaled(0.02 * (_errors(kind, draw) + by * (np.arange(260) >= at) - by / 2))
        f, _ = breaks.trailing_sup_f(even, 260, 104)
        if breaks.sup_f_p(float(f[-1])) <= 0.10:
            low, high = breaks.date_set(even)
            held.append(low <= at <= high)
    assert len(held) > 300
    assert np.mean(held) >= 0.90


@pytest.mark.parametrize("kind", ["normal", "t4", "garch"])
def test_weeks_without_a_rotation_are_dated_one_time_in_ten(kind: str) -> None:
    draw = np.random.default_rng(6)
    f = [breaks.trailing_sup_f(scaled(_errors(kind, draw)), 260, 104)[0][-1] for _ in range(300)]
    assert np.mean([breaks.sup_f_p(float(x)) <= 0.10 for x in f]) == pytest.approx(0.10, abs=0.05)
