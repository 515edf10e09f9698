"""Sentences around the facts: evidence, the second measure, what would change our mind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import numpy as np

from rotascope.evidence.facts import Facts, leader_word
from rotascope.evidence.likelihood import WEAK
from rotascope.evidence.primary import FRESH, HORIZON, TURN
from rotascope.maths import returns
from rotascope.panel import Panel
from rotascope.series import PairSeries
from rotascope.signals.words import signed
from rotascope.terms import Axis, Evidence, Likelihood, Reading

__all__ = ["LINES", "but", "evidence", "second", "would_change"]

LINES = 5
ORDINARY = 0.5  # what chance shows more often than not is evidence for nobody
THIRD = 1.0 / 3.0
NONE: Mapping[str, Likelihood] = MappingProxyType({})

# The measure that speaks beside the primary pair, and what its silence means when the first of the
# two words leads. Size: small caps are two markets, with and without an earnings screen.
SECOND: dict[Axis, tuple[tuple[str, str], str, str]] = {
    "size": (
        ("small_600", "large_cap"),
        "the move is in the broad small-cap index, less in the one with an earnings screen",
        "the small caps with an earnings screen lag less",
    ),
    "concentration": (
        ("equal_weight", "large_cap"),
        "the move is out of the few, not yet into the average stock",
        "the few pull ahead, the average stock hardly lags its index",
    ),
}


def evidence(
    readings: Iterable[Reading],
    axis: Axis,
    lead: int,
    worth: Mapping[str, Likelihood] = NONE,
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """(for, against) the leader, at most five each: the strongest of every family, then the next.

    `lead` is +1 when small / the rest lead. Only scored readings that are ok, with |lean| >= 0.1
    and, where chance is known, not what chance shows more often than not. `worth`: likelihood ratios by
    signal.
    """
    scored = [r for r in readings if r.axis == axis and r.status == "ok" and r.lean is not None]
    able = [r for r in scored if r.null is None or r.null.p is None or r.null.p <= ORDINARY]
    strong = sorted((r for r in able if abs(_lean(r)) >= WEAK), key=_strength)
    pro = [r for r in strong if _lean(r) * (lead or 1) > 0]
    contra = [r for r in strong if _lean(r) * (lead or 1) < 0]
    return _lines(pro, worth), _lines(contra, worth)


def _lean(one: Reading) -> float:
    return 0.0 if one.lean is None else one.lean


def _strength(one: Reading) -> tuple[float, str]:
    return -abs(_lean(one)), one.signal


def _lines(ranked: list[Reading], worth: Mapping[str, Likelihood]) -> tuple[Evidence, ...]:
    """Families take turns, so that five price signals do not fill the page."""
    seen: dict[str, int] = {}
    turns = []
    for place, one in enumerate(ranked):
        seen[one.family] = seen.get(one.family, 0) + 1
        turns.append((seen[one.family], place, one))
    chosen = [one for _, _, one in sorted(turns, key=lambda turn: turn[:2])[:LINES]]
    return tuple(
        Evidence(
            one.signal,
            one.text or one.title,
            _lean(one),
            one.null.statement if one.null else "what chance alone would show is not known",
            one.key,
            worth.get(one.signal),
        )
        for one in chosen
    )


def second(panel: Panel, axis: Axis, primary: PairSeries) -> PairSeries | None:
    """The other fresh measure of the axis with 126 sessions; None when it is the primary itself."""
    top, bottom = (panel.role(role) for role in SECOND[axis][0])
    if not len(top) or not len(bottom):
        return None
    pair = panel.ratio(top.symbol, bottom.symbol)
    known = len(pair) > HORIZON and pair.days[-1] >= panel.sessions[-FRESH - 1]
    legs = (primary.numerator.symbol, primary.denominator.symbol)
    return pair if known and (top.symbol, bottom.symbol) != legs else None


def but(panel: Panel, axis: Axis, primary: PairSeries, known: Facts) -> str:
    """The sentence when the axis's second measure disagrees with the first or is much weaker; else ''.

    Much weaker: less than a third of the primary's 126-session relative return.
    """
    other = second(panel, axis, primary)
    if other is None or not known.lead:
        return ""
    relative = float(returns.log_relative(other.log_ratio, HORIZON)[-1])
    favour, own = relative * known.lead, abs(known.relative_126)
    if favour >= own * THIRD:
        return ""
    if favour < 0:
        said = f"{signed(relative)} in {HORIZON} sessions"
        return f"but {other.label} {said}: the axis's other measure points the other way"
    _, when_small, when_large = SECOND[axis]
    tail = when_small if known.lead > 0 else when_large
    return f"but {other.label} only {signed(relative)} in {HORIZON} sessions: {tail}"


def would_change(axis: Axis, pair: PairSeries, known: Facts) -> tuple[str, ...]:
    """The move of the pair within 21 sessions that turns the leader, and how usual such a move is.

    In 21 sessions the 126-session window starts 21 sessions later: the turn is at
    exp(q_(t-105) - q_t) - 1. Usual: the standard deviation of all its 21-session log changes.
    """
    if not known.lead:
        return ()
    q = pair.log_ratio
    gap = float(q[-1 - (HORIZON - TURN)] - q[-1])
    move = float(np.expm1(gap))
    other = leader_word(axis, -known.lead)
    usual = float(np.std(q[TURN:] - q[:-TURN]))
    size = (
        f"{abs(gap) / usual:.1f} times a usual 21-session move"
        if usual > 0
        else "no usual move known"
    )
    article = "" if other in ("small", "large") else "the "
    if np.sign(gap) * pair.sign == -known.lead:
        caps = " caps" if not article else ""
        return (
            f"{pair.label} {signed(move)} within {TURN} sessions: {article}{other}{caps} would lead"
            f" ({size})",
        )
    return (
        f"{pair.label} unchanged for {TURN} sessions already turns the leader: it needs"
        f" {signed(move)} to stay",
    )
