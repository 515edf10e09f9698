"""Change points against ruptures and statsmodels; intervals that hold."""

import numpy as np
import pytest
import ruptures
from statsmodels.stats.diagnostic import breaks_cusumolsresid

from rotascope.maths.breaks import trailing_sup_f
from rotascope.maths.change import cusum, newest_start, since_interval


def shifted(n: int, at: int, by: float, seed: int) -> np.ndarray:
    x = np.random.default_rng(seed).standard_normal(n)
    x[at:] += by
    return x


@pytest.mark.parametrize("seed", range(8))
def test_the_newest_start_of_every_prefix_is_that_of_ruptures(seed: int) -> None:
    x = np.concatenate([shifted(60, 25, 1.5, seed), shifted(40, 20, -2.0, seed + 99)])
    penalty = 2 * np.log(len(x))
    found = newest_start(x, penalty, 5)
    for n in range(10, 101, 15):
        theirs = ruptures.Pelt(model="l2", min_size=5, jump=1).fit(x[:n]).predict(pen=penalty)
        assert found[n - 1] == (0, *theirs)[-2], n
    assert len(set(found.tolist())) > 2


def test_noise_alone_rarely_has_a_change() -> None:
    rng = np.random.default_rng(5)
    found = [
        newest_start(rng.standard_normal(300), 2 * np.log(300), 13)[-1] > 0 for _ in range(200)
    ]
    assert np.mean(found) < 0.15


def test_a_constant_or_too_short_a_series_has_no_dated_change() -> None:
    assert not newest_start(np.ones(100), 5.0, 10).any()
    assert not newest_start(np.arange(9.0), 1.0, 5).any()


def test_cusum_equals_statsmodels() -> None:
    x = shifted(100, 60, 0.8, 4)
    statistic, p, _ = breaks_cusumolsresid(x - x.mean())
    assert cusum(x)[0] == pytest.approx(statistic, rel=1e-9)
    assert cusum(x)[1] == pytest.approx(p, rel=1e-6)
    assert cusum(np.ones(30)) == (0.0, 1.0)


def test_the_interval_holds_the_planted_date_about_nine_times_in_ten() -> None:
    held = []
    for seed in range(150):
        x = shifted(120, 70, 1.0, seed + 1000)
        at = int(trailing_sup_f(x, 120, 120)[1][-1])
        low, high = since_interval(x, at, 300, seed)
        held.append(low <= 70 <= high)
    assert 0.82 <= np.mean(held) <= 0.99


def test_a_cusum_is_alike_in_any_unit() -> None:
    x = shifted(100, 60, 1.2, 3)
    for y in (x + 5.0, x * 3.0, -x):
        assert cusum(y)[0] == pytest.approx(cusum(x)[0], rel=1e-9)
