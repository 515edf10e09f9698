"""What would change it: the move that is named turns the forecast, a smaller one does not."""

from dataclasses import replace

import numpy as np
import pytest

from rotascope.evidence.flips import Flip, flip_lines, flips, turning_scores
from rotascope.evidence.forecast import Fitted, undecided
from tests.evidence.worlds import World, with_rotations


def side(fitted: Fitted, x: float) -> int:
    p, worth = fitted.at(x)
    return 0 if undecided(p, worth, fitted.base) else int(np.sign(p - fitted.base))


@pytest.fixture(scope="module")
def world() -> World:
    return with_rotations(20.0, 2)


def moved(world: World, flip: Flip, share: float) -> float:
    """Today's score if the family had gone that share of the way."""
    z = world.score.z[-1].copy()
    at = world.score.names.index(flip.family)
    z[at] += share * (flip.then - flip.now)
    return float(z.mean() / world.score.sd[-1])


def test_the_named_move_turns_the_forecast_and_a_little_less_does_not(world: World) -> None:
    fitted = Fitted(world.walked.rows[-1])
    now = side(fitted, float(world.score.x[-1]))
    found = flips(world.score, fitted)
    assert found
    for flip in found:
        assert side(fitted, moved(world, flip, 1.001)) == flip.becomes != now
        assert side(fitted, moved(world, flip, 0.99)) == now


def test_the_nearest_comes_first(world: World) -> None:
    found = flips(world.score, Fitted(world.walked.rows[-1]))
    moves = [abs(one.then - one.now) for one in found]
    assert moves == sorted(moves)


def test_turning_scores_lie_on_both_sides_of_no_view(world: World) -> None:
    fitted = Fitted(world.walked.rows[-1])
    found = turning_scores(fitted, 0.0)
    assert [becomes for _, becomes in found] == [-1, 1]
    assert found[0][0] < 0.0 < found[1][0]


def test_the_sentence_says_where_the_family_stands_and_what_follows(world: World) -> None:
    lines = flip_lines("size", world.score, Fitted(world.walked.rows[-1]))
    assert 1 <= len(lines) <= 2
    assert "signals at " in lines[0]
    assert "of 100 (now " in lines[0]


def test_without_three_families_nothing_is_said(world: World) -> None:
    z = world.score.z.copy()
    z[-1, 2:] = np.nan
    few = replace(world.score, z=z)
    assert flip_lines("size", few, Fitted(world.walked.rows[-1])) == ()


def test_a_fit_that_no_score_moves_cannot_be_turned(world: World) -> None:
    flat = world.walked.rows[-1].copy()
    flat[1] = 0.0
    assert flip_lines("size", world.score, Fitted(flat)) == (
        "size: no one family's move would change the forecast",
    )
