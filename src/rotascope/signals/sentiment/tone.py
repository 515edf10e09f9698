"""The tone of what is written of one side against the other, and how one-sided the calls are."""

from __future__ import annotations

import numpy as np

from rotascope.maths import noise, stats
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.sessions import Days, all_sessions
from rotascope.signals.pairs import LEGS, ROLE_WORDS
from rotascope.signals.sentiment.articles import ENTITIES, Scores, scores
from rotascope.signals.trace import Trace, missing
from rotascope.signals.words import chance, day
from rotascope.terms import Axis, Null

__all__ = ["LEAST", "WINDOW", "consensus", "consensus_null", "tone", "tone_null"]

WINDOW, LEAST = 63, 5
WRITTEN, SAID = ("article",), ("survey", "positioning", "call")
THEORY = (
    "praise follows returns, and extremes of it have come before reversals: the sign depends on the"
    " horizon and is not fixed by theory: shown, not scored"
)
Window = tuple[Vector, Vector, Vector]


def tone(panel: Panel, axis: Axis) -> Trace:
    """Mean score of articles on small or the rest less that of those on large or the few, 63 sessions.

    Scores in [-1, 1] of the table `sentiment`, kind article, known by the day; each title once. No value
    with fewer than five articles on either side.
    """
    sides = [scores(panel, role, WRITTEN) for role in LEGS[axis]]
    absent = [
        f"no article on {ROLE_WORDS[role]} ({', '.join(ENTITIES[role][:-1])})"
        for role, found in zip(LEGS[axis], sides, strict=True)
        if not len(found.values)
    ]
    if absent:
        return missing("not_measurable", f"{'; '.join(absent)} known (table sentiment)")
    days = _days(panel, min(found.known_at[0] for found in sides))
    (n, mean, square), (m, other, squares) = (_window(found, days) for found in sides)
    enough = (n >= LEAST) & (m >= LEAST)
    value = np.where(enough, mean - other, np.nan)
    if not enough.any():
        return missing(
            "short_history", f"fewer than {LEAST} articles on a side in {WINDOW} sessions"
        )
    spread = (
        (n * square + m * squares)[-1] / (n + m)[-1] * (1 / n[-1] + 1 / m[-1]) if enough[-1] else 0
    )
    text = (
        f"{n[-1]:.0f} articles on {ROLE_WORDS[LEGS[axis][0]]} score {_score(mean[-1])}, {m[-1]:.0f} on"
        f" {ROLE_WORDS[LEGS[axis][1]]} {_score(other[-1])}, in {WINDOW} sessions"
    )
    return Trace(
        days,
        value,
        text=text if enough[-1] else "",
        sources=sides[0].sources + sides[1].sources,
        reason=f"{n[-1]:.0f} and {m[-1]:.0f} articles in {WINDOW} sessions, {LEAST} each are needed",
        data=(np.array([float(spread)]),),
        newest=max(day(found.known_at[-1]) for found in sides),
        patience=WINDOW,
        beside=tuple((ROLE_WORDS[r], s) for r, s in zip(LEGS[axis], (mean, other), strict=True)),
    )


def _score(mean: float) -> str:
    """A score with its sign and a true minus."""
    return f"{mean:+.2f}".replace("-", "\N{MINUS SIGN}")


def _days(panel: Panel, first: np.datetime64) -> Days:
    calendar = all_sessions()
    low, high = np.searchsorted(calendar, [first, np.datetime64(panel.as_of) + 1])
    return calendar[low:high]


def _window(found: Scores, days: Days) -> Window:
    """(count, mean, variance) of the scores known in the 63 sessions up to each day; 0 where none."""
    calendar = all_sessions()
    begin = calendar[np.maximum(np.searchsorted(calendar, days) - WINDOW + 1, 0)]
    high = np.searchsorted(found.known_at, days, side="right")
    low = np.searchsorted(found.known_at, begin)
    sums = [np.concatenate([[0.0], np.cumsum(x)]) for x in (found.values, found.values**2)]
    n = (high - low).astype(np.float64)
    mean, square = ((total[high] - total[low]) / np.maximum(n, 1.0) for total in sums)
    return n, mean, np.maximum(square - mean**2, 0.0)


def tone_null(panel: Panel, trace: Trace) -> Null | None:
    """How far the means of two random halves of the same articles lie apart.

    Null hypothesis: both sides are written of alike; normal, with the pooled variance. rate is the median
    |difference|, p the two-sided chance of at least as much. Articles repeat one another: p is too small.
    """
    spread = float(trace.data[0][0]) ** 0.5
    if not spread > 0.0:
        return None
    usual, p = noise.normal(float(trace.value[-1]), spread)
    said = (
        f"by chance half of such samples differ by more than {usual:.2f}; this much in {chance(p)}"
    )
    return Null(said, usual, p)


def _register(axis: Axis) -> None:
    top, bottom = (ROLE_WORDS[role] for role in LEGS[axis])

    def compute(panel: Panel) -> Trace:
        return tone(panel, axis)

    compute.__doc__ = (
        f"Mean score of articles on {top} less that of articles on {bottom} in 63 sessions, in [-2, 2];"
        " from the table `sentiment`, empty until articles are judged."
    )
    signal(
        f"sentiment.{axis}",
        title=f"Tone of articles, {top} against {bottom}",
        axis=axis,
        family="sentiment",
        unit="points",
        sign=0,
        theory=THEORY,
        null=tone_null,
    )(compute)


_AXES: tuple[Axis, ...] = ("size", "concentration")
for _axis in _AXES:
    _register(_axis)


def consensus_null(panel: Panel, trace: Trace) -> Null | None:
    """How one-sided coins are: the chance that as many of so many calls fall on one side, or more.

    Null hypothesis: independent calls, either side alike. Calls copy one another, so p is too small.
    """
    n, larger = (int(x) for x in trace.data[0])
    p = min(2.0 * stats.beta_cdf(0.5, larger, n - larger + 1), 1.0)
    return Null(f"of {n} coins as many or more show one side in {chance(p)}", 0.5, p)


@signal(
    "sentiment.consensus",
    title="How one-sided surveys, positions and calls are",
    axis="market",
    family="sentiment",
    unit="fraction",
    sign=0,
    theory=THEORY,
    null=consensus_null,
)
def consensus(panel: Panel) -> Trace:
    """Share of surveys, positions and strategists' calls of 63 sessions on the larger side, 0.5 to 1.

    From the table `sentiment`, kinds survey, positioning and call; scores of 0 take no side. Without such
    rows consensus is not measurable: it is never inferred from prices.
    """
    found = scores(panel, "", SAID)
    if not len(found.values):
        why = (
            f"no survey, positioning or strategist's call known by {panel.as_of} (table sentiment)"
        )
        return missing("not_measurable", why)
    days = _days(panel, found.known_at[0])
    up, down = (
        _window(Scores(found.known_at, (sign * found.values > 0.0).astype(np.float64), ()), days)
        for sign in (1.0, -1.0)
    )
    ups, downs = up[0] * up[1], down[0] * down[1]
    sides = ups + downs
    value = np.where(sides >= LEAST, np.maximum(ups, downs) / np.maximum(sides, 1.0), np.nan)
    states = _sided(value, ups > downs)
    told = ", ".join(sorted({source.dataset for source in found.sources}))
    return Trace(
        days,
        value,
        text=(
            f"{max(ups[-1], downs[-1]):.0f} of {sides[-1]:.0f} calls in {WINDOW} sessions are"
            f" {'for' if ups[-1] > downs[-1] else 'against'}"
            f" ({told})"
            if np.isfinite(value[-1])
            else ""
        ),
        state=states[-1],
        states=states,
        sources=found.sources,
        reason=f"{sides[-1]:.0f} calls with a side in {WINDOW} sessions, {LEAST} are needed",
        data=(np.array([sides[-1], max(ups[-1], downs[-1])]),),
        newest=day(found.known_at[-1]),
        patience=WINDOW,
    )


def _sided(value: Vector, more_for: np.ndarray) -> tuple[str, ...]:
    """Per day one-sided (three quarters or more) and which way, divided, or nothing."""
    lone = np.where(
        value >= 0.75, np.where(more_for, "one-sided, for", "one-sided, against"), "divided"
    )
    return tuple(np.where(np.isfinite(value), lone, "").tolist())
