"""Quads: realised from first prints, nowcast and forecast from a survey, and the 4-3-2-1 path.

Three flavours kept apart. A realised quarter is labelled once, a month after its end, on the day of
its first print; a nowcast says the quarter that is not printed yet, with its chances; the path says
how far the realised quads have come on the way from 4 to 1.
"""

from __future__ import annotations

import numpy as np

from rotascope.maths import quads, stats
from rotascope.panel import Panel
from rotascope.recall import recall
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals import words
from rotascope.signals.macro import growth, known
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Null
from rotascope.vintages import versions

__all__ = ["nowcast_null", "path_null", "quad", "quad_nowcast", "quad_null", "quad_path"]

A_QUARTER = 85  # sessions a quarter's number speaks for: until the next one is printed
PATH = (4, 3, 2, 1)
SHUFFLES, SEED, FEW = 200, 4321, 8
THEORY = (
    "Whether small caps gain as inflation or as growth turns is told both ways, and a quarter is known"
    " a month after it ended: shown, never scored"
)


def _quarter(day: np.datetime64) -> str:
    """2026Q1."""
    when = words.day(day)
    return f"{when.year}Q{(when.month + 2) // 3}"


def _value(label: np.ndarray) -> Vector:
    return np.asarray(np.where(label > 0, label, np.nan), dtype=np.float64)


def _names(label: np.ndarray) -> tuple[str, ...]:
    return tuple(f"quad {k}" if k else "" for k in label.tolist())


def _realised(panel: Panel) -> growth.Quarters | Trace:
    output, prices = versions(panel, growth.OUTPUT), versions(panel, growth.PRICES)
    if not len(output) or not len(prices):
        return known.no_series(growth.OUTPUT, growth.PRICES)
    return growth.quarters(output, prices)


def quad_null(panel: Panel, trace: Trace) -> Null | None:
    """How many quarters bear the label that the newest one bears.

    Null hypothesis: the newest quarter is any quarter of the history.
    """
    if not trace.state:
        return None
    had = [state for state in trace.states if state]
    share = had.count(trace.state) / len(had)
    said = f"{words.percent(share, 0)} of the {len(had)} quarters on file were a {trace.state}"
    return Null(said, share)


@signal(
    "macro.quad",
    title="Quad of growth and inflation, realised",
    axis="market",
    family="macro",
    unit="state",
    sign=0,
    theory=THEORY,
    null=quad_null,
)
def quad(panel: Panel) -> Trace:
    """1 growth up, inflation down; 2 both up; 3 growth down, inflation up; 4 both down.

    By the change of year-on-year real GDP growth and of year-on-year CPI inflation (of the quarter's
    last month) from the quarter before; no change counts as down. Each quarter as on the day of its
    first print; where only a late vintage is on file it says so.
    """
    made = _realised(panel)
    if isinstance(made, Trace):
        return made
    if not len(made.known_at):
        return missing("short_history", "fewer than six quarters of output on file")
    states = _names(made.label)
    return Trace(
        made.known_at,
        _value(made.label),
        text=_told(made) if states[-1] else "",
        state=states[-1],
        states=states,
        sources=growth.sources_of(versions(panel, growth.OUTPUT), versions(panel, growth.PRICES)),
        reason=f"{_quarter(made.periods[-1])}: a number of output or prices that it needs is not there",
        patience=A_QUARTER,
        unranked=len(made.label),
        beside=(("growth", made.growth), ("inflation", made.inflation),
                ("change of growth", made.dg), ("change of inflation", made.dp)),
    )  # fmt: skip


def _told(made: growth.Quarters) -> str:
    """'2026Q1 was a Quad 3: output grew 2.7 % in a year (+0.7 points ...'."""
    said = (
        f"{_quarter(made.periods[-1])} was a Quad {made.label[-1]}: real output"
        f" {words.signed(float(made.growth[-1]))} in a year ({known.moved(100 * float(made.dg[-1]))}"
        f" points; in the quarter {words.signed(float(made.pace[-1, 0]))}, a year before"
        f" {words.signed(float(made.pace[-1, 1]))}), inflation"
        f" {words.signed(float(made.inflation[-1]))} ({known.moved(100 * float(made.dp[-1]))} points)"
    )
    return said + ("; by a late vintage, not by first prints" if made.assumed else "")


def nowcast_null(panel: Panel, trace: Trace) -> Null | None:
    """How often such nowcasts have named the quad that was then first printed.

    Null hypothesis: a name drawn at random is right one time in four. rate is the share that was right,
    p the chance of that many or more among as many draws, exact.
    """
    hits = trace.data[0]
    if len(hits) < FEW:
        return None
    share = float(hits.mean())
    said = f"{words.chance(share)} of {len(hits)} nowcasts named the quad then printed"
    said += "; by chance 25 in 100"
    p = stats.binomial_p(int(hits.sum()), len(hits), 0.25, two_sided=False)
    return Null(said, share, p)


@signal(
    "macro.quad_nowcast",
    title="Quad of the quarter not yet printed, and the path forecast",
    axis="market",
    family="macro",
    unit="state",
    sign=0,
    theory=THEORY,
    null=nowcast_null,
)
def quad_nowcast(panel: Panel) -> Trace:
    """The quad of a survey's own quarter, its chances, and the quads of the four quarters after it.

    Growth of the Survey of Professional Forecasters chained to the quarters printed by its day, its CPI
    rates to the prices printed by then. Chances from the errors of earlier nowcasts against first
    prints, normal with their correlation; they need twelve. A forecast, not a fact.
    """
    output, prices = versions(panel, growth.OUTPUT), versions(panel, growth.PRICES)
    made, sources = growth.forecasts(panel, output, prices)
    if not len(made.known_at):
        return missing("not_measurable", "no survey of forecasters on file (macro series"
                       " SPF.mean.RGDP1-6 and SPF.mean.CPI2-6)")  # fmt: skip
    states = _names(made.label[:, 0])
    past = growth.quarters(output, prices)
    hits = _hits(made, past)
    return Trace(
        made.known_at,
        _value(made.label[:, 0]),
        text=_forecast(made),
        state=states[-1],
        states=states,
        sources=(*growth.sources_of(output, prices), *sources),
        reason=f"{_quarter(made.periods[-1])}: what the survey builds on was not printed by its day",
        patience=A_QUARTER,
        unranked=len(states),
        data=(hits,),
        beside=tuple((f"chance of quad {k + 1}", made.chances[:, k]) for k in range(4)),
    )


def _hits(made: growth.Forecast, past: growth.Quarters) -> Vector:
    """1 for each nowcast whose quarter was then first printed with the same label, 0 with another."""
    printed = dict(zip(past.periods.tolist(), past.label.tolist(), strict=True))
    pairs = [(label, printed.get(day, 0)) for label, day in
             zip(made.label[:, 0].tolist(), made.periods.tolist(), strict=True)]  # fmt: skip
    return np.array([float(a == b) for a, b in pairs if a and b])


def _forecast(made: growth.Forecast) -> str:
    label, chance = made.label[-1], made.chances[-1]
    if not label[0]:
        return ""
    said = f"the survey of {_quarter(made.periods[-1])} says Quad {label[0]}"
    if np.isfinite(chance).all():
        odds = ", ".join(f"{k + 1}: {100 * chance[k]:.0f} %" for k in range(4))
        said += f" (chances {odds})"
    return f"{said}; then {', '.join(str(k) if k else 'unknown' for k in label[1:].tolist())}"


def path_null(panel: Panel, trace: Trace) -> Null:
    """How often the path would have been gone through if quarters came in any order.

    Null hypothesis: the same quads in random order; 200 shuffles, fixed seed. rate is their mean number
    of complete paths, p the share with as many or more. Neighbouring quarters share most of their
    year, so that real quads are not in random order: this null is the plainest, not the best.
    """
    label = np.nan_to_num(trace.data[0]).astype(np.int64)

    def shuffled() -> Vector:
        draw = np.random.default_rng(SEED)
        return np.array([float(len(quads.completed(draw.permutation(label), PATH)))
                         for _ in range(SHUFFLES)])  # fmt: skip

    counts = recall("quad-path", (label,), f"{SHUFFLES}|{SEED}", shuffled)
    seen = len(quads.completed(label, PATH))
    mean = float(counts.mean())
    beyond, side = (counts >= seen, "more") if seen > mean else (counts <= seen, "fewer")
    p = float((1 + np.count_nonzero(beyond)) / (1 + SHUFFLES))
    said = f"the same quads in random order go through it {mean:.1f} times in the mean;"
    return Null(f"{said} {seen} times or {side} in {words.chance(p)}", mean, p)


@signal(
    "macro.quad_path",
    title="The path through quads 4, 3, 2, 1",
    axis="market",
    family="macro",
    unit="count",
    sign=0,
    theory="A path seen a handful of times can be told, not tested: shown, never scored",
    null=path_null,
)
def quad_path(panel: Panel) -> Trace:
    """Steps of the path 4-3-2-1 that the realised quads (repeats left out) end with, 0 to 4.

    Every complete path is marked on the day its last quad was first printed. Below eight of them
    they are listed and nothing is tested.
    """
    made = _realised(panel)
    if isinstance(made, Trace):
        return made
    if not len(made.known_at):
        return missing("short_history", "fewer than six quarters of output on file")
    steps, done = quads.progress(made.label, PATH), quads.completed(made.label, PATH)
    states = tuple("complete" if k == len(PATH) else f"{k} of 4" if k else "not on it"
                   for k in steps.tolist())  # fmt: skip
    return Trace(
        made.known_at,
        np.where(made.label > 0, steps, np.nan).astype(np.float64),
        text=_path_told(made, done, int(steps[-1])),
        state=states[-1],
        states=states,
        marks=known.marks_of(made.known_at, done, "quads 4-3-2-1 gone through"),
        sources=growth.sources_of(versions(panel, growth.OUTPUT), versions(panel, growth.PRICES)),
        reason=f"{_quarter(made.periods[-1])} has no quad",
        patience=A_QUARTER,
        unranked=len(steps),
        data=(made.label.astype(np.float64),),
    )


def _path_told(made: growth.Quarters, done: np.ndarray, steps: int) -> str:
    at = quads.runs(made.label)[-5:]
    trail = ", ".join(str(k) if k else "unknown" for k in made.label[at].tolist())
    whole = [_quarter(made.periods[i]) for i in done]
    said = f"the last quads, repeats left out: {trail}; {steps} of 4 steps of 4-3-2-1"
    past = f"; gone through {len(whole)} times since {_first(made.periods)}"
    listed = f" ({', '.join(whole)})" if 0 < len(whole) < FEW else ""
    return said + past + listed + (": too few to test" if len(whole) < FEW else "")


def _first(periods: Days) -> str:
    return _quarter(periods[0])
