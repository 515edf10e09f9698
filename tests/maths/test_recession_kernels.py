"""The probit's loops: probabilities against SciPy, scoring at a maximum."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from rotascope.maths.recession_kernels import probabilities, scored


def test_probabilities_equal_scipy_far_into_both_tails() -> None:
    x = np.linspace(-9.0, 9.0, 37)
    np.testing.assert_allclose(probabilities(x, 0.3, -0.9), norm.cdf(0.3 - 0.9 * x), rtol=1e-10)


def test_no_step_from_the_fit_is_likelier() -> None:
    draw = np.random.default_rng(7)
    x = draw.normal(size=300)
    y = (draw.normal(size=300) < 0.4 * x - 0.5).astype(float)
    a, b = scored(x, y)

    def likelihood(a: float, b: float) -> float:
        p = norm.cdf(a + b * x)
        return float(np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)))

    best = likelihood(a, b)
    for step in (1e-3, -1e-3):
        assert likelihood(a + step, b) < best
        assert likelihood(a, b + step) < best
    assert a == pytest.approx(-0.5, abs=0.2)
