"""Dated breaks: against regressions and ruptures; on noise and on a thousand planted rotations."""

from itertools import combinations

import numpy as np
import pytest
import ruptures
import statsmodels.api as sm

from rotascope.maths import breaks


def shifted(seed: int, n: int = 260, at: int = 150, by: float = 0.6) -> np.ndarray:
    x = np.random.default_rng(seed).standard_normal(n)
    x[at:] += by
    return x


def sup_f(x: np.ndarray) -> tuple[float, int]:
    """(largest F, first position of the second regime) of x alone."""
    f, at = breaks.trailing_sup_f(x, len(x), len(x))
    return float(f[-1]), int(at[-1])


def test_sup_f_equals_every_regression() -> None:
    x = shifted(3, 100, 60, 1.2)
    steps = {k: (np.arange(100) >= k).astype(float) for k in range(15, 86)}
    f = {k: sm.OLS(x, sm.add_constant(step)).fit().fvalue for k, step in steps.items()}
    best = max(f, key=f.__getitem__)
    assert sup_f(x) == (pytest.approx(f[best], rel=1e-8), best)


@pytest.mark.parametrize("at", [6, 94])
def test_a_change_within_the_trimmed_ends_is_not_looked_at(at: int) -> None:
    x = shifted(3, 100, at, 6.0)
    centred = (x - x.mean()).cumsum()
    k = np.arange(15, 86)
    explained = centred[k - 1] ** 2 * 100 / (k * (100 - k))
    assert sup_f(x)[1] == k[explained.argmax()] == (15 if at == 6 else 85)


def test_a_change_is_dated_alike_in_any_unit() -> None:
    x = shifted(3, 100, 60, 1.2)
    for y in (x + 5.0, x * 3.0, -x):
        assert sup_f(y) == (pytest.approx(sup_f(x)[0], rel=1e-9), sup_f(x)[1])


def test_the_trailing_f_is_that_of_the_window_alone() -> None:
    x = shifted(1, 300)
    f, at = breaks.trailing_sup_f(x, 120, 60)
    assert np.isnan(f[:59]).all()
    for end in (60, 100, 121, 200, 300):
        begin = max(end - 120, 0)
        alone, where = sup_f(x[begin:end])
        assert f[end - 1] == pytest.approx(alone, rel=1e-9)
        assert at[end - 1] == begin + where


def test_the_p_is_the_share_of_noise_that_shows_as_much() -> None:
    rng = np.random.default_rng(2)
    noise = np.array([sup_f(rng.standard_normal(260))[0] for _ in range(3000)])
    for p in (0.5, 0.1, 0.05):
        f = float(np.quantile(noise, 1 - p))
        assert breaks.sup_f_p(f) == pytest.approx(p, rel=0.2)
    assert breaks.sup_f_p(0.0) == 1.0
    assert breaks.sup_f_p(30.0) < 1e-4


def test_andrews_critical_value_lies_at_five_in_a_hundred() -> None:
    # Andrews (2003) 8.68, Bai-Perron (2003) 8.58, 15 % trimming.
    assert breaks.sup_f_p(8.58) == pytest.approx(0.05, abs=0.005)
    assert breaks.sup_f_p(7.04) == pytest.approx(0.10, abs=0.01)
    noise = np.random.default_rng(6).standard_normal((1000, 200))
    assert np.mean([sup_f(x)[0] > 8.68 for x in noise]) == pytest.approx(0.05, abs=0.02)


def test_the_best_partition_equals_every_other_one_and_ruptures() -> None:
    from rotascope.maths.breaks_kernels import best_partitions

    x = np.concatenate([shifted(3, 30, 15, 3.0), shifted(4, 20, 10, -4.0)])
    cost, starts = best_partitions(x, 3, 4)
    for m in (1, 2):
        every = {
            cuts: sum(((s - s.mean()) ** 2).sum() for s in np.split(x, cuts))
            for cuts in combinations(range(4, 47), m)
            if all(b - a >= 4 for a, b in zip((0, *cuts), (*cuts, 50), strict=True))
        }
        best = min(every, key=every.__getitem__)
        assert cost[m] == pytest.approx(every[best], rel=1e-9)
        assert tuple(starts[m, :m]) == best
    three = ruptures.Dynp(model="l2", min_size=4, jump=1).fit(x).predict(n_bkps=3)
    assert starts[3].tolist() == three[:-1]


def test_two_planted_changes_are_both_dated_and_noise_has_none() -> None:
    x = np.random.default_rng(6).standard_normal(300)
    x[100:200] += 3.0
    assert breaks.changes(x, 45).tolist() == pytest.approx([100, 200], abs=4)
    found = [
        len(breaks.changes(np.random.default_rng(s).standard_normal(200), 30)) > 0
        for s in range(200)
    ]
    assert np.mean(found) == pytest.approx(0.05, abs=0.035)


def test_too_short_a_series_has_no_changes() -> None:
    assert len(breaks.changes(np.arange(9.0), 5)) == 0
    assert len(breaks.changes(np.zeros(40), 5)) == 0


def test_a_planted_rotation_is_dated_within_the_stated_set_nine_times_in_ten() -> None:
    rng = np.random.default_rng(2026)
    held, held_dated, width = [], [], []
    for _ in range(1000):
        n, by = 260, float(rng.uniform(0.4, 1.0))
        at = int(rng.integers(50, 210))
        x = rng.standard_normal(n)
        x[at:] += by * rng.choice((-1.0, 1.0))
        low, high = breaks.date_set(x)
        held.append(low <= at <= high)
        width.append(high - low)
        if breaks.sup_f_p(sup_f(x)[0]) <= 0.10:
            held_dated.append(held[-1])
    assert np.mean(held) >= 0.90
    assert np.mean(held_dated) >= 0.90
    assert np.median(width) < 60  # it says something: not every date is in it


def test_the_set_holds_the_best_date_and_grows_with_the_level() -> None:
    x = shifted(7)
    _, at = sup_f(x)
    narrow, wide = breaks.date_set(x, 0.5), breaks.date_set(x, 0.99)
    assert wide[0] <= narrow[0] <= at <= narrow[1] <= wide[1]
