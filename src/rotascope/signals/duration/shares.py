"""Size, duration or growth: whose doing are the weekly moves of a ratio? Shapley shares of its variance.

What neither real rates nor growth explains is the ratio's own: size (or weight) and the rest. A size
factor would explain nearly all of it, being nearly the ratio itself: it is shown beside, never used.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rotascope.maths import noise, shapley
from rotascope.memo import memo
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.signals import words
from rotascope.signals.duration import drivers, wander
from rotascope.signals.duration.drivers import Weeks
from rotascope.signals.duration.yields import PAIRS, TITLES
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Interval, Null

__all__ = [
    "ANSWERS",
    "COLUMNS",
    "GROUPS",
    "YEARS_5",
    "centred",
    "explained",
    "share_of_rates",
    "shares_path",
    "shuffled_null",
    "verdict",
]

YEARS_5, BLOCK, DRAWS, SEED = 260, 13, 300, 1979
COLUMNS = ("real", "slope", "breakeven", "credit")
GROUPS = np.array([0, 0, 1, 1])
ANSWERS = ("duration", "growth", "size")
ASKED = ("small_large", "small_few", "equal_large")
THEORY = "A share of variance has no direction: it says what the ratio is about, not where it goes"


def explained(found: Weeks, window: int = YEARS_5) -> Vector:
    """(T, 3) shares of variance: duration (real yield, slope), growth (breakeven, spread), the own rest.

    Owen shares over the last five years of weeks; they sum to 1. NaN before there are so many.
    """
    parts = shares_path(found, GROUPS, window)
    grouped = np.column_stack([parts[:, g == GROUPS].sum(axis=1) for g in (0, 1)])
    return np.column_stack([grouped, 1.0 - grouped.sum(axis=1)])


def shares_path(found: Weeks, groups: NDArray[np.int64], window: int) -> Vector:
    """Rolling Owen shares (T, p) of the drivers, a year at a time; NaN before `window` rows."""

    def run(rows: Vector) -> Vector:
        return np.asarray(shapley.rolling_shares(rows[:, 0], rows[:, 1:], groups, window))

    rows = np.column_stack([found.y, found.x])
    return wander.by_year(f"shares-{groups.tolist()}", rows, found.days, window, run)


def verdict(draws: Vector) -> tuple[str, Vector]:
    """(the answer, its (3, 2) 5-95 % bounds): 'undetermined' while the two largest shares' overlap.

    draws (n, 3) are bootstrap shares of duration, growth and the ratio's own part ("size" stands for
    all that is neither of the others, noise included).
    """
    bounds = np.quantile(draws, [0.05, 0.95], axis=0).T
    order = np.argsort(-np.median(draws, axis=0))
    clear = bounds[order[0], 0] > bounds[order[1], 1]
    return (ANSWERS[int(order[0])] if clear else "undetermined"), bounds


def share_of_rates(panel: Panel, name: str) -> Trace:
    """Share of a ratio's weekly variance that goes with the real yield and the slope, five years.

    Owen's share of R2 with growth (breakeven, high-yield spread) as the other group: the order in
    which they are entered does not matter. Interval and answer: moving-block bootstrap, 13-week blocks.
    Beside it growth, the ratio's own part, and what Fama and French's SMB would take if it were let in.
    The own part is what is left, noise included: that it is large does not show that it is size.
    """
    found = drivers.weeks(panel, PAIRS[name], COLUMNS)
    unanswered = drivers.answer(found)
    if unanswered is not None:
        return unanswered
    if len(found) < YEARS_5:
        return missing("short_history", f"{found.label}: {len(found)} of {YEARS_5} weeks")
    share = explained(found)
    last = share[-1]
    answer, bounds = verdict(centred(_draws(found), last))
    smb = _with_smb(panel, name, found)
    return Trace(
        found.days,
        share[:, 0],
        text=_text(found, last, bounds, answer) + _smb_said(float(smb[-1])),
        state=answer,
        interval=Interval(
            float(bounds[0, 0]), float(bounds[0, 1]), 0.9, "moving blocks of 13 weeks"
        ),
        marks=found.marks,
        sources=found.sources,
        data=(found.y[-YEARS_5:], found.x[-YEARS_5:].ravel()),
        newest=drivers.newest(found),
        patience=drivers.patience(found),
        beside=(
            ("growth", share[:, 1]),
            ("size", share[:, 2]),
            ("with_smb", smb),
        ),
    )


def centred(draws: Vector, seen: Vector) -> Vector:
    """Draws (n, 3) moved so that their medians are the shares seen (3,), within 0..1.

    Every resample finds some chance link more than its sample has: as they come, 90 in 100 draws lie
    above a share of nil, whose interval would never hold it.
    """
    return np.clip(draws - (np.median(draws, axis=0) - seen), 0.0, 1.0)


def _draws(found: Weeks) -> Vector:
    y, x = found.y[-YEARS_5:], found.x[-YEARS_5:]
    parts = shapley.block_draws(y, x, GROUPS, BLOCK, DRAWS, SEED)
    grouped = np.column_stack([parts[:, g == GROUPS].sum(axis=1) for g in (0, 1)])
    return np.column_stack([grouped, 1.0 - grouped.sum(axis=1)])


def _with_smb(panel: Panel, name: str, found: Weeks) -> Vector:
    """Share that SMB takes as a third group, on the days of `found` (weeks are 45 sessions older)."""
    three = drivers.weeks(panel, PAIRS[name], (*COLUMNS, "smb"))
    out = np.full(len(found), np.nan)
    if len(three) < YEARS_5:
        return out
    parts = shares_path(three, np.array([0, 0, 1, 1, 2]), YEARS_5)[:, 4]
    at = np.searchsorted(three.days, found.days, side="right") - 1
    out[at >= 0] = parts[at[at >= 0]]
    return out


def _smb_said(share: float) -> str:
    """What a size factor would take; "" where there is none on file."""
    if not np.isfinite(share):
        return ""
    return f"; SMB, a size factor of much the same shares, would take {words.percent(share, 0)}"


def _text(found: Weeks, share: Vector, bounds: Vector, answer: str) -> str:
    """'IWM / SPY: not about rates or growth; of its weekly variance its own 84 %, real rates 5 % ...'."""
    named = ("real rates", "growth", "the ratio's own")
    parts = (
        f"{named[i]} {words.percent(share[i], 0)} ({bounds[i, 0] * 100:.0f} to"
        f" {words.percent(bounds[i, 1], 0)})"
        for i in (2, 0, 1)
    )
    heads = {
        "undetermined": "what it is about is undetermined",
        "size": "it is not about rates or growth: what is left is its own, size and all else",
    }
    head = heads.get(answer, f"it is about {answer}")
    said = f"{found.label}: {head}; of its weekly variance {', '.join(parts)}"
    return f"{said}; {YEARS_5} weeks to {found.ends[-1]}"


def shuffled_null(panel: Panel, trace: Trace) -> Null | None:
    """What real rates seem to explain of a ratio that has nothing to do with them.

    Null hypothesis: the order of the ratio's 13-week blocks is unrelated to the drivers'. rate is the
    median share then, p how often it is at least the one seen.
    """
    y = trace.data[0]
    x = trace.data[1].reshape(len(y), -1)

    def make() -> dict[str, Vector]:
        parts = shapley.block_shuffles(y, x, GROUPS, 13, 500, SEED)
        return {"share": parts[:, GROUPS == 0].sum(axis=1)}

    share = np.asarray(memo(panel, "rate-share-null", trace.text, make)["share"], dtype=np.float64)
    usual, p = noise.drawn(float(trace.value[-1]), share)
    said = f"unrelated rates seem to explain {words.percent(usual)} of such a window's variance"
    return Null(f"{said}; this much or more in {words.chance(p)}", usual, p, draws="level")


def _register(name: str) -> None:
    title, axis = TITLES[name]

    def compute(panel: Panel) -> Trace:
        return share_of_rates(panel, name)

    compute.__doc__ = (
        f"Share of the weekly variance of {title} that goes with the real yield and the slope, five"
        " years, by Owen's value; the state answers size, duration, growth or undetermined."
    )
    signal(
        f"duration.share.{name}",
        title=f"Rates' share of variance, {title}",
        axis=axis,
        family="duration",
        unit="fraction",
        sign=0,
        theory=THEORY,
        null=shuffled_null,
    )(compute)


for _name in ASKED:
    _register(_name)
