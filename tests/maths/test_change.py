"""Change points against ruptures and statsmodels; intervals that hold."""

import numpy as np
import pytest
import ruptures
import statsmodels.api as sm
from statsmodels.stats.diagnostic import breaks_cusumolsresid

from rotascope.maths.change import (
    cusum,
    newest_start,
    pelt,
    robust_variance,
    since_interval,
    sup_f,
)


def shifted(n: int, at: int, by: float, seed: int) -> np.ndarray:
    x = np.random.default_rng(seed).standard_normal(n)
    x[at:] += by
    return x


@pytest.mark.parametrize("seed", range(8))
def test_the_best_partition_equals_ruptures(seed: int) -> None:
    x = np.concatenate([shifted(60, 25, 1.5, seed), shifted(40, 20, -2.0, seed + 99)])
    penalty = 2 * np.log(len(x))
    theirs = ruptures.Pelt(model="l2", min_size=5, jump=1).fit(x).predict(pen=penalty)
    assert pelt(x, penalty, 5, scale=1.0).tolist() == theirs[:-1]


def test_sup_f_equals_every_regression() -> None:
    x = shifted(100, 60, 1.2, 3)
    best, at = 0.0, 0
    for k in range(15, 86):
        step = (np.arange(100) >= k).astype(float)
        f = sm.OLS(x, sm.add_constant(step)).fit().fvalue
        if f > best:
            best, at = f, k
    assert sup_f(x, 0.15) == (pytest.approx(best, rel=1e-8), at)


@pytest.mark.parametrize("at", [6, 94])
def test_a_change_within_the_trimmed_ends_is_not_looked_at(at: int) -> None:
    x = shifted(100, at, 6.0, 3)
    centred = (x - x.mean()).cumsum()
    k = np.arange(15, 86)
    explained = centred[k - 1] ** 2 * 100 / (k * (100 - k))
    assert sup_f(x, 0.15)[1] == k[explained.argmax()] == (15 if at == 6 else 85)


def test_cusum_equals_statsmodels() -> None:
    x = shifted(100, 60, 0.8, 4)
    statistic, p, _ = breaks_cusumolsresid(x - x.mean())
    assert cusum(x)[0] == pytest.approx(statistic, rel=1e-9)
    assert cusum(x)[1] == pytest.approx(p, rel=1e-6)
    assert cusum(np.ones(30)) == (0.0, 1.0)


def test_noise_alone_rarely_has_a_change() -> None:
    rng = np.random.default_rng(5)
    found = [len(pelt(rng.standard_normal(300), 2 * np.log(300), 13)) > 0 for _ in range(200)]
    assert np.mean(found) < 0.15


def test_sup_f_rejects_noise_at_its_level() -> None:
    rng = np.random.default_rng(6)
    rejected = np.mean([sup_f(rng.standard_normal(200))[0] > 8.68 for _ in range(1000)])
    assert rejected == pytest.approx(0.05, abs=0.02)


def test_the_interval_holds_the_planted_date_about_nine_times_in_ten() -> None:
    held = []
    for seed in range(150):
        x = shifted(120, 70, 1.0, seed + 1000)
        _, at = sup_f(x)
        low, high = since_interval(x, at, 300, seed)
        held.append(low <= 70 <= high)
    assert 0.82 <= np.mean(held) <= 0.99


def test_the_robust_variance_ignores_the_shift() -> None:
    assert robust_variance(shifted(2000, 1000, 10.0, 7)) == pytest.approx(1.0, abs=0.1)


def test_a_constant_has_no_dated_change() -> None:
    assert len(pelt(np.ones(100), 5.0, 10)) == 0


def test_too_short_a_series_has_no_dated_change() -> None:
    assert len(pelt(np.arange(9.0), 1.0, 5)) == 0


def test_the_newest_start_of_every_prefix_is_that_of_the_prefix_alone() -> None:
    x = np.concatenate([shifted(60, 25, 2.0, 8), shifted(60, 30, -2.0, 9)])
    found = newest_start(x, 9.0, 13)
    for n in range(1, len(x) + 1):
        alone = pelt(x[:n], 9.0, 13, scale=1.0)
        assert found[n - 1] == (alone[-1] if len(alone) else 0), n
    assert len(set(found.tolist())) > 3


def test_a_change_is_dated_alike_in_any_unit() -> None:
    x = shifted(100, 60, 1.2, 3)
    for y in (x + 5.0, x * 3.0, -x):
        assert sup_f(y) == (pytest.approx(sup_f(x)[0], rel=1e-9), sup_f(x)[1])
        assert cusum(y)[0] == pytest.approx(cusum(x)[0], rel=1e-9)
        assert pelt(y, 9.0, 10).tolist() == pelt(x, 9.0, 10).tolist()
