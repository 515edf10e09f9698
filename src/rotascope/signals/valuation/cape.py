"""The cyclically adjusted ratio of the index, and how long valuation gaps take to close, if ever."""

from __future__ import annotations

import numpy as np

from rotascope.maths import halflife, rank, valuation, walks
from rotascope.memo import memo
from rotascope.panel import Panel
from rotascope.recall import recall
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals import words
from rotascope.signals.trace import Trace, missing
from rotascope.signals.valuation.ratios import change_null, newest_of_day, printed, yields
from rotascope.terms import Interval, Null, Source
from rotascope.vintages import Versions

__all__ = ["cape", "half_life_cape", "half_life_spread", "walk_null"]

PATIENCE = 66  # the ratio of a month is known two to four months later
LEAST = 120
DRAWS, WALKS, FEW_WALKS, SEED, LEVEL = 199, 400, 40, 117, 0.9


def _sources(found: Versions) -> tuple[Source, ...]:
    return (found.source,) if found.source else ()


@signal(
    "valuation.cape",
    title="Price over ten years' real earnings of the index",
    axis="market",
    family="valuation",
    unit="ratio",
    sign=0,
    theory="A high ratio has gone with low returns over ten years and says little of the next one:"
    " a condition of the market, scored on neither axis",
    null=change_null,
)
def cape(panel: Panel) -> Trace:
    """SHILLER.cape: real price over ten years' mean real earnings (Campbell and Shiller 1998).

    As first known, from the day it was. The percentile is of all months since 1881: the level has
    drifted up for a century, so that high today is not high for today.
    """
    found = printed(panel, "SHILLER.cape")
    if not len(found):
        return missing("not_measurable", "no series SHILLER.cape on file (table macro)")
    value, last = found.values, newest_of_day(found.known_at)
    share = rank.last_percentile(value, 120)
    text = f"{value[-1]:.1f} times ten years' real earnings in {str(found.days[-1])[:7]}"
    if np.isfinite(share):
        text += (
            f", dearer than in {words.percent(share, 0)} of months since {str(found.days[0])[:4]}"
        )
    return Trace(
        found.known_at[last], value[last], text=text, sources=_sources(found), patience=PATIENCE
    )


def _half_life(
    panel: Panel, days: Days, x: Vector, what: str, sources: tuple[Source, ...]
) -> Trace:
    """The trace of a monthly gap's half-life; x is the gap in logs, NaN where undefined."""
    phi, used = halflife.expanding_phi(x)
    with np.errstate(invalid="ignore", divide="ignore"):
        corrected = halflife.kendall(phi, used + 1.0)
        value = np.where(
            (used >= LEAST) & (corrected > 0.0) & (corrected < 1.0),
            -np.log(2.0) / np.log(np.where(corrected > 0.0, corrected, np.nan)),
            np.nan,
        )
    known = x[np.isfinite(x)]
    if len(known) <= LEAST:
        why = f"{len(known)} of {LEAST + 1} months of {what}"
        return missing("short_history", why)
    low, high = _interval(panel, known, what)
    firm = bool(np.isfinite(high) and np.isfinite(value[-1]))
    last = newest_of_day(days)
    span = f"{low:.0f} to {high:.0f} months" if np.isfinite(high) else f"{low:.0f} months to never"
    if firm:
        text = f"the gap of {what} halves in about {value[-1]:.0f} months ({span}, 90 %)"
    elif np.isfinite(value[-1]):
        text = f"mean reversion of {what} is not established: {value[-1]:.0f} months, {span} (90 %)"
    else:
        text = ""
    return Trace(
        days[last],
        value[last],
        text=text,
        state="established" if firm else "not established",
        interval=Interval(low, high, LEVEL, "grid bootstrap (Hansen 1999)") if firm else None,
        sources=sources,
        reason=f"not established: {what} shows no reversion at all ({span}, 90 %)",
        data=(known,),
        patience=PATIENCE,
    )


def _interval(panel: Panel, x: Vector, what: str) -> tuple[float, float]:
    """The grid bootstrap's interval, made once a month of data and kept beside the store."""

    def make() -> dict[str, Vector]:
        asked = f"{DRAWS}|{SEED}"
        found = recall("half-life", (x,), asked, lambda: halflife.grid_interval(x, DRAWS, SEED))
        return {"ends": np.array(found)}

    low, high = memo(panel, "half-life", f"{what}|{DRAWS}|{SEED}", make)["ends"]
    return float(low), float(high)


def walk_null(panel: Panel, trace: Trace) -> Null | None:
    """What half-life least squares finds in a random walk of as many months, after the same correction.

    Null hypothesis: the gap never closes; its steps are redrawn from its own, centred. rate is the
    median estimate, p the share of walks with a half-life as short. 400 walks, fixed seed (40 on
    frames in memory).
    """
    if not trace.data or not np.isfinite(trace.value[-1]):
        return None
    x = trace.data[0]
    count = WALKS if panel.backend.cache_folder else FEW_WALKS
    found = recall("half-life-walks", (x,), f"{count}|{SEED}", lambda: _half_lives(x, count))
    usual = float(np.median(found))
    p = float((np.sum(found <= trace.value[-1]) + 1) / (len(found) + 1))
    said = f"a half-life of {usual:.0f} months or less" if np.isfinite(usual) else "no reversion"
    return Null(
        f"half of all random walks of {len(x)} months show {said}; one as short comes in"
        f" {words.chance(p)}",
        usual if np.isfinite(usual) else None,
        p,
    )


def _half_lives(x: Vector, count: int) -> Vector:
    """Corrected half-lives of `count` walks of x's own steps, in steps; infinite without reversion."""
    steps = np.diff(x) - np.diff(x).mean()
    found = []
    for path in walks.redrawn(steps, len(x), count, SEED):
        phi = halflife.expanding_phi(path)[0][-1]
        found.append(halflife.half_life(float(halflife.kendall(float(phi), len(x)))))
    lives = np.array(found)
    return np.where(np.isfinite(lives), lives, np.inf)


@signal(
    "valuation.half_life_cape",
    title="Half-life of the index's valuation",
    axis="market",
    family="valuation",
    unit="months",
    sign=0,
    theory="How fast a gap closes says nothing of which side leads: shown, never scored",
    null=walk_null,
)
def half_life_cape(panel: Panel) -> Trace:
    """Months in which ln CAPE halves its distance from its mean: AR(1), Kendall-corrected.

    The state says "not established" while the 90 % interval of Hansen's grid bootstrap does not
    exclude a unit root. Uncorrected slopes find reversion in random walks; ten years at least. It
    dates no turn.
    """
    found = printed(panel, "SHILLER.cape")
    if not len(found):
        return missing("not_measurable", "no series SHILLER.cape on file (table macro)")
    return _half_life(
        panel, found.known_at, np.log(found.values), "the index's valuation", _sources(found)
    )


@signal(
    "valuation.half_life_spread",
    title="Half-life of the valuation gap between small and large caps",
    axis="size",
    family="valuation",
    unit="months",
    sign=0,
    theory="How fast a gap closes says nothing of which side leads: shown, never scored",
    null=walk_null,
)
def half_life_spread(panel: Panel) -> Trace:
    """Months in which the log spread of earnings yields, small less large, would halve; as for the index.

    Needs ten years of the monthly series EP.small_cap and EP.large_cap: daily values of a few fund
    files are too few to say whether a gap closes. A change of the mean looks like slow reversion
    and is not told apart.
    """
    found = yields(panel)
    if not found.monthly:
        why = (
            "ten years of the monthly series EP.small_cap and EP.large_cap are needed (table macro)"
        )
        return missing("not_measurable", why)
    logs, _ = valuation.yield_spread(found.small, found.large)
    return _half_life(panel, found.days, logs, "small against large caps' valuation", found.sources)
