"""The score: order alone counts, families weigh alike, dependence is no evidence, the future neither."""

import numpy as np
import pytest

from rotascope.evidence.composite import CLIP, REFIT, composite, normal_scores, shares
from rotascope.evidence.recorded import Recorded
from rotascope.maths import stats
from tests.evidence.markets import LAST, sessions_to
from tests.evidence.worlds import without_rotation


def told(leans: np.ndarray, families: tuple[str, ...]) -> Recorded:
    names = tuple(f"s{i}" for i in range(len(families)))
    return Recorded(sessions_to(LAST, len(leans)), names, families, leans)


def test_a_lean_is_the_quantile_of_its_percentile() -> None:
    found = normal_scores(np.array([0.0, 0.5, -0.9, 1.0, np.nan]))
    expected = [stats.normal_ppf(u) for u in (0.5, 0.75, 0.05, 1.0 - CLIP)]
    np.testing.assert_allclose(found[:4], expected, atol=1e-5)
    assert np.isnan(found[4])


def test_six_signals_of_one_family_weigh_as_one_of_another() -> None:
    row = np.array([0.5, 0.5, 0.5, 0.5, 0.5, 0.5, -0.5])
    families = ("price",) * 6 + ("breadth",)
    found = composite(told(np.tile(row, (3, 1)), families))
    assert found.x[-1] == pytest.approx(0.0, abs=1e-12)
    assert found.families[-1] == 2
    weights = shares(normal_scores(row), families, ("price", "breadth"))
    np.testing.assert_allclose(weights, [1 / 12] * 6 + [0.5])


def test_a_silent_family_has_no_share() -> None:
    row = np.array([0.5, np.nan, 0.2])
    weights = shares(normal_scores(row), ("a", "b", "c"), ("a", "b", "c"))
    np.testing.assert_allclose(weights, [0.5, 0.0, 0.5])
    found = composite(told(np.full((2, 3), np.nan), ("a", "b", "c")))
    assert np.isnan(found.x).all()
    assert (found.families == 0).all()


def test_the_noise_of_independent_signals_averages_out_that_of_copies_does_not() -> None:
    draw = np.random.default_rng(3)
    u = draw.uniform(-1.0, 1.0, (800, 4))
    families = ("a", "b", "c", "d")
    apart, alike = composite(told(u, families)), composite(told(np.tile(u[:, :1], 4), families))
    assert apart.sd[-1] == pytest.approx(0.5, abs=0.04)  # 1 / sqrt(4)
    assert apart.effective[-1] == pytest.approx(4.0, abs=0.6)
    assert alike.sd[-1] == pytest.approx(1.0, abs=1e-9)
    assert alike.effective[-1] == pytest.approx(1.0, abs=1e-9)
    assert np.std(apart.x[100:]) == pytest.approx(1.0, abs=0.08)
    # Before sixty dates nobody knows how alike they are.
    assert (apart.sd[:REFIT] == 1.0).all()


def test_a_monotone_change_of_a_signal_changes_nothing() -> None:
    from rotascope.maths import rank

    values = np.random.default_rng(5).normal(size=300)
    plain, bent = (2.0 * rank.expanding_percentile(v) - 1.0 for v in (values, np.exp(values)))
    np.testing.assert_array_equal(normal_scores(plain), normal_scores(bent))


def test_later_dates_change_no_earlier_score() -> None:
    world = without_rotation(8.0, 1)
    half = len(world.told.days) // 2
    cut = composite(
        Recorded(
            world.told.days[:half], world.told.names, world.told.families, world.told.leans[:half]
        )
    )
    np.testing.assert_array_equal(cut.x, world.score.x[:half])
    np.testing.assert_array_equal(cut.effective, world.score.effective[:half])


def test_the_score_rises_with_each_of_its_inputs() -> None:
    """Row 039: monotone in each input, and the family of the input is what moved."""
    draw = np.random.default_rng(7)
    leans = draw.uniform(-1.0, 1.0, (200, 5))
    families = ("price", "price", "breadth", "breadth", "macro")
    base = composite(told(leans, families))
    for signal in range(5):
        more = leans.copy()
        more[-1, signal] = min(leans[-1, signal] + 0.3, 1.0)
        after = composite(told(more, families))
        assert after.x[-1] > base.x[-1]
        moved = np.flatnonzero(after.z[-1] != base.z[-1])
        assert [base.names[i] for i in moved] == [families[signal]]
