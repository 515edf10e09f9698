"""The compiled loops say what plain Python says."""

import numpy as np

from rotascope.maths.platt_kernels import fit, walk


def world() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    draw = np.random.default_rng(2)
    x = draw.normal(size=80)
    return x, (draw.random(80) < 0.5 + 0.2 * np.tanh(x)).astype(float), draw.uniform(0.1, 1.0, 80)


def test_compiled_and_plain_python_agree() -> None:
    x, won, weight = world()
    begin = np.zeros(2)
    np.testing.assert_allclose(
        fit(x, won, weight, 1.0, begin), fit.py_func(x, won, weight, 1.0, begin), rtol=1e-10
    )
    known = np.array([0, 10, 10, 80])
    np.testing.assert_allclose(
        walk(x, won, weight, known, 1.0), walk.py_func(x, won, weight, known, 1.0), rtol=1e-10
    )


def test_the_fit_is_where_the_gradient_is_zero() -> None:
    x, won, weight = world()
    a, b, haa, hab, hbb = fit(x, won, weight, 1.0, np.zeros(2))
    p = 1.0 / (1.0 + np.exp(-(a + b * x)))
    miss = weight * (won - p)
    np.testing.assert_allclose([miss.sum(), miss @ x - b], [0.0, 0.0], atol=1e-7)
    v = weight * p * (1.0 - p)
    np.testing.assert_allclose([haa, hab, hbb], [v.sum(), v @ x, v @ x**2 + 1.0], rtol=1e-6)


def test_where_a_fit_begins_does_not_matter() -> None:
    x, won, weight = world()
    near, far = (fit(x, won, weight, 1.0, np.array(at)) for at in ([0.0, 0.0], [3.0, -3.0]))
    np.testing.assert_allclose(near[:2], far[:2], atol=1e-7)
