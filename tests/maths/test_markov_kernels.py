"""The filter against every path there is; EM never loses."""

from itertools import pairwise, product

import numpy as np
import pytest

from rotascope.maths.markov_kernels import best_em, em_step, hamilton

NUMBERS = np.array([-0.5, 0.8, 1.0, 0.3, 0.9, 0.7])


def every_path(y: np.ndarray) -> tuple[float, float]:
    """(log-likelihood, P(last step in regime 1)) by summing over all 2^n paths."""
    mean, variance, stay = NUMBERS[:2], NUMBERS[2:4], NUMBERS[4:]
    one = (1 - stay[0]) / (2 - stay[0] - stay[1])
    total = np.zeros(2)
    for path in product((0, 1), repeat=len(y)):
        chance = one if path[0] else 1 - one
        for a, b in pairwise(path):
            chance *= stay[a] if a == b else 1 - stay[a]
        for s, value in zip(path, y, strict=True):
            gap = value - mean[s]
            chance *= np.exp(-gap * gap / (2 * variance[s])) / np.sqrt(2 * np.pi * variance[s])
        total[path[-1]] += chance
    return float(np.log(total.sum())), float(total[1] / total.sum())


def test_the_filter_equals_the_sum_over_every_path() -> None:
    y, out = np.random.default_rng(2).standard_normal(9), np.empty(9)
    loglik = hamilton(y, NUMBERS, out)
    assert (loglik, out[-1]) == pytest.approx(every_path(y), rel=1e-10)


def test_a_step_of_em_does_not_lose_likelihood() -> None:
    y, out = np.random.default_rng(3).standard_normal(400), np.empty(400)
    numbers, before = NUMBERS.copy(), -np.inf
    for _ in range(30):
        numbers, told = em_step(y, numbers, out, 1e-6)
        assert told[2] >= before - 0.05  # the start's own share is left out of the step
        assert told[0] + told[1] == pytest.approx(400.0)
        before = told[2]


def test_the_best_start_wins() -> None:
    rng = np.random.default_rng(4)
    y = np.concatenate([rng.normal(-2, 1, 200), rng.normal(2, 1, 200)])
    poor = np.array([0.0, 0.0, 1.0, 1.0, 0.5, 0.5])
    good = np.array([-2.0, 2.0, 1.0, 1.0, 0.99, 0.99])
    both = best_em(y, np.array([poor, good]), 5, 50, 1e-9)
    assert both[8] == pytest.approx(best_em(y, good[None, :], 5, 50, 1e-9)[8], rel=1e-9)
    assert both[:2] == pytest.approx([-2, 2], abs=0.2)
