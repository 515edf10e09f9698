"""Small statistics against SciPy and statsmodels."""

import math

import numpy as np
import pytest
import scipy.stats as scipy_stats
from scipy.special import ndtr, ndtri
from statsmodels.stats.proportion import proportion_confint

from rotascope.maths import stats


@pytest.mark.parametrize("p", [1e-12, 1e-6, 0.0249, 0.05, 0.25, 0.5, 0.9, 0.975, 1 - 1e-9])
def test_normal_quantiles_equal_scipy(p: float) -> None:
    assert stats.normal_ppf(p) == pytest.approx(ndtri(p), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("z", [-8.0, -1.96, -0.1, 0.0, 0.7, 3.0, 9.0])
def test_the_normal_distribution_equals_scipy(z: float) -> None:
    assert stats.normal_cdf(z) == pytest.approx(ndtr(z), rel=1e-12)


def test_quantiles_outside_the_unit_interval() -> None:
    assert stats.normal_ppf(0.0) == -math.inf
    assert stats.normal_ppf(1.0) == math.inf
    assert math.isnan(stats.normal_ppf(1.5))


def test_wilson_of_the_third_articles_count() -> None:
    # 167 of 500 beat the index: 33.4 % [29.4, 37.6] at 95 %.
    low, high = stats.wilson(167, 500, 0.95)
    assert (round(low, 3), round(high, 3)) == (0.294, 0.376)


@pytest.mark.parametrize(("k", "n"), [(0, 12), (211, 498), (7, 7), (1, 3)])
def test_wilson_equals_statsmodels(k: int, n: int) -> None:
    theirs = proportion_confint(k, n, 0.05, "wilson")
    assert stats.wilson(k, n, 0.95) == pytest.approx(theirs, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(("k", "n"), [(11, 14), (7, 9), (0, 5), (5, 5), (40, 100)])
def test_clopper_pearson_equals_scipy(k: int, n: int) -> None:
    theirs = scipy_stats.binomtest(k, n).proportion_ci(0.95, "exact")
    assert stats.clopper_pearson(k, n, 0.95) == pytest.approx((theirs.low, theirs.high), rel=1e-9)


@pytest.mark.parametrize(("a", "b"), [(0.5, 0.5), (2.0, 30.0), (120.0, 80.0)])
def test_beta_equals_scipy(a: float, b: float) -> None:
    for x in np.linspace(0.01, 0.99, 21):
        assert stats.beta_cdf(x, a, b) == pytest.approx(
            scipy_stats.beta.cdf(x, a, b), rel=1e-9, abs=1e-14
        )
    for p in (0.05, 0.5, 0.95):
        assert stats.beta_ppf(p, a, b) == pytest.approx(scipy_stats.beta.ppf(p, a, b), rel=1e-9)


def test_shrinking_draws_a_small_sample_to_the_base_rate() -> None:
    assert stats.shrink(0, 0, 0.47) == pytest.approx(0.47)
    assert stats.shrink(5, 5, 0.5) == pytest.approx(15 / 25)
    assert stats.shrink(2000, 2000, 0.5) > 0.99


def test_no_trials_tell_nothing() -> None:
    assert stats.wilson(0, 0) == (0.0, 1.0)
    assert stats.clopper_pearson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("k", "n", "share"), [(19, 48, 0.507), (0, 9, 0.3), (9, 9, 0.6), (5, 10, 0.5), (7, 9, 0.62)]
)
def test_the_binomial_p_is_twice_the_smaller_exact_tail(k: int, n: int, share: float) -> None:
    upper, lower = scipy_stats.binom.sf(k - 1, n, share), scipy_stats.binom.cdf(k, n, share)
    expected = min(2 * min(upper, lower), 1.0)
    assert stats.binomial_p(k, n, share) == pytest.approx(expected, rel=1e-9)
    assert stats.binomial_p(k, n, share, two_sided=False) == pytest.approx(upper, rel=1e-9)


def test_seven_of_nine_is_nothing_beside_sixty_two_in_a_hundred() -> None:
    """Handbook section 11: interval 0.40 to 0.97, which holds 0.62."""
    low, high = stats.clopper_pearson(7, 9, 0.95)
    assert (round(low, 2), round(high, 2)) == (0.40, 0.97)
    assert stats.binomial_p(7, 9, 0.62) > 0.5
    assert stats.binomial_p(7, 9, low) == pytest.approx(0.05, rel=1e-6)


@pytest.mark.parametrize(("t", "freedom"), [(0.3, 4), (-2.1, 25), (5.0, 98), (0.0, 3), (1.9, 7.5)])
def test_students_tails_equal_scipys(t: float, freedom: float) -> None:
    expected = 2 * scipy_stats.t.sf(abs(t), freedom)
    assert stats.student_p(t, freedom) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("level", "freedom"), [(0.9, 219), (0.95, 7), (0.5, 3), (0.9, 2), (0.9, 1e5)]
)
def test_students_quantiles_equal_scipys(level: float, freedom: float) -> None:
    reach = stats.student_reach(level, freedom)
    assert reach == pytest.approx(float(scipy_stats.t.ppf(0.5 + level / 2, freedom)), rel=1e-9)
    assert stats.student_p(reach, freedom) == pytest.approx(1.0 - level, rel=1e-9)


def test_a_t_that_is_none_has_no_p_and_an_endless_one_has_nil() -> None:
    assert math.isnan(stats.student_p(math.nan, 5))
    assert math.isnan(stats.student_p(1.0, 0))
    assert stats.student_p(math.inf, 5) == 0.0
