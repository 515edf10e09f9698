"""Many questions of one history: p-values corrected for how many were asked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rotascope.maths.types import Vector

__all__ = ["by_adjusted", "corrected"]


def by_adjusted(p: Vector) -> Vector:
    """Benjamini-Yekutieli (2001) adjusted p-values, (m,), valid under any dependence.

    p_(i) m c(m) / i with c(m) = 1 + 1/2 + ... + 1/m, made monotone from the largest, at most 1.
    Null hypothesis of each p: its own. p finite in [0, 1]; an empty vector stays empty.
    """
    p = np.asarray(p, dtype=np.float64)
    m = len(p)
    if not m:
        return p
    order = np.argsort(p, kind="stable")
    rank = np.arange(1, m + 1)
    scaled = p[order] * m * float(np.sum(1.0 / rank)) / rank
    out = np.empty(m)
    out[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return out


def corrected(p: Sequence[float | None]) -> tuple[float | None, ...]:
    """`by_adjusted` of those that are known; None stays None and counts for nothing."""
    known = [one for one in p if one is not None]
    found = iter(by_adjusted(np.array(known, dtype=np.float64)).tolist())
    return tuple(None if one is None else next(found) for one in p)
