"""What a policy meeting was against what had been priced: by the two-year yield, futures, words."""

from __future__ import annotations

import calendar

import numpy as np

from rotascope.maths import kuttner, noise
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import FRESH, Vector
from rotascope.sessions import Days, as_days
from rotascope.signals import words
from rotascope.signals.macro import known
from rotascope.signals.macro.decisions import decisions
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Null

__all__ = [
    "path_null",
    "policy_kuttner",
    "policy_path",
    "policy_stance",
    "policy_surprise",
    "surprise_null",
]

LINE, UNTIL_NEXT = 3.0, 45  # bp that make a surprise; sessions a meeting speaks for
BILL, TWO = 0.25, 2.0
FUTURES = "FFF.1", "FFF.2"
SIGNS = (
    "An easier policy than expected is said to favour small caps, but it may also tell bad news:"
    " shown, never scored"
)


def _states(value: Vector) -> tuple[str, ...]:
    """Dovish below -3 bp, hawkish above +3, else in line; '' where there is no value."""
    found = np.where(value < -LINE, "dovish", np.where(value > LINE, "hawkish", "in line"))
    return tuple(np.where(np.isfinite(value), found, "").tolist())


def _meeting(days: Days, dates: Days, value: Vector, how: str, **more: object) -> Trace:
    """The trace of surprises, one point a meeting, in bp."""
    states = _states(value)
    said = ""
    if np.isfinite(value[-1]):
        side = {"": "", "in line": "in line with", "dovish": "more dovish than",
                "hawkish": "more hawkish than"}[states[-1]]  # fmt: skip
        said = (f"the decision of {words.day(dates[-1])} was {side} what was priced:"
                f" {known.moved(float(value[-1]))} bp, {how}")  # fmt: skip
    return Trace(
        days, value, text=said, state=states[-1], states=states, newest=words.day(dates[-1]),
        patience=UNTIL_NEXT, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def surprise_null(panel: Panel, trace: Trace) -> Null | None:
    """How often the two-year yield moves as much on a day without a decision.

    Null hypothesis: the meeting told nothing, so its day is one of the 500 days before it. rate is the
    median |move| of those, in bp; p their share that moved at least as much.
    """
    usual = np.abs(trace.data[0])
    if not len(usual) or not np.isfinite(trace.value[-1]):
        return None
    half, p = noise.drawn(abs(float(trace.value[-1])), usual)
    said = (
        f"on half of the {len(usual)} days before without a decision it moved {half:.1f} bp or more"
    )
    return Null(f"{said}; as much as this in {words.chance(p)}", half, p)


@signal(
    "macro.policy_surprise",
    title="Policy surprise, by the two-year yield",
    axis="market",
    family="macro",
    unit="bp",
    sign=0,
    theory=SIGNS,
    null=surprise_null,
)
def policy_surprise(panel: Panel) -> Trace:
    """Change of the two-year yield on the day of each policy decision, basis points: a proxy.

    Dovish below -3, hawkish above +3. The sign is that of the surprise, never of the move in the
    target. The whole day's news is in it; with futures on file see macro.policy_kuttner.
    """
    found = known.lines(panel, "DGS2")
    if isinstance(found, Trace):
        return found
    dates, _, _ = decisions(panel)
    at = np.searchsorted(found.periods, dates)
    there = (at > 0) & (at < len(found))
    there[there] = found.periods[at[there]] == dates[there]
    if not there.any():
        return missing("not_measurable", "no policy decision with a two-year yield on file")
    moves = np.round(known.change(found.values[0], 1) * 100.0, 6)  # yields have two decimals
    at = at[there]
    quiet = np.delete(moves[: at[-1]], at[:-1])[-500:]
    return _meeting(found.days[at], dates[there], moves[at], "the two-year's change, a proxy",
                    sources=found.sources, data=(quiet[np.isfinite(quiet)],))  # fmt: skip


@signal(
    "macro.policy_kuttner",
    title="Policy surprise, by fed funds futures",
    axis="market",
    family="macro",
    unit="bp",
    sign=0,
    theory=SIGNS,
)
def policy_kuttner(panel: Panel) -> Trace:
    """Kuttner's surprise of each policy decision from fed funds futures, basis points.

    Change of the rate implied by this month's contract x D / (D - d); in the last seven days of a
    month the next month's, unscaled. Reads macro series FFF.1 and FFF.2: rates implied by this and
    the next month's contract, percent. Dovish below -3, hawkish above +3.
    """
    found = known.lines(panel, *FUTURES)
    if isinstance(found, Trace):
        return missing("not_measurable", "no fed funds futures on file (macro series FFF.1 and FFF.2:"
                       " percent implied by this and next month's contract)")  # fmt: skip
    dates, _, _ = decisions(panel)
    rows = np.searchsorted(found.periods, dates)
    kept = [(i, d) for i, d in zip(rows, dates, strict=True)
            if 0 < i < len(found) and found.periods[i] == d]  # fmt: skip
    if not kept:
        return missing("not_measurable", "no policy decision with a futures price on file")
    at = np.array([i for i, _ in kept])
    value = np.array([100.0 * _kuttner(found, i) for i in at])
    return _meeting(found.days[at], as_days([d for _, d in kept]), value,
                    "by fed funds futures (Kuttner)", sources=found.sources)  # fmt: skip


def _kuttner(found: known.Lines, i: int) -> float:
    """The surprise in points on row i; yesterday's price of this month's contract may be a roll ago."""
    this, following = found.values
    day = words.day(found.periods[i])
    before = words.day(found.periods[i - 1])
    same = (day.year, day.month) == (before.year, before.month)
    now = float(this[i] - (this[i - 1] if same else following[i - 1]))
    later = float(following[i] - following[i - 1]) if same else float("nan")
    return kuttner.surprise(now, later, day.day, calendar.monthrange(day.year, day.month)[1])


def path_null(panel: Panel, trace: Trace) -> Null | None:
    """How far off the path priced by the curve has been.

    Null hypothesis: the curve knows nothing, so its errors are as large as the changes themselves.
    rate is the median |error| in bp of the three-month yield two years later against the path priced.
    """
    errors = trace.data[0]
    if len(errors) < 60:
        return None
    half = float(np.median(np.abs(errors)))
    said = f"such a path has missed the three-month yield two years on by {half:.0f} bp half of the time"
    return Null(f"{said} since {words.day(trace.days[0])}", half)


@signal(
    "macro.policy_path",
    title="Policy path priced by the curve",
    axis="market",
    family="macro",
    unit="bp",
    sign=0,
    theory="What is priced is already in prices: shown, never scored",
    null=path_null,
)
def policy_path(panel: Panel) -> Trace:
    """Mean three-month rate that the curve prices from three months to two years on, less today's, bp.

    Forward (2 y2 - 0.25 y3m) / 1.75 of the yields read as zero yields; y3m is the ten-year less the
    10-year-3-month spread. Term premium included; its dispersion needs options and is not
    measured. No value where the curve's discount factors do not fall.
    """
    found = known.lines(panel, "DGS10", "T10Y3M", "DGS2")
    if isinstance(found, Trace):
        return found
    ten, spread, two = found.values
    bill = ten - spread
    forward = (TWO * two - BILL * bill) / (TWO - BILL)
    last = (10.0 * ten - TWO * two) / (10.0 - TWO)
    falling = (bill > 0.0) & (forward > 0.0) & (last > 0.0)  # discount factors fall with maturity
    value = np.where(falling, 100.0 * (forward - bill), np.nan)
    said = ""
    if np.isfinite(value[-1]):
        side = "above" if value[-1] >= 0 else "below"
        said = (f"the curve prices the three-month rate {abs(value[-1]):.0f} bp {side} today's"
                f" {bill[-1]:.2f} % on average until two years on, term premium included")  # fmt: skip
    return Trace(
        found.days, value, text=said, sources=found.sources, newest=found.newest, patience=FRESH,
        reason="the discount factors of the curve do not fall with maturity",
        data=(_misses(bill, value),),
        beside=(("three-month yield", bill), ("forward from three months to two years", forward)),
    )  # fmt: skip


def _misses(bill: Vector, value: Vector, ahead: int = 500) -> Vector:
    """Errors of the priced path against the three-month yield two years later, bp, quarterly dates."""
    if len(bill) <= ahead:
        return np.empty(0)
    miss = 100.0 * (bill[ahead:] - bill[:-ahead]) - value[:-ahead]
    return np.asarray(miss[::63][np.isfinite(miss[::63])])


@signal(
    "macro.policy_stance",
    title="Policy stance of statements",
    axis="market",
    family="macro",
    unit="index",
    sign=0,
    theory=SIGNS,
)
def policy_stance(panel: Panel) -> Trace:
    """How hawkish (+1) or dovish (-1) the newest policy statement reads, as scored in the events table.

    Reads events of entity US, kind 'FOMC statement', whose value is the score in [-1, 1]. Nothing here
    reads a text; without such rows it is not measurable.
    """
    dates, value, since = decisions(panel, "FOMC statement")
    scored = np.isfinite(value) & (np.abs(value) <= 1.0)
    if not scored.any():
        return missing("not_measurable", "no scored policy statement on file (events of entity US,"
                       " kind 'FOMC statement', value from -1 dovish to +1 hawkish)")  # fmt: skip
    dates, value, since = dates[scored], value[scored], since[scored]
    side = "dovish" if value[-1] < 0 else "hawkish" if value[-1] > 0 else "neutral"
    said = f"the statement of {words.day(dates[-1])} reads {side} ({known.moved(float(value[-1]))})"
    return Trace(as_days(np.maximum.accumulate(since)), value, text=said, state=side,
                 newest=words.day(dates[-1]), patience=UNTIL_NEXT)  # fmt: skip
