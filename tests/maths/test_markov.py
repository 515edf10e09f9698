"""Two regimes: against statsmodels, and what planted and absent regimes look like."""

import numpy as np
import pytest
from statsmodels.tsa.regime_switching.markov_regression import MarkovRegression

from rotascope.maths import markov


def switching(n: int = 600, seed: int = 5) -> tuple[np.ndarray, np.ndarray]:
    """(weeks, the regime each was drawn from): quiet and falling, stormy and rising; stays of 97 %."""
    rng = np.random.default_rng(seed)
    state = np.zeros(n, dtype=int)
    for t in range(1, n):
        state[t] = state[t - 1] if rng.random() < 0.97 else 1 - state[t - 1]
    y = np.where(state == 1, 0.006, -0.003) + rng.standard_normal(n) * np.where(
        state == 1, 0.02, 0.01
    )
    return y, state


def theirs(y: np.ndarray) -> MarkovRegression:
    return MarkovRegression(y, k_regimes=2, trend="c", switching_variance=True)


def as_statsmodels(found: markov.Regimes) -> list[float]:
    return [found.stay[0], 1.0 - found.stay[1], *found.means, *found.variances]


def test_the_filter_and_its_likelihood_equal_statsmodels() -> None:
    y, _ = switching()
    found = markov.fit(y)
    result = theirs(y).filter(as_statsmodels(found))
    assert found.loglik == pytest.approx(result.llf, rel=1e-9)
    filtered = np.asarray(result.filtered_marginal_probabilities)[:, 1]
    assert markov.filtered(y, found) == pytest.approx(filtered, rel=1e-7, abs=1e-10)


@pytest.mark.parametrize("seed", [5, 6])
def test_no_start_of_statsmodels_finds_a_better_fit(seed: int) -> None:
    y, _ = switching(seed=seed)
    np.random.seed(1)
    best = theirs(100.0 * y).fit(search_reps=10, disp=False).llf + len(y) * np.log(100.0)
    assert markov.fit(y).loglik >= best - 0.05


def test_planted_regimes_are_found_again() -> None:
    y, state = switching()
    found = markov.fit(y)
    assert found.means == pytest.approx((-0.003, 0.006), abs=0.003)
    assert np.sqrt(found.variances) == pytest.approx([0.01, 0.02], rel=0.15)
    assert found.stormy == 1
    assert np.mean((markov.filtered(y, found) > 0.5) == state) > 0.85
    assert markov.separation(found) > 2.0


def test_what_is_filtered_does_not_change_with_what_comes_later() -> None:
    y, _ = switching()
    found = markov.fit(y[:300])
    assert markov.filtered(y, found)[:400] == pytest.approx(
        markov.filtered(y[:400], found), rel=1e-12
    )


def test_turning_the_series_turns_the_regimes() -> None:
    y, _ = switching()
    one, other = markov.fit(y), markov.fit(-y)
    assert other.means == pytest.approx((-one.means[1], -one.means[0]), rel=1e-4)
    assert markov.filtered(-y, other) == pytest.approx(1.0 - markov.filtered(y, one), abs=1e-4)


def one_regime_ratios(y: np.ndarray, draws: int, seed: int) -> np.ndarray:
    """Likelihood ratios when there is one regime: normal steps with the mean and sd of y."""
    made = np.random.default_rng(seed).normal(y.mean(), y.std(), (draws, len(y)))
    return np.array([markov.likelihood_ratio(x, markov.fit(x)) for x in made])


def test_the_p_is_the_share_of_one_regime_histories_that_gain_as_much() -> None:
    noise = one_regime_ratios(np.random.default_rng(2).standard_normal(260), 150, 11)
    for p in (0.5, 0.25, 0.1):
        seen = markov.ratio_p(float(np.quantile(noise, 1 - p)))
        assert seen == pytest.approx(p, abs=3.5 * (p * (1 - p) / 150) ** 0.5)
    assert markov.ratio_p(0.0) == 1.0
    assert markov.ratio_p(40.0) < 1e-4


def test_one_regime_gains_little_from_two_and_planted_ones_much() -> None:
    noise = one_regime_ratios(np.random.default_rng(1).standard_normal(300), 20, 3)
    y, _ = switching(300)
    assert np.median(noise) < 8.0
    assert markov.likelihood_ratio(y, markov.fit(y)) > np.max(noise)
    assert (noise >= 0.0).all()
