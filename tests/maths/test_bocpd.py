"""Online change points: against every segmentation there is, on planted changes and on noise."""

from itertools import pairwise, product
from math import lgamma

import numpy as np
import pytest

from rotascope.maths import bocpd


def chance_of_young(x: np.ndarray, young: int = bocpd.YOUNG) -> np.ndarray:
    """From the first step to the last in one go."""
    return bocpd.go_on(x, bocpd.begin(), young)[0]


def evidence(x: np.ndarray) -> float:
    """Log-likelihood of one run under the normal-gamma prior. Murphy (2007), eq. 95."""
    m0, k0, a0, b0 = bocpd.PRIOR
    n = len(x)
    k, a = k0 + n, a0 + n / 2
    mean = x.mean() if n else 0.0
    b = b0 + 0.5 * ((x - mean) ** 2).sum() + k0 * n * (mean - m0) ** 2 / (2 * k)
    return (
        lgamma(a) - lgamma(a0) + a0 * np.log(b0) - a * np.log(b)
        + 0.5 * np.log(k0 / k) - n / 2 * np.log(2 * np.pi)
    )  # fmt: skip


def every_segmentation(x: np.ndarray, young: int) -> float:
    """P(the newest run holds fewer than `young` points), by summing over all 2^n cuts."""
    total = np.zeros(2)
    n = len(x)
    for cut in product((False, True), repeat=n):  # cut[t]: a new run begins after point t
        edges = [0, *(t + 1 for t in range(n) if cut[t]), n]
        chance = sum(np.log(bocpd.HAZARD if c else 1 - bocpd.HAZARD) for c in cut)
        chance += sum(evidence(x[a:b]) for a, b in pairwise(edges))
        run = n - max(edges[:-1])
        total[int(run < young)] += np.exp(chance)
    return float(total[1] / total.sum())


def test_the_answer_equals_the_sum_over_every_segmentation() -> None:
    x = np.random.default_rng(11).standard_normal(9)
    x[5:] += 3.0
    assert chance_of_young(x, 4)[-1] == pytest.approx(every_segmentation(x, 4), rel=1e-9)


def test_going_on_from_where_it_stopped_says_the_same() -> None:
    x = np.random.default_rng(12).standard_normal(200)
    whole = chance_of_young(x)
    first, runs = bocpd.go_on(x[:120], bocpd.begin())
    then, after = bocpd.go_on(x, runs)
    assert np.concatenate([first, then]) == pytest.approx(whole, rel=1e-12)
    assert after.done == 200
    assert after.chance.sum() == pytest.approx(1.0)


def test_a_planted_change_is_known_within_a_few_steps_and_forgotten_later() -> None:
    x = np.random.default_rng(13).standard_normal(400)
    x[200:] += 2.0
    young = chance_of_young(x)
    assert young[60:199].mean() < 0.15
    assert young[205:210].min() > 0.5
    assert young[260] < 0.2
    assert bocpd.newest_run(bocpd.go_on(x, bocpd.begin())[1]) == pytest.approx(200, abs=2)


def test_noise_stands_at_the_base() -> None:
    said = [chance_of_young(np.random.default_rng(s).standard_normal(500))[52:] for s in range(20)]
    assert np.mean(said) == pytest.approx(bocpd.BASE, abs=0.03)
    assert np.mean(np.array(said) > 0.5) < 0.015
    assert abs(bocpd.BASE - 0.118) < 5e-4
