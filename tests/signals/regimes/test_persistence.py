"""Persistence: out-of-sample counts, spaced outcomes, base rate and interval."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy import stats as theirs

from rotascope.signals.reading import Measured

Lead = Callable[..., Measured]
NAME = "persistence.small_large"


def by_hand(small: list[float]) -> tuple[int, int]:
    """(went on, counted) of moves like the last week's, by the definition, in plain loops."""
    q = np.concatenate([[0.0], np.cumsum(np.log1p(small))])
    steps, n = np.diff(q), len(q)

    def kind(t: int) -> tuple[bool, int]:
        sd = np.sqrt(np.mean(steps[t - 252 : t] ** 2) * 5)
        move = q[t] - q[t - 5]
        return bool(move > 0), int(abs(move) >= sd) + int(abs(move) >= 2 * sd)

    hits = count = 0
    last, mine = -100, kind(n - 1)
    for t in range(252, n):
        if kind(t) == mine and t - last >= 21:
            last = t
            if t + 21 < n:
                count += 1
                hits += (q[t + 21] > q[t]) == mine[0]
    return hits, count


def test_the_record_is_the_one_counted_by_hand(
    lead: Lead, noise: Callable[..., list[float]]
) -> None:
    for seed in (1, 2, 3):
        small = noise(1500, seed)
        hits, count = by_hand(small)
        measured = lead(NAME, small)
        assert measured.trace.data[1][-1] == count
        if count >= 8:
            assert measured.reading.value == pytest.approx(hits / count)
            assert f"{hits} of {count} earlier" in measured.reading.text


def test_in_a_trend_moves_go_on_and_in_noise_they_do_so_as_often_as_any_month(
    lead: Lead, noise: Callable[..., list[float]]
) -> None:
    drift = np.where((np.arange(3000) // 250) % 2 == 0, 0.004, -0.004)
    trend = lead(NAME, (drift + np.array(noise(3000, 4))).tolist()).reading
    assert trend.value is not None
    assert trend.value > 0.75
    assert trend.null is not None
    assert trend.null.p is not None
    assert trend.null.p < 0.01
    p = [lead(NAME, noise(1500, s)).reading.null for s in range(20, 50)]
    said = [null.p for null in p if null is not None and null.p is not None]
    assert theirs.binomtest(sum(x < 0.1 for x in said), len(said), 0.1, "greater").pvalue > 0.01


def test_the_interval_is_wilsons_and_few_cases_are_no_record(
    lead: Lead, noise: Callable[..., list[float]]
) -> None:
    said = lead(NAME, noise(3000, 5)).reading
    assert said.interval is not None
    assert said.interval.low < said.value < said.interval.high
    short = lead(NAME, noise(300, 5)).reading
    assert short.status == "undefined"
    assert "of 8 earlier moves like the last week's have a known outcome" in short.reason
