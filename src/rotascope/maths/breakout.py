"""Do several lines break out together, and how many independent lines are they?"""

from __future__ import annotations

import numpy as np

from rotascope.maths.types import Matrix, Vector

__all__ = ["circular_p", "effective_count", "synchronised"]


def synchronised(events: Matrix, h: int) -> Vector:
    """Share of the m lines with an event within the last h steps, (T,). events (T, m) of 0 and 1."""
    total = np.cumsum(events != 0, axis=0)
    within = total.copy()
    within[h:] = total[h:] - total[:-h]
    return np.asarray((within > 0).mean(axis=1), dtype=np.float64)


def circular_p(events: Matrix, h: int, draws: int = 2000, seed: int = 0) -> float:
    """P(share at the last step >= the observed one) if the lines' events fell independently in time.

    Null hypothesis: each line keeps its own events and their clustering but starts at a random point
    of the circle (Politis-Romano style circular shifts). One-sided; (1 + hits) / (1 + draws).
    """
    rng = np.random.default_rng(seed)
    length, m = events.shape
    recent = np.column_stack([synchronised(events[:, [j]], h) for j in range(m)])
    seen = recent[-1].mean()
    shifts = rng.integers(0, length, size=(draws, m))
    shares = recent[shifts, np.arange(m)].mean(axis=1)
    return float((1 + np.count_nonzero(shares >= seen - 1e-12)) / (1 + draws))


def effective_count(correlation: Matrix) -> float:
    """(sum of eigenvalues)^2 / sum of squares of a correlation matrix (m, m), in [1, m].

    m for uncorrelated lines, 1 for identical ones.
    """
    trace = float(np.trace(correlation))
    return trace * trace / float((correlation * correlation).sum())
