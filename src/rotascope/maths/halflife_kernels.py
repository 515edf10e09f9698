"""Compiled loops of the grid bootstrap: t-ratios of an AR(1) slope, seen and simulated."""

from __future__ import annotations

import numpy as np
from numba import njit

from rotascope.maths.types import Matrix, Vector

__all__ = ["grid_quantiles"]


@njit(cache=True, nogil=True)
def _t_ratio(x: Vector, phi: float) -> float:
    """(slope - phi) / its standard error for x_t on (1, x_{t-1})."""
    n = len(x) - 1
    ma, mb = 0.0, 0.0
    for i in range(n):
        ma += x[i]
        mb += x[i + 1]
    ma, mb = ma / n, mb / n
    saa, sab, sbb = 0.0, 0.0, 0.0
    for i in range(n):
        da, db = x[i] - ma, x[i + 1] - mb
        saa += da * da
        sab += da * db
        sbb += db * db
    slope = sab / saa
    left = max(sbb - slope * sab, 1e-300)
    return float((slope - phi) / np.sqrt(left / (n - 2) / saa))


@njit(cache=True, nogil=True)
def grid_quantiles(x: Vector, grid: Vector, draws: int, seed: int, tail: float) -> Matrix:
    """Per slope of `grid`: its t-ratio in x and both `tail` quantiles if that slope is true, (g, 3).

    Null hypothesis of each row: x is an AR(1) with that slope (a random walk without drift at 1);
    the steps are redrawn from its own centred residuals. x (n,) finite.
    """
    np.random.seed(seed)
    n = len(x)
    out = np.empty((len(grid), 3))
    for g in range(len(grid)):
        phi = grid[g]
        steps = x[1:] - phi * x[:-1]
        steps = steps - steps.mean()
        seen = np.empty(draws)
        path = np.empty(n)
        for d in range(draws):
            path[0] = 0.0
            for t in range(1, n):
                path[t] = phi * path[t - 1] + steps[np.random.randint(0, n - 1)]
            seen[d] = _t_ratio(path, phi)
        out[g, 0] = _t_ratio(x, phi)
        seen.sort()
        out[g, 1] = seen[int(tail * (draws - 1) + 0.5)]
        out[g, 2] = seen[int((1.0 - tail) * (draws - 1) + 0.5)]
    return out
