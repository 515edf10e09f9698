"""Newey-West in short samples: intervals that hold the truth as often as they say, p that are uniform."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.maths import hac, noise, regression


def ratios(rows: int, draws: int, seed: int, fat: bool) -> np.ndarray:
    """|beta| over its error in `draws` regressions of noise on noise."""
    draw = np.random.default_rng(seed)
    out = np.empty(draws)
    for i in range(draws):
        y, x = draw.standard_t(5, (2, rows)) if fat else draw.standard_normal((2, rows))
        fit = regression.least_squares(y, np.column_stack([np.ones(rows), x]))
        out[i] = abs(fit.beta[1] / fit.error[1])
    return out


@pytest.mark.parametrize("fat", [False, True])
@pytest.mark.parametrize("rows", [52, 84, 104, 260])
def test_intervals_of_noise_hold_zero_as_often_as_they_say(rows: int, fat: bool) -> None:
    seen = ratios(rows, 2500, rows, fat)
    assert np.mean(seen < hac.reach(0.9, rows, 2)) == pytest.approx(0.9, abs=0.03)
    assert np.mean(seen < 1.645) < np.mean(seen < hac.reach(0.9, rows, 2))


def test_p_of_noise_is_uniform() -> None:
    worth = hac.worth(104, 2)
    p = np.array([noise.student(t, *worth)[1] for t in ratios(104, 1500, 7, False)])
    for level in (0.1, 0.25, 0.5, 0.75):
        assert np.mean(p <= level) == pytest.approx(level, abs=0.035)


def test_in_long_samples_it_is_the_normal_law() -> None:
    factor, freedom = hac.worth(1_000_000, 2)
    assert factor == pytest.approx(1.0, abs=1e-4)
    assert freedom > 10_000
    assert hac.reach(0.9, 1_000_000, 2) == pytest.approx(1.645, abs=2e-3)


def test_the_interval_ends_where_p_is_one_in_ten_and_no_row_is_no_error() -> None:
    end = noise.student(hac.reach(0.9, 104, 2), *hac.worth(104, 2))
    assert end[1] == pytest.approx(0.1, abs=1e-6)
    assert hac.worth(0, 2)[0] >= 1.0
