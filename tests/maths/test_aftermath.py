"""What followed: counted as known then; exact chances; random dates."""

import numpy as np
import pytest
from scipy import stats as theirs

from rotascope.maths import aftermath


def test_an_outcome_counts_from_the_day_it_is_known() -> None:
    mean, count = aftermath.expanding_means(np.array([2, 5]), np.array([1.0, 3.0]), 4, 12)
    assert np.isnan(mean[:6]).all()
    assert mean[6:9].tolist() == [1.0, 1.0, 1.0]
    assert mean[9:].tolist() == [2.0, 2.0, 2.0]
    assert count.tolist() == [0] * 6 + [1] * 3 + [2] * 3


@pytest.mark.parametrize(
    ("hits", "n", "share"), [(19, 48, 0.507), (0, 9, 0.3), (9, 9, 0.6), (5, 10, 0.5)]
)
def test_the_binomial_p_is_twice_the_smaller_exact_tail(hits: int, n: int, share: float) -> None:
    upper, lower = theirs.binom.sf(hits - 1, n, share), theirs.binom.cdf(hits, n, share)
    expected = min(2 * min(upper, lower), 1.0)
    assert aftermath.binomial_p(hits, n, share) == pytest.approx(expected, rel=1e-9)


def test_random_dates_have_uniform_p() -> None:
    rng = np.random.default_rng(8)
    outcome = rng.standard_normal(3000)
    p = []
    for _ in range(300):
        at = np.sort(rng.integers(0, 3000 - 19 * 60, 20)) + 60 * np.arange(20)
        p.append(aftermath.random_date_p(outcome, float(outcome[at].mean()), 20, 60, 200, 4)[1])
    assert theirs.kstest(p, "uniform").pvalue > 0.01


def test_a_mean_far_off_is_rare_and_dates_that_do_not_fit_say_nothing() -> None:
    outcome = np.random.default_rng(9).standard_normal(500)
    assert aftermath.random_date_p(outcome, 3.0, 10, 20, 200, 1)[1] == pytest.approx(1 / 201)
    middle, p = aftermath.random_date_p(outcome, 0.0, 100, 20, 50, 1)
    assert np.isnan(middle)
    assert p == 1.0
