"""What a Newey-West error is worth in a short sample: its bias made good, Student's t for a normal.

The sum of lagged products is estimated from the residuals of the same rows, so that it is too small,
and from few of them, so that it is itself uncertain. With 104 weeks and a normal law a "90 %" interval
holds the truth 86 times in 100, with 52 weeks 84.
"""

from __future__ import annotations

from functools import cache

from rotascope.maths import regression, stats

__all__ = ["reach", "worth"]


def worth(n: int, k: int) -> tuple[float, float]:
    """(factor on the error, degrees of freedom) of `n` rows, `k` coefficients and the rule's lags.

    With b = (lags + 1) / n: the factor is sqrt(n / ((n - k)(1 - b))), the freedom 1.5 / b, that of
    Bartlett weights (Kiefer and Vogelsang 2005; Lazarus, Lewis, Stock and Watson 2018). (1, inf) in the
    limit of long samples.
    """
    share = (regression.lags(max(n, 1)) + 1.0) / max(n, 1)
    left = max(n - k, 1) * (1.0 - min(share, 0.5))
    return float(max(n, 1) / left) ** 0.5, 1.5 / share


@cache
def reach(level: float, n: int, k: int) -> float:
    """How many Newey-West errors (as fitted) a two-sided interval at `level` reaches."""
    factor, freedom = worth(n, k)
    return factor * stats.student_reach(level, freedom)
