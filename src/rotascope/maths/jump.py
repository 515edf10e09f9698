"""The statistical jump model: a few states, each with a mean, and a price for every switch.

Nystrup, Lindstrom and Madsen (2020): minimise the sum of squared distances to the states' means plus
a penalty a switch. Penalty 0 is k-means; an infinite one leaves a single state.
"""

from __future__ import annotations

import numpy as np

from rotascope.maths.types import Ints, Matrix, Vector

__all__ = ["cost", "descend", "fit", "online", "path"]

STARTS, STEPS = 10, 100


def path(y: Matrix, mu: Matrix, penalty: float) -> Ints:
    """The cheapest states of y (T, p) for means mu (K, p): exact, O(T K^2)."""
    from rotascope.maths.jump_kernels import back, costs

    total = costs(np.ascontiguousarray(y), np.ascontiguousarray(mu), penalty)
    return np.asarray(back(total, penalty))


def online(y: Matrix, mu: Matrix, penalty: float) -> Ints:
    """Per t the last state of the cheapest path of y[: t + 1]: what was known at t, for given means."""
    from rotascope.maths.jump_kernels import costs

    total = costs(np.ascontiguousarray(y), np.ascontiguousarray(mu), penalty)
    return np.asarray(total.argmin(axis=1))


def cost(y: Matrix, mu: Matrix, states: Ints, penalty: float) -> float:
    """What the model minimises: squared distances to the means plus `penalty` a switch."""
    switches = int(np.count_nonzero(states[1:] != states[:-1]))
    return float(((y - mu[states]) ** 2).sum()) + penalty * switches


def descend(y: Matrix, mu: Matrix, penalty: float) -> tuple[Matrix, Ints, float]:
    """(means, states, cost) by coordinate descent from means `mu`; a state without points keeps its own.

    Neither step can raise the cost; it ends when the states stay as they are.
    """
    means = np.array(mu, dtype=np.float64)
    states = path(y, means, penalty)
    for _ in range(STEPS):
        for k in range(len(means)):
            if (states == k).any():
                means[k] = y[states == k].mean(axis=0)
        moved = path(y, means, penalty)
        if np.array_equal(moved, states):
            break
        states = moved
    return means, states, cost(y, means, states, penalty)


def fit(y: Matrix, count: int, penalty: float, seed: int = 0) -> tuple[Matrix, Ints, float]:
    """The cheapest of 10 descents from k-means++ starts (fixed seed), states by their first mean.

    y (T, p) finite, T >= count; give the columns one scale first.
    """
    draw = np.random.default_rng(seed)
    found = min((descend(y, _start(y, count, draw), penalty) for _ in range(STARTS)),
                key=lambda made: made[2])  # fmt: skip
    order = np.argsort(found[0][:, 0], kind="stable")
    place = np.empty(count, dtype=np.int64)
    place[order] = np.arange(count)
    return found[0][order], place[found[1]], found[2]


def _start(y: Matrix, count: int, draw: np.random.Generator) -> Vector:
    """k-means++: each further mean is a point, likelier the further it is from those chosen."""
    chosen = [int(draw.integers(len(y)))]
    for _ in range(count - 1):
        distance = np.min([((y - y[i]) ** 2).sum(axis=1) for i in chosen], axis=0)
        total = distance.sum()
        share = distance / total if total > 0.0 else np.full(len(y), 1.0 / len(y))
        chosen.append(int(draw.choice(len(y), p=share)))
    return np.asarray(y[chosen], dtype=np.float64)
