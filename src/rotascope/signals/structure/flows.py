"""Where money was created and redeemed: the flow into one side's fund against the other's.

That investors shift is a claim about flows. Without shares outstanding it cannot be checked, and this
signal then says so: a price that rose is no proof that money came in.
"""

from __future__ import annotations

import numpy as np

from rotascope import sessions
from rotascope.maths import etf, noise
from rotascope.maths.trailing import trailing_sum
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals.pairs import LEGS, ROLE_WORDS
from rotascope.signals.structure.sizes import Size, no_size, size_of
from rotascope.signals.trace import Trace, missing
from rotascope.signals.words import chance, day, percent, signed
from rotascope.terms import Axis, Null

__all__ = ["WINDOW", "flow_null", "relative_flow"]

WINDOW = 63
SPAN = 79  # sessions that 63 rows may span: four fifths of them are on file
NOISE = 1.645
THEORY = (
    "flows follow returns, push prices and are followed by reversals: which of these wins depends on"
    " the horizon, so that the sign is not fixed by theory: shown, not scored"
)


def relative_flow(panel: Panel, axis: Axis) -> Trace:
    """Net creations of 63 sessions over net assets, of small or the rest less those of large or the few.

    A session's flow is the change of shares outstanding x NAV. A fraction, on the days both funds' sizes
    were known. The state says a shift only beyond 1.645 sd of what such flows sum to by chance.
    """
    legs = [size_of(panel, role) for role in LEGS[axis]]
    absent = [no_size(panel, r) for r, leg in zip(LEGS[axis], legs, strict=True) if leg is None]
    if absent:
        why = "; ".join(absent)
        return missing("not_measurable", f"whether investors shift is not verifiable: {why}")
    top, bottom = (leg for leg in legs if leg is not None)
    days, a, b = np.intersect1d(top.known_at, bottom.known_at, return_indices=True)
    shares = [_shares(size) for size in (top, bottom)]
    daily = shares[0][0][a] - shares[1][0][b]
    value = shares[0][1][a] - shares[1][1][b]
    if not np.isfinite(value).any():
        short = f"{len(days)} of {WINDOW + 1} days on which both funds' sizes are known"
        return missing("short_history", short)
    states = _states(axis, daily, value)
    return Trace(
        days,
        value,
        text=_text(panel, axis, (top, bottom), [shares[0][1][a[-1]], shares[1][1][b[-1]]]),
        state=states[-1],
        states=states,
        sources=(top.source, bottom.source),
        reason=f"the last {WINDOW} sizes on file span more than {SPAN} sessions",
        data=(daily[np.isfinite(daily)],),
        newest=min(day(top.days[-1]), day(bottom.days[-1])),
        beside=((top.fund, shares[0][1][a]), (bottom.fund, shares[1][1][b])),
    )


def _shares(size: Size) -> tuple[Vector, Vector]:
    """(a session's flow over the assets before it, the window's flow over the assets before it)."""
    moved = etf.flows(size.shares, size.nav)
    daily = np.concatenate([[np.nan], moved[1:] / size.assets[:-1]])
    window = np.full(len(moved), np.nan)
    if len(moved) > WINDOW:
        window[WINDOW:] = trailing_sum(moved, WINDOW)[WINDOW:] / size.assets[:-WINDOW]
        window[WINDOW:][_spans(size.days) > SPAN] = np.nan
    return daily, window


def _spans(days: Days) -> Vector:
    place = np.searchsorted(sessions.all_sessions(), days).astype(np.float64)
    return np.asarray(place[WINDOW:] - place[:-WINDOW])


def _states(axis: Axis, daily: Vector, value: Vector) -> tuple[str, ...]:
    """Per day: to whom flows shift, judged by the sd of the daily flows up to that day."""
    known = np.where(np.isfinite(daily), daily, 0.0)
    n = np.maximum(np.cumsum(np.isfinite(daily)), 1)
    mean = np.cumsum(known) / n
    sd = np.sqrt(np.maximum(np.cumsum(known**2) / n - mean**2, 0.0))
    bound = NOISE * sd * WINDOW**0.5
    up, down = (f"flows shift to {ROLE_WORDS[role]}" for role in LEGS[axis])
    words = np.where(value > bound, up, np.where(value < -bound, down, "no shift beyond chance"))
    return tuple(np.where(np.isfinite(value), words, "").tolist())


def _text(panel: Panel, axis: Axis, sizes: tuple[Size, Size], each: list[float]) -> str:
    if not np.isfinite(each).all():
        return ""
    said = " and ".join(
        f"{size.fund} {signed(share)}" for size, share in zip(sizes, each, strict=True)
    )
    return f"net creations in {WINDOW} sessions, of net assets: {said}"


def flow_null(panel: Panel, trace: Trace) -> Null | None:
    """How far two funds' flows drift apart when nobody prefers one.

    Null hypothesis: independent sessions, mean zero, sd that of all relative flows on file. rate is the
    median |difference|, p the two-sided probability of one at least as large.
    """
    spread = float(np.std(trace.data[0])) * WINDOW**0.5
    if not spread > 0.0:
        return None
    usual, p = noise.normal(float(trace.value[-1]), spread)
    said = f"without a preference half of all such windows end more than {percent(usual)} apart"
    return Null(f"{said}; this much or more in {chance(p)}", usual, p, draws="spread")


def _register(axis: Axis) -> None:
    top, bottom = (ROLE_WORDS[role] for role in LEGS[axis])

    def compute(panel: Panel) -> Trace:
        return relative_flow(panel, axis)

    compute.__doc__ = (
        f"Net creations of 63 sessions as a share of net assets, the fund of {top} less that of"
        f" {bottom}; from shares outstanding, so that it is not measurable without them."
    )
    signal(
        f"structure.flow_{axis}",
        title=f"Fund flows, {top} against {bottom}",
        axis=axis,
        family="structure",
        unit="fraction",
        sign=0,
        theory=THEORY,
        null=flow_null,
    )(compute)


_AXES: tuple[Axis, ...] = ("size", "concentration")
for _axis in _AXES:
    _register(_axis)
