"""The compiled walk: probabilities stay probabilities, and a short memory changes little."""

import numpy as np
import pytest

from rotascope.maths.bocpd_kernels import walk

PRIOR = np.array([0.0, 1.0, 2.0, 2.0])


def walked(x: np.ndarray, longest: int) -> tuple[np.ndarray, np.ndarray]:
    chance = np.zeros(longest + 1)
    chance[0] = 1.0
    return walk(x, 0, chance, PRIOR, 0.02, 10), chance


def test_the_chances_of_the_run_lengths_sum_to_one() -> None:
    x = np.random.default_rng(1).standard_normal(300)
    young, chance = walked(x, 50)
    assert chance.sum() == pytest.approx(1.0)
    assert ((young > 0) & (young <= 1 + 1e-12)).all()


def test_a_new_run_has_the_hazards_chance() -> None:
    _, chance = walked(np.random.default_rng(2).standard_normal(40), 100)
    assert chance[0] == pytest.approx(0.02)


def test_runs_beyond_the_memory_are_judged_by_their_newest_points() -> None:
    x = np.random.default_rng(3).standard_normal(300)
    short, long = walked(x, 120)[0], walked(x, 300)[0]
    assert short[:120] == pytest.approx(long[:120], rel=1e-12)
    assert short[120:] == pytest.approx(long[120:], abs=0.05)


def test_a_point_far_off_raises_the_chance_of_a_young_run() -> None:
    x = np.zeros(60) + 0.1 * np.random.default_rng(4).standard_normal(60)
    wild = np.append(x, [8.0, 8.1])
    assert walked(wild, 100)[0][-1] > 0.9 > walked(np.append(x, [0.0, 0.1]), 100)[0][-1]
