"""Where a value stands in its own past: expanding midranks, never a full-sample quantile."""

from __future__ import annotations

import numpy as np

from rotascope.maths.types import Vector

__all__ = ["expanding_percentile", "last_percentile"]


def last_percentile(x: Vector, minimum: int = 60) -> float:
    """Midrank of the last value among all values up to it: (#less + #equal / 2) / n, in (0, 1).

    x (n,), NaN excluded; the last value counts as one of its own equals. NaN below `minimum` finite
    values or when the last value is NaN. Methods handbook section 10.
    """
    finite = x[np.isfinite(x)]
    if len(finite) < minimum or not np.isfinite(x[-1]):
        return float("nan")
    less, equal = np.count_nonzero(finite < x[-1]), np.count_nonzero(finite == x[-1])
    return float((less + 0.5 * equal) / len(finite))


def expanding_percentile(x: Vector, minimum: int = 60) -> Vector:
    """`last_percentile` of every prefix of x, (n,); NaN stays NaN and is not counted.

    Causal: entry t uses x[: t + 1] only. O(n log n) by a Fenwick tree over the values' ranks.
    """
    from rotascope.maths.kernels import fenwick_midranks

    x = np.asarray(x, dtype=np.float64)
    finite = np.isfinite(x)
    # Compressing to ranks uses all of x, yet only the order between values survives into the result.
    values, ranks = np.unique(x[finite], return_inverse=True)
    codes = np.full(len(x), -1, dtype=np.int64)
    codes[finite] = ranks
    return np.asarray(fenwick_midranks(codes, len(values), minimum))
