"""Brier's score of a thesis beside the base rate known when it was opened."""

from dataclasses import replace

import numpy as np
import pytest

from rotascope.articles.wording import PLAIN
from rotascope.terms import Hedge
from rotascope.theses.lines import judge_of
from rotascope.theses.score import base_rate_before, brier, probability, scored
from rotascope.theses.watch import watched
from tests.theses.worlds import RUN, day, made, steps, world


def test_a_brier_score_is_the_square_of_the_miss() -> None:
    # .8 said and it came: (.8 - 1)^2 = .04; and it did not: .64.
    assert brier(0.8, True) == pytest.approx(0.04)
    assert brier(0.8, False) == pytest.approx(0.64)
    assert brier(0.5, True) == brier(0.5, False) == 0.25


def test_a_hedge_is_scored_as_the_middle_of_its_band() -> None:
    p, said = probability(Hedge("may", 0.2, 0.55))
    assert p == pytest.approx(0.375)
    assert "'may' is read as 20 to 55 %" in said
    assert probability(None)[0] == PLAIN


def test_the_base_rate_counts_what_was_over_when_it_was_opened() -> None:
    judge = judge_of(world(), "size", "small", "IWM/SPY")
    level = steps()
    moved = level[5:101] - level[:96]  # spans of 5 that ended by row 100
    assert base_rate_before(judge, day(100), 5) == pytest.approx(float(np.mean(moved > 0)))
    assert base_rate_before(judge, day(100), 20) is None, "five that do not overlap are too few"


def test_a_thesis_that_is_over_has_both_scores_and_says_where_they_come_from() -> None:
    panel = world((160, 5), (175, 4))
    told = watched(panel, made(RUN, opened=150, horizon=15, hedge=Hedge("may", 0.2, 0.55)))
    ruling = scored(panel, told)
    assert (ruling.status, ruling.as_of) == ("right", panel.as_of)
    assert ruling.score == pytest.approx((0.375 - 1.0) ** 2)
    base = base_rate_before(judge_of(panel, "size", "small", "IWM/SPY"), day(150), 15)
    assert base is not None
    assert ruling.base == pytest.approx((base - 1.0) ** 2)
    assert "scored as its middle" in ruling.reason


@pytest.mark.parametrize("status", ["waiting", "triggered", "falsified", "expired"])
def test_only_right_and_wrong_are_scored(status: str) -> None:
    panel = world()
    ruling = scored(panel, replace(made(RUN), status=status, reason="so"))  # type: ignore[arg-type]
    assert (ruling.score, ruling.base, ruling.reason) == (None, None, "so")
