"""How long leadership lasts: spells on one side, their ages, and the survival of such spells."""

from __future__ import annotations

import numpy as np

from rotascope.maths.types import Ints, Vector

__all__ = ["completed", "kaplan_meier", "outlived", "sides"]


def sides(x: Vector, confirm: int) -> tuple[Ints, Ints]:
    """(who leads at each step: +1, -1, 0 = nobody yet; position at which that lead began), (n,) each.

    A side takes the lead once x has had its sign for `confirm` steps in a row; its lead is dated
    from the first of them, yet told only on the last. Zeros and NaN belong to neither side.
    """
    sign = np.sign(np.nan_to_num(np.asarray(x, dtype=np.float64))).astype(np.int64)
    at = np.arange(len(sign))
    fresh = np.ones(len(sign), dtype=bool)
    fresh[1:] = sign[1:] != sign[:-1]
    first = np.maximum.accumulate(np.where(fresh, at, 0))
    sure = (at - first + 1 >= confirm) & (sign != 0)
    newest = np.maximum.accumulate(np.where(sure, at, -1))
    side = np.where(newest >= 0, sign[np.maximum(newest, 0)], 0)
    taken = np.ones(len(side), dtype=bool)
    taken[1:] = side[1:] != side[:-1]
    began = np.where(taken, first, 0)
    began = began[np.maximum.accumulate(np.where(taken, at, 0))]
    return side, np.where(side == 0, -1, began)


def completed(side: Ints, began: Ints) -> tuple[Ints, Ints]:
    """(length of each finished spell, position at which its end was known), (m,) each.

    The first spell is left out: it may have begun before the data did.
    """
    turns = np.flatnonzero((side[1:] != side[:-1]) & (side[:-1] != 0)) + 1
    lengths = began[turns] - began[turns - 1]
    return lengths[1:], turns[1:]


def outlived(side: Ints, began: Ints) -> Vector:
    """At each step: the share of spells that last longer than the present one has so far, (n,).

    Kaplan-Meier at the present age, from the spells finished by that step and the present one, which
    goes on (censored): (longer ones + 1) / (finished + 1). NaN without a spell.
    """
    lengths, known = completed(side, began)
    at = np.arange(len(side))
    age = at - began + 1
    longer = (lengths[None, :] > age[:, None]) & (known[None, :] <= at[:, None])
    finished = np.searchsorted(known, at, side="right")
    share = (longer.sum(axis=1) + 1.0) / (finished + 1.0)
    return np.where(side == 0, np.nan, share)


def kaplan_meier(lengths: Vector, ended: Vector) -> tuple[Vector, Vector, Vector]:
    """(times of endings, share that lasts longer, Greenwood's standard error), (k,) each, ascending.

    Kaplan and Meier (1958). ended (n,) is true for a spell that ended, false for one that went on
    beyond `lengths`. Endings count before those that go on at the same length.
    """
    lengths, ended = np.asarray(lengths, dtype=np.float64), np.asarray(ended, dtype=bool)
    times = np.unique(lengths[ended])
    risk = (lengths[None, :] >= times[:, None]).sum(axis=1)
    died = ((lengths[None, :] == times[:, None]) & ended[None, :]).sum(axis=1)
    share = np.cumprod(1.0 - died / risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.cumsum(died / (risk * (risk - died)))
    error = share * np.sqrt(np.where(share > 0.0, spread, 0.0))
    return times, share, error
