"""Whose risk an index is: Euler shares of the ten largest, and what diversification leaves over.

One value per holdings file, from two years of weekly returns up to the day the file was known. A file's
age is always said; nothing is carried to days before it was known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from rotascope.dense import dense
from rotascope.maths.risk_shares import sampled_shares
from rotascope.panel import Panel
from rotascope.recall import recall
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.signals.concentration import PATIENCE, stamp
from rotascope.signals.files import FUND_WORDS, FUNDS, Shares, current, fund_on_file
from rotascope.signals.groups.windows import LEAST_WEIGHT, lines_of
from rotascope.signals.trace import Trace, missing
from rotascope.signals.weekly import week_ends
from rotascope.signals.words import covered, percent
from rotascope.terms import Null

__all__ = ["Split", "equal_null", "own_share", "risk_share", "weight_null"]

WEEKS, TEN = 104, 10
UNSIGNED = "a share of risk follows weights and volatilities, not leadership: shown, never scored"


@dataclass(frozen=True, slots=True)
class Split:
    """A file's risk: the ten largest issuers' weight and share of variance, the issuers' own share.

    Fractions; `cover` is the weight of the lines with 104 weekly returns, `held` their issuers.
    """

    weight: float
    share: float
    own: float
    cover: float
    held: int


_SPLITS: WeakKeyDictionary[Panel, dict[str, tuple[tuple[Shares, Split], ...]]] = WeakKeyDictionary()


def _splits(panel: Panel, role: str) -> tuple[tuple[Shares, Split], ...]:
    """(file, its risk) for every file of the role's fund."""
    held = _SPLITS.setdefault(panel, {})
    if role not in held:
        fund = fund_on_file(panel, role)
        files = current(panel, fund) if fund else ()
        held[role] = tuple((shares, _split(panel, shares)) for shares in files)
    return held[role]


def _split(panel: Panel, shares: Shares) -> Split:
    """The risk of one file, from levels up to the day it was known."""
    matrix = dense(panel)
    columns, weights, issuers = lines_of(panel, shares)
    end = int(np.searchsorted(matrix.days, np.datetime64(shares.file.known_at), side="right"))
    weeks = week_ends(matrix.days[max(end - 5 * (WEEKS + 12), 0) : end])
    rows = (max(end - 5 * (WEEKS + 12), 0) + weeks)[-WEEKS - 1 :]
    if len(rows) <= WEEKS or not len(columns):
        return Split(np.nan, np.nan, np.nan, 0.0, 0)
    levels = np.asarray(matrix.levels[rows][:, columns], np.float64)
    kept = np.isfinite(levels).all(axis=0)
    cover = float(weights[kept].sum() / shares.lines.sum())
    if cover < LEAST_WEIGHT:
        return Split(np.nan, np.nan, np.nan, cover, int(kept.sum()))
    names = [issuers[i] for i in np.flatnonzero(kept).tolist()]
    moves, merged = _by_issuer(levels[:, kept], weights[kept], names)
    return recall(
        "risk-split", (moves, merged), f"{cover}", lambda: _computed(moves, merged, cover)
    )


def _by_issuer(levels: Vector, weights: Vector, names: list[str]) -> tuple[Vector, Vector]:
    """(weekly returns (T, n), weights (n,)) with an issuer's lines made one; `names` come sorted."""
    held = weights * levels / levels[-1]
    edges = np.flatnonzero(np.r_[True, np.array(names[1:]) != np.array(names[:-1])])
    values = np.add.reduceat(held, edges, axis=1)
    merged = np.add.reduceat(weights, edges)
    return values[1:] / values[:-1] - 1.0, merged / merged.sum()


def _computed(moves: Vector, weights: Vector, cover: float) -> Split:
    shares = sampled_shares(weights, moves)
    largest = np.argsort(-weights, kind="stable")[:TEN]
    index = moves @ weights
    return Split(
        float(weights[largest].sum()),
        float(shares[largest].sum()),
        _own_part(moves, weights, index),
        cover,
        len(weights),
    )


def _own_part(moves: Vector, weights: Vector, index: Vector) -> float:
    """Sum of w^2 residual variance over the index's variance: what is left if residuals are unrelated."""
    gaps = index - index.mean()
    centred = moves - moves.mean(axis=0)
    betas = gaps @ centred / (gaps @ gaps)
    residual = ((centred - np.outer(gaps, betas)) ** 2).sum(axis=0) / (len(moves) - 2)
    return float((weights**2 * residual).sum() / (gaps @ gaps / (len(moves) - 1)))


def _trace(
    panel: Panel, role: str, value: Callable[[Split], float], text: Callable[[str, Split], str]
) -> Trace:
    found = _splits(panel, role)
    if not found:
        tried = ", ".join(FUNDS[role])
        return missing("not_measurable", f"no holdings file known by {panel.as_of} ({tried})")
    shares, last = found[-1]
    values = np.array([value(split) for _, split in found])
    said = text(shares.file.fund, last) if np.isfinite(values[-1]) else ""
    need = f"{WEEKS} weekly returns on file for {covered(last.cover, 'the weight', LEAST_WEIGHT)}"
    return Trace(
        np.array([s.file.known_at for s, _ in found], dtype="datetime64[D]"),
        values,
        text=f"{said}; {stamp(panel, shares)}" if said else "",
        coverage=last.cover,
        sources=(shares.file.source,),
        reason=need,
        newest=shares.file.day,
        patience=PATIENCE,
        data=(np.array([last.weight]), np.array([float(last.held)])),
    )


def weight_null(panel: Panel, trace: Trace) -> Null | None:
    """The share of risk that the weights alone give.

    Null hypothesis: every issuer as volatile as the next and all pairs alike correlated, closely: then
    risk is shared as weights are. A yardstick: what is above it comes from volatility, not size.
    """
    weight = float(trace.data[0][0]) if trace.data else np.nan
    if not np.isfinite(weight):
        return None
    return Null(
        f"like volatilities would give their weight, {percent(weight)}: a yardstick",
        weight,
        draws="level",
    )


def equal_null(panel: Panel, trace: Trace) -> Null | None:
    """What one over the number of issuers would leave.

    Null hypothesis: equal weights and equal residual variances: the own share then falls as one over the
    number, times residual over index variance. Only the first factor is said: a yardstick, no p.
    """
    held = float(trace.data[1][0]) if trace.data else 0.0
    if not held:
        return None
    return Null(
        f"it falls as the HHI does: equal weights in {held:,.0f} would leave a part of it", None
    )


def risk_share(panel: Panel, role: str) -> Trace:
    """Share of the fund's variance that its ten largest issuers carry, a fraction (Euler).

    w (S w) / w'S w, S the covariance of 104 weekly total returns before the file was known: weight times
    beta on the fund, issuers merged. A share of past variance, not a forecast of who falls.
    """

    def text(fund: str, split: Split) -> str:
        return (
            f"the ten largest issuers of {fund} carry {percent(split.share)} of its variance with"
            f" {percent(split.weight)} of its weight"
        )

    return _trace(panel, role, lambda split: split.share, text)


def own_share(panel: Panel, role: str) -> Trace:
    """Share of the fund's variance that comes from its issuers' own news, a fraction.

    Sum of w^2 residual variance over the index's, residuals from a regression on the fund's own weekly
    return, 104 weeks. It takes residuals as unrelated, which those of an industry are not: a lower bound.
    """

    def text(fund: str, split: Split) -> str:
        return (
            f"{percent(split.own, 2)} of {fund}'s variance is its issuers' own news"
            f" ({split.held:,} issuers), the rest moves them together"
        )

    return _trace(panel, role, lambda split: split.own, text)


def _register(role: str) -> None:
    def share(panel: Panel) -> Trace:
        return risk_share(panel, role)

    def own(panel: Panel) -> Trace:
        return own_share(panel, role)

    share.__doc__ = (
        f"Share of the variance of {FUND_WORDS[role]} that its ten largest issuers carry (Euler: weight"
        " times beta, 104 weeks before the file): a fraction of past variance, not a forecast."
    )
    own.__doc__ = (
        f"Share of the variance of {FUND_WORDS[role]} that is its issuers' own: the sum of squared"
        " weights times residual variances; a lower bound, for residuals of an industry go together."
    )
    register = (
        ("risk_ten", "Risk of the ten largest", share, weight_null),
        ("own_risk", "Issuers' own share of the risk", own, equal_null),
    )
    for name, title, compute, null in register:
        signal(
            f"groups.{name}_{role}",
            title=f"{title}, {FUND_WORDS[role]}",
            axis="concentration",
            family="concentration",
            unit="fraction",
            sign=0,
            theory=UNSIGNED,
            null=null,
        )(compute)


for _role in FUNDS:
    _register(_role)
