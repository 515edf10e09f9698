"""Walks without leadership keep what they are said to keep, and nothing else."""

import numpy as np
import pytest

from rotascope.maths import walks

STEPS = np.random.default_rng(41).standard_normal(300) * np.where(np.arange(300) < 150, 0.01, 0.05)


def test_signed_steps_keep_their_size_and_place_and_lose_their_drift() -> None:
    made = list(walks.signed(STEPS + 0.02, 400, 1))
    assert all(np.abs(np.diff(w)) == pytest.approx(np.abs(STEPS[1:] + 0.02)) for w in made[:20])
    ends = np.array([w[-1] for w in made])
    assert ends.mean() == pytest.approx(0.0, abs=4 * ends.std() / 20)
    assert ends.std() == pytest.approx(np.sqrt(np.sum((STEPS + 0.02) ** 2)), rel=0.15)


def test_redrawn_steps_are_their_own_with_the_drift_they_have() -> None:
    made = list(walks.redrawn(STEPS, 500, 300, 2))
    assert {len(w) for w in made} == {500}
    assert np.isin(np.round(np.diff(made[0]), 12), np.round(STEPS, 12)).all()
    ends = np.array([w[-1] for w in made])
    assert ends.mean() == pytest.approx(500 * STEPS.mean(), abs=4 * ends.std() / 300**0.5)


def test_columns_are_drawn_together() -> None:
    both = np.column_stack([STEPS, -2.0 * STEPS])
    for walk in walks.redrawn(both, 50, 5, 3):
        assert walk[:, 1] == pytest.approx(-2.0 * walk[:, 0])


def test_a_seed_gives_the_same_walks() -> None:
    for made in (walks.signed, lambda x, n, s: walks.redrawn(x, 20, n, s)):
        one, same, other = (np.array(list(made(STEPS, 4, seed))) for seed in (7, 7, 8))
        assert np.array_equal(one, same)
        assert not np.array_equal(one, other)


def test_lines_that_are_one_stand_as_far_from_their_highs_and_others_do_not() -> None:
    same = walks.gaps_at_highs(np.column_stack([STEPS, STEPS]), 250, 50, 4)
    assert same == pytest.approx(np.zeros(50), abs=1e-12)
    other = np.random.default_rng(42).permutation(STEPS)
    apart = walks.gaps_at_highs(np.column_stack([STEPS, other + 1.0]), 250, 50, 4)
    assert len(apart) == 50
    assert (apart >= 0.0).all()
    drift = walks.gaps_at_highs(np.column_stack([STEPS, other]) + 0.5, 250, 50, 4)
    assert apart == pytest.approx(drift, abs=1e-9), "a lead of one line is shared out"
