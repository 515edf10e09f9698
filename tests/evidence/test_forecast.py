"""The forecast: only what was known, shrunk, silent on noise, and right where rotations are planted."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.evidence.composite import Composite
from rotascope.evidence.forecast import (
    FEWEST,
    PRIOR,
    Fitted,
    abstained,
    forecast,
    interval_of,
    outcomes,
    undecided,
    walk,
)
from rotascope.evidence.recorded import past
from tests.evidence.worlds import pair_of, with_rotations, without_rotation

STATED = 0.10  # a 90 % interval leaves the base rate out by chance on no more


def claims(count: int, years: float, first: int = 0) -> float:
    """Share of markets without rotation on whose last date the forecast claims anything."""
    told = [
        without_rotation(years, seed).walked.why[-1] == 0 for seed in range(first, first + count)
    ]
    return float(np.mean(told))


def test_markets_without_rotation_get_a_view_no_more_often_than_stated() -> None:
    assert claims(60, 31.4) <= STATED


@pytest.mark.slow
def test_a_thousand_markets_without_rotation_get_a_view_no_more_often_than_stated() -> None:
    assert claims(1000, 31.4, first=1000) <= STATED


@pytest.mark.parametrize("seed", range(4))
def test_planted_rotations_are_foretold_better_than_by_the_base_rate(seed: int) -> None:
    world = with_rotations(20.0, seed)
    told = np.isfinite(world.past.won) & (world.walked.why == 0)
    assert told.mean() > 0.15  # it does not abstain
    p, won, base = world.walked.p[told], world.past.won[told], world.walked.base[told]
    assert ((p - won) ** 2).mean() < 0.8 * ((base - won) ** 2).mean()
    assert (won[p > base].mean(), won[p < base].mean()) > (0.65, 0.0)
    assert won[p < base].mean() < 0.35


def test_a_view_is_the_fit_drawn_towards_the_base_rate_by_twenty() -> None:
    world = next(w for s in range(20) if (w := with_rotations(20.0, s)).walked.why[-1] == 0)
    told = forecast(world.score, world.walked, "k")
    fitted = Fitted(world.walked.rows[-1])
    p, worth = fitted.at(float(world.score.x[-1]))
    shrunk = (worth * p + PRIOR * fitted.base) / (worth + PRIOR)
    assert told.probability == pytest.approx(shrunk, abs=1e-12)
    assert told.interval is not None
    assert told.interval.low < shrunk < told.interval.high
    assert not told.interval.low <= fitted.base <= told.interval.high
    assert (told.n, told.n_all) == (round(worth), int(fitted.row[6]))
    assert told.n <= told.n_all
    assert "of 100" in told.reason


def test_no_view_has_no_number_and_says_why() -> None:
    world = without_rotation(31.4, 7)
    told = forecast(world.score, world.walked, "k")
    assert told.probability is None
    assert told.interval is not None
    assert "holds the base rate" in told.reason


def test_a_walked_forecast_is_the_one_made_on_that_date() -> None:
    world = with_rotations(12.0, 3)
    cut = 400
    day = world.told.days[cut - 1]
    known = int(np.searchsorted(world.pair.days, day, side="right"))
    then = pair_of(world.pair.log_ratio)
    shorter = type(then)(
        then.name, then.label, then.days[:known], then.log_ratio[:known], then.numerator,
        then.denominator, 1, False, "", "",
    )  # fmt: skip
    score = Composite(
        world.score.names, world.score.z[:cut], world.score.x[:cut], world.score.sd[:cut],
        world.score.effective[:cut], world.score.families[:cut],
    )  # fmt: skip
    alone = walk(score, past(shorter, world.told.days[:cut]))
    np.testing.assert_allclose(alone.p, world.walked.p[:cut], rtol=1e-9)
    np.testing.assert_array_equal(alone.why, world.walked.why[:cut])


def test_two_families_are_not_enough() -> None:
    world = with_rotations(20.0, 1)
    score = Composite(
        world.score.names[:2], world.score.z[:, :2], world.score.x, world.score.sd,
        world.score.effective, np.full(len(world.score.x), 2),
    )  # fmt: skip
    told = forecast(score, walk(score, world.past), "k")
    assert told.probability is None
    assert told.reason == ("2 families speak for this axis today (price, breadth); 3 are needed")


def test_few_outcomes_are_no_rate_and_a_stale_input_silences() -> None:
    short = with_rotations(2.0, 1)
    told = forecast(short.score, short.walked, "k")
    assert told.probability is None
    assert f"{FEWEST} are needed" in told.reason
    long = with_rotations(20.0, 1)
    assert forecast(long.score, long.walked, "k", "A is late").reason == "A is late"


def test_nothing_recorded_names_the_command() -> None:
    assert "`rotascope replay`" in abstained("", "k").reason


def test_the_quick_look_at_an_interval_agrees_with_the_interval() -> None:
    for p in np.linspace(0.05, 0.95, 19):
        for worth in (10.0, 60.0, 126.0):
            held = interval_of(p, worth, 0.5)
            assert undecided(p, worth, 0.5) == (held.low <= 0.5 <= held.high)


def test_outcomes_of_a_pair_are_counted_beside_one_another() -> None:
    assert outcomes(pair_of(np.arange(200.0))) == (1.0, 3)
    assert outcomes(pair_of(np.arange(200.0), sign=-1)) == (0.0, 3)
    assert outcomes(pair_of(np.arange(60.0))) == (None, 0)


def test_a_score_far_from_those_recorded_is_worth_less() -> None:
    world = with_rotations(20.0, 2)
    fitted = Fitted(world.walked.rows[-1])
    near, far = (fitted.at(x)[1] for x in (0.0, 1.0))
    assert far < near <= fitted.row[6]
