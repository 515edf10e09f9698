"""Spells of leadership: by hand, and Kaplan-Meier against statsmodels."""

import numpy as np
import pytest
from statsmodels.duration.survfunc import SurvfuncRight

from rotascope.maths import spells


def test_a_side_leads_from_its_first_step_but_is_told_on_the_confirming_one() -> None:
    x = np.array([1.0, 1, 1, -1, 1, -1, -1, -1, 1, 1, 1])
    side, began = spells.sides(x, 3)
    assert side.tolist() == [0, 0, 1, 1, 1, 1, 1, -1, -1, -1, 1]
    assert began.tolist() == [-1, -1, 0, 0, 0, 0, 0, 5, 5, 5, 8]


def test_finished_spells_are_measured_between_their_first_steps_and_the_first_is_left_out() -> None:
    x = np.repeat([1.0, -1, 1, -1], [5, 7, 4, 6])
    side, began = spells.sides(x, 2)
    lengths, known = spells.completed(side, began)
    assert lengths.tolist() == [7, 4]
    assert known.tolist() == [13, 17]


def test_the_share_outlived_is_kaplan_meier_with_the_present_spell_going_on() -> None:
    rng = np.random.default_rng(3)
    side, began = spells.sides(np.cumsum(rng.standard_normal(600)), 2)
    share = spells.outlived(side, began)
    for t in (200, 400, 599):
        lengths, known = spells.completed(side, began)
        past = lengths[known <= t]
        age = t - began[t] + 1
        all_, ended = np.append(past, age), np.append(np.ones(len(past)), 0)
        times, survival, _ = spells.kaplan_meier(all_, ended)
        reached = survival[times <= age]
        assert share[t] == pytest.approx(reached[-1] if len(reached) else 1.0, rel=1e-12)


def test_kaplan_meier_equals_statsmodels() -> None:
    rng = np.random.default_rng(4)
    lengths = rng.integers(1, 30, 60).astype(float)
    ended = rng.random(60) < 0.7
    times, share, error = spells.kaplan_meier(lengths, ended)
    theirs = SurvfuncRight(lengths, ended.astype(int))
    assert times.tolist() == theirs.surv_times.tolist()
    assert share == pytest.approx(theirs.surv_prob, rel=1e-9)
    assert error == pytest.approx(theirs.surv_prob_se, rel=1e-9, nan_ok=True)


def test_later_steps_never_change_what_was_said() -> None:
    x = np.cumsum(np.random.default_rng(5).standard_normal(300))
    side, began = spells.sides(x, 3)
    share = spells.outlived(side, began)
    for cut in range(1, 300, 7):
        s, b = spells.sides(x[:cut], 3)
        assert s.tolist() == side[:cut].tolist()
        assert b.tolist() == began[:cut].tolist()
        assert spells.outlived(s, b) == pytest.approx(share[:cut], nan_ok=True)
