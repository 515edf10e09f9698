"""Walks in which nobody leads, made of a series' own steps: what a rule finds in them is chance."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rotascope.maths.types import Vector

__all__ = ["gaps_at_highs", "redrawn", "signed"]


def redrawn(steps: Vector, length: int, draws: int, seed: int) -> Iterator[Vector]:
    """`draws` walks of `length` steps, each drawn anew with replacement, (length,) or (length, k).

    Steps (n,) or (n, k) keep their own mean: take it off first for a walk without drift. Columns are
    drawn together, so that they stay as correlated as they are; dependence over time is lost.
    """
    rng = np.random.default_rng(seed)
    for _ in range(draws):
        yield np.cumsum(steps[rng.integers(0, len(steps), length)], axis=0)


def signed(steps: Vector, draws: int, seed: int) -> Iterator[Vector]:
    """`draws` walks of the steps (n,) in their order, each with a sign at random, (n,).

    No drift, and the volatility of every step as it was, quiet and stormy years included.
    """
    rng = np.random.default_rng(seed)
    for _ in range(draws):
        yield np.cumsum(steps * rng.choice((-1.0, 1.0), len(steps)))


def gaps_at_highs(both: Vector, length: int, draws: int, seed: int) -> Vector:
    """How far apart two lines without a leader stand from their highs, (draws,), fractions >= 0.

    both (n, 2): the lines' log steps, drawn anew together (so with their volatility and correlation),
    each with the mean of the two drifts. A gap is that of end / high - 1 on walks of `length` steps.
    """
    even = both - both.mean(axis=0) + both.mean()
    below = [np.expm1(w[-1] - w.max(axis=0)) for w in redrawn(even, length, draws, seed)]
    return np.array([abs(one - other) for one, other in below])
