"""The forecast: only known outcomes, shrunk, and no number when it has nothing to say."""

import numpy as np
import pytest

from rotascope.evidence.forecast import HORIZON, forecast, outcomes, terciles
from rotascope.evidence.score import Score
from rotascope.series import PairSeries
from tests.evidence.markets import LAST, market, noise, sessions_to


def pair_of(q: np.ndarray) -> PairSeries:
    return market({"IWM": q, "SPY": np.zeros(len(q))}).pair("small_large")


def score_of(values: np.ndarray, families: int = 2) -> Score:
    days = sessions_to(LAST, len(values))
    return Score(days, values, np.full(len(values), families), ("breadth", "price")[:families])


def follows(n: int, skill: float, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """A log ratio whose drift follows a score that is redrawn every 252 sessions."""
    draw = np.random.default_rng(seed)
    signs = draw.choice([-1.0, 1.0], n // 252 + 1)
    block = np.arange(n) // 252
    block[-HORIZON:] = block[-HORIZON - 1]
    moved = skill * signs[block] * 0.004 + draw.normal(0.0, 0.001, n)
    return np.cumsum(np.roll(moved, 1)), signs[block] + draw.normal(0.0, 0.01, n)


def test_outcomes_end_on_the_last_row_at_the_latest_and_few_are_independent() -> None:
    known = outcomes(np.arange(200.0), 1)
    # Row 136 is the last to start: 136 + 63 = 199. Rows 136, 73 and 10 do not overlap.
    assert known.starts[-1] == 136
    assert len(known.starts) == 137
    assert known.independent == 3
    assert known.won.all()
    assert not outcomes(np.arange(200.0), -1).won.any()


def test_an_outcome_that_is_not_known_yet_changes_nothing() -> None:
    q = noise(1000, 1)
    early = outcomes(q[:900], 1)
    spoiled = q.copy()
    spoiled[900:] += np.random.default_rng(2).normal(size=100)
    again = outcomes(spoiled[:900], 1)
    np.testing.assert_array_equal(early.won, again.won)
    assert (early.starts + HORIZON).max() == 899


def test_moving_the_last_63_sessions_moves_no_earlier_outcome() -> None:
    q = noise(1000, 1)
    shifted = q.copy()
    shifted[-HORIZON:] += 5.0
    before, after = outcomes(q, 1), outcomes(shifted, 1)
    np.testing.assert_array_equal(before.won[:-HORIZON], after.won[:-HORIZON])
    assert after.won[-HORIZON:].all()


def test_the_day_of_the_question_hardly_moves_the_base_rate() -> None:
    q = noise(3000, 5)
    rates = [outcomes(q[:n], 1).won.mean() for n in range(2937, 3000)]
    assert max(rates) - min(rates) < 0.03


def test_thirds_are_of_the_past_only() -> None:
    values = np.random.default_rng(4).normal(size=300)
    whole, cut = terciles(values), terciles(values[:200])
    np.testing.assert_array_equal(whole[:200], cut)
    assert np.isnan(whole[:59]).all()
    assert set(whole[59:]) == {0.0, 1.0, 2.0}


def test_a_score_that_foretells_is_found_and_shrunk_towards_the_base_rate() -> None:
    q, values = follows(12000, 1.0)
    found = forecast(pair_of(q), score_of(values), "k")
    assert found.probability is not None
    assert found.interval is not None
    assert found.base_rate is not None
    known = outcomes(q, 1)
    third = terciles(values)
    alike = third[known.starts] == third[-1]
    n = int(alike.sum()) // HORIZON
    k = n * known.won[alike].mean()
    p0 = known.won.mean()
    assert found.probability == pytest.approx((k + 20 * p0) / (n + 20), abs=1e-12)
    assert (found.n, found.n_all) == (n, known.independent)
    assert not found.interval.low <= found.base_rate <= found.interval.high
    assert found.interval.low < found.probability < found.interval.high


@pytest.mark.parametrize("seed", range(20, 26))
def test_noise_gets_no_view_and_no_number(seed: int) -> None:
    values = np.random.default_rng(seed).normal(size=4000)
    found = forecast(pair_of(noise(4000, seed)), score_of(values), "k")
    assert found.probability is None
    assert "holds the base rate" in found.reason
    assert found.interval is not None


def test_one_family_is_not_enough() -> None:
    q, values = follows(6000, 1.0)
    found = forecast(pair_of(q), score_of(values, families=1), "k")
    assert found.probability is None
    assert found.reason.startswith("1 family speaks for this axis today (breadth); 2 are needed")
    assert found.base_rate is not None


def test_a_stale_input_silences_it() -> None:
    q, values = follows(6000, 1.0)
    assert forecast(pair_of(q), score_of(values), "k", "IWM is late").reason == "IWM is late"


def test_fewer_than_eight_outcomes_are_no_rate() -> None:
    q = noise(400, 1)
    found = forecast(pair_of(q), score_of(q), "k")
    assert (found.probability, found.base_rate) == (None, None)
    assert found.reason == "6 independent outcomes are known, 8 are needed"


def test_a_rate_of_one_still_has_an_interval() -> None:
    rising = np.arange(1300) * 0.001
    values = np.random.default_rng(1).normal(size=1300)
    found = forecast(pair_of(rising), score_of(values), "k")
    assert found.interval is not None
    assert 0.0 < found.interval.low < found.interval.high <= 1.0
