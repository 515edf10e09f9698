"""What noise shows: against scipy, and p that are uniform on noise."""

import numpy as np
import pytest
from scipy import stats as theirs

from rotascope.maths import noise


@pytest.mark.parametrize(("seen", "sd"), [(0.03, 0.02), (-0.4, 0.1), (0.0, 1.0), (9.0, 1.0)])
def test_normal_noise_equals_scipy(seen: float, sd: float) -> None:
    usual, p = noise.normal(seen, sd)
    assert usual == pytest.approx(theirs.norm.ppf(0.75) * sd, rel=1e-12)
    assert p == pytest.approx(2 * theirs.norm.sf(abs(seen) / sd), rel=1e-9)


def test_students_noise_equals_scipy() -> None:
    usual, p = noise.student(-0.4, 0.25, 31.0)
    assert usual == pytest.approx(theirs.t.ppf(0.75, 31) * 0.25, rel=1e-9)
    assert p == pytest.approx(2 * theirs.t.sf(1.6, 31), rel=1e-9)


def test_what_is_seen_counts_as_a_draw() -> None:
    # Of 1, 2, 3 two are at least 2: (1 + 2) / (1 + 3); none is 9: 1 / 4, never nil.
    draws = np.array([1.0, 2.0, 3.0])
    assert noise.drawn(2.0, draws) == (2.0, 0.75)
    assert noise.drawn(9.0, draws) == (2.0, 0.25)


def test_on_noise_the_p_of_draws_is_uniform() -> None:
    rng = np.random.default_rng(31)
    p = np.array([noise.drawn(x[0], x[1:])[1] for x in rng.standard_normal((2000, 100))])
    for level in (0.1, 0.25, 0.5, 0.9):
        assert np.mean(p <= level) == pytest.approx(level, abs=0.035)


def test_a_table_is_log_linear_between_its_pairs_and_beyond() -> None:
    table = ((2.0, 0.5), (4.0, 0.05))
    assert noise.tabled(0.0, table) == 1.0
    assert noise.tabled(1.0, table) == pytest.approx(0.5**0.5)
    assert noise.tabled(3.0, table) == pytest.approx((0.5 * 0.05) ** 0.5)
    assert noise.tabled(6.0, table) == pytest.approx(0.005)
