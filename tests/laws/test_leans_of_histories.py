"""The lean of a history: within bounds, and of each day's own past."""

import numpy as np

from rotascope.maths import rank
from tests.evidence.markets import measured
from tests.laws.leans import lean_history


def test_leans_stay_within_one() -> None:
    assert lean_history(measured("a", np.full(200, 7.0))).max() == 1.0


def test_a_lean_of_percentiles_is_that_of_each_days_own_past() -> None:
    from dataclasses import replace

    values = np.random.default_rng(5).normal(size=200)
    one = measured("a", values, sign=-1)
    spec = replace(one.spec, lean="percentile")
    found = lean_history(replace(one, spec=spec))
    np.testing.assert_array_equal(found, -(2.0 * rank.expanding_percentile(values) - 1.0))
    unranked = replace(one, spec=spec, trace=replace(one.trace, unranked=100))
    assert np.isnan(lean_history(unranked)[:100]).all()
