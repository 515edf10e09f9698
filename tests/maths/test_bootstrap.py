"""The stationary bootstrap: block lengths against arch, means against drawing every observation."""

import numpy as np
import pytest
from arch.bootstrap import optimal_block_length

from rotascope.maths.bootstrap import block_length, interval, stationary_means


def autoregressive(n: int, phi: float, seed: int) -> np.ndarray:
    noise = np.random.default_rng(seed).standard_normal(n)
    x = np.zeros(n)
    for t in range(1, n):
        x[t] = phi * x[t - 1] + noise[t]
    return x


def stationary_indices(n: int, block: float, draws: int, seed: int) -> np.ndarray:
    """(draws, n) positions, an observation at a time: each is the next one, or a new start."""
    rng = np.random.default_rng(seed)
    fresh = rng.random((draws, n)) < 1.0 / block
    fresh[:, 0] = True
    starts, at = rng.integers(0, n, size=(draws, n)), np.arange(n)
    begun = np.maximum.accumulate(np.where(fresh, at, 0), axis=1)
    return (np.take_along_axis(starts, begun, axis=1) + at - begun) % n


@pytest.mark.parametrize(("n", "phi"), [(200, 0.0), (500, 0.5), (2000, 0.8), (300, -0.4)])
def test_block_lengths_equal_arch(n: int, phi: float) -> None:
    x = autoregressive(n, phi, 11)
    theirs = optimal_block_length(x)
    stationary, circular = block_length(x)
    assert stationary == pytest.approx(max(theirs["stationary"].iloc[0], 1.0), rel=1e-6)
    assert circular == pytest.approx(max(theirs["circular"].iloc[0], 1.0), rel=1e-6)


@pytest.mark.parametrize("block", [1.0, 5.0, 40.0])
def test_means_by_prefix_sums_have_the_law_of_means_by_indices(block: float) -> None:
    x = autoregressive(400, 0.6, 12)
    slow = x[stationary_indices(400, block, 4000, 2)].mean(axis=1)
    fast = stationary_means(x, block, 4000, 3)
    assert fast.mean() == pytest.approx(slow.mean(), abs=4 * slow.std() / 4000**0.5 * 2)
    assert fast.std() == pytest.approx(slow.std(), rel=0.06)


def test_a_seed_gives_the_same_draws() -> None:
    x = np.arange(30.0)
    assert np.array_equal(stationary_means(x, 4, 50, 7), stationary_means(x, 4, 50, 7))


def test_an_interval_is_the_middle_of_the_samples() -> None:
    low, high = interval(np.linspace(0, 1, 1001), 0.9)
    assert (low, high) == (pytest.approx(0.05), pytest.approx(0.95))


@pytest.mark.parametrize("block", [1.0, 3.0, 25.0, 400.0])
def test_the_variance_of_the_means_is_the_closed_form(block: float) -> None:
    # Politis and Romano (1994), lemma 1: with p = 1 / block and circular autocovariances R(i),
    # n Var = R(0) + 2 sum_i (1 - i / n) (1 - p)^i R(i), both tails of the circle counted.
    x, draws = autoregressive(150, 0.7, 13), 60_000
    n, gap, stay = len(x), x - x.mean(), 1.0 - 1.0 / block
    around = np.array([gap @ np.roll(gap, -i) for i in range(n)]) / n
    i = np.arange(1, n)
    weight = (1 - i / n) * stay**i + (i / n) * stay ** (n - i)
    variance = (around[0] + np.sum(weight * around[1:])) / n
    means = stationary_means(x, block, draws, 5)
    assert means.var() == pytest.approx(variance, rel=5 * (2 / draws) ** 0.5)
    assert means.mean() == pytest.approx(x.mean(), abs=5 * (variance / draws) ** 0.5)


def test_another_seed_gives_other_draws() -> None:
    x = autoregressive(80, 0.0, 14)
    one, other = stationary_means(x, 4, 2000, 7), stationary_means(x, 4, 2000, 8)
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.1
    assert abs(np.corrcoef(one[1:], one[:-1])[0, 1]) < 0.1
