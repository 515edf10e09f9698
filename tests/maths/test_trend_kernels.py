"""Lines fast and exact, and simulated paths that are this series' own changes with the mean asked for."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.stats import theilslopes

from rotascope.maths.trend_kernels import simulate_rule, theil_sen_line, trailing_sd

values = st.one_of(st.floats(-1, 1), st.integers(-3, 3).map(float))


@settings(max_examples=150, deadline=None)
@example([2.225073858507e-311, 0.0, 0.0], 0.0, 0.0)  # so near to one another that a scale overflows
@given(st.lists(values, min_size=3, max_size=40), st.floats(-1, 1), st.floats(0, 1))
def test_the_line_is_exact_wherever_the_search_begins(
    y: list[float], low: float, width: float
) -> None:
    series = np.array(y)
    slope, intercept = theil_sen_line(series, np.array([low, low + width]))
    assert slope == pytest.approx(theilslopes(series, np.arange(len(y)))[0], rel=1e-9, abs=1e-12)
    residual = series - slope * np.arange(len(y))
    assert intercept == pytest.approx(np.quantile(residual, 0.95), rel=1e-9, abs=1e-12)


def test_a_bracket_carried_from_week_to_week_changes_no_line() -> None:
    q = np.cumsum(np.random.default_rng(52).standard_normal(400) * 0.02)
    carried = np.zeros(2)
    for t in range(60, 400):
        fresh = theil_sen_line(q[t - 60 : t].copy(), np.zeros(2))
        assert theil_sen_line(q[t - 60 : t].copy(), carried) == fresh


def test_the_spread_equals_pandas() -> None:
    q = np.cumsum(np.random.default_rng(53).standard_normal(300) * 0.02)
    theirs = pd.Series(q).diff().rolling(52, min_periods=26).std()
    assert trailing_sd(q, 52) == pytest.approx(theirs.to_numpy(), rel=1e-9, nan_ok=True)


def simulate(drift: float, tries: int, *, frozen: bool = True) -> np.ndarray:
    dq = np.random.default_rng(51).standard_normal(500) * 0.02
    return simulate_rule(dq, 156, 52, 40, 8, drift, 0.0, 0.2, 3, 26, 52, True, frozen, tries, 5)


def test_paths_that_find_no_downtrend_are_not_counted() -> None:
    rows = simulate(0.02, 1)
    assert rows[:, 0].sum() == 0
    assert not rows.any()


@pytest.mark.parametrize("frozen", [True, False])
def test_a_confirmed_break_is_a_break(frozen: bool) -> None:
    rows = simulate(0.0, 200, frozen=frozen)
    assert rows[:, 0].all()
    assert (rows[:, 2] <= rows[:, 1]).all()
    assert not rows[rows[:, 1] == 0, 3:].any()
    assert not rows[rows[:, 2] == 0, 5:].any()
