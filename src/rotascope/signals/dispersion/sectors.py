"""How much sectors move as one: absorption ratio and diversification ratio of nine sector funds.

The nine that have been listed since 1998, so that the number of lines never changes and the past can be
compared with today; two younger sectors (real estate, communication) are inside others here.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial, reduce
from itertools import pairwise
from weakref import WeakKeyDictionary

import numpy as np

from rotascope.maths.risk_shares import absorption_ratio, diversification_ratio
from rotascope.memo import memo
from rotascope.panel import Panel
from rotascope.recall import recall
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals import words
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Null, Source

__all__ = ["SECTORS", "absorption", "diversification", "noise_null", "one_null"]

SECTORS = ("XLB", "XLE", "XLF", "XLI", "XLK", "XLP", "XLU", "XLV", "XLY")
WINDOW, HALF_LIFE, STRONGEST = 500, 250.0, 2
FORTNIGHT, YEAR, ALERT = 15, 252, 1.0
SEED, DRAWS = 1971, 200
UNSIGNED = "a condition of the whole market names no side: shown, never scored"


def _moves(panel: Panel) -> tuple[Days, Vector, tuple[Source, ...]] | str:
    """(days, daily returns (T, 9) on the days that all have, sources), or why there are none."""
    lines = [panel.series(symbol) for symbol in SECTORS]
    absent = [line.symbol for line in lines if not len(line)]
    if absent:
        return f"no total returns of {', '.join(absent)} by {panel.as_of} (returns)"
    days = reduce(np.intersect1d, [line.days for line in lines])
    levels = np.column_stack([line.levels[np.searchsorted(line.days, days)] for line in lines])
    return (
        days[1:],
        levels[1:] / levels[:-1] - 1.0,
        tuple(s for line in lines for s in line.sources),
    )


def _ratios(days: Days, moves: Vector) -> Vector:
    """(absorption, diversification) per day, (T, 2); years that are over are computed once a process."""
    years = days.astype("datetime64[Y]")
    edges = [0, *(np.flatnonzero(years[1:] != years[:-1]) + 1).tolist(), len(days)]
    parts = []
    for low, high in pairwise(edges):
        past = moves[max(low - WINDOW + 1, 0) : high]
        made = recall("sector-ratios", (past,), f"{high - low}", partial(_both, past))
        parts.append(made[len(past) - (high - low) :])
    return np.concatenate(parts)


def _both(moves: Vector) -> Vector:
    from rotascope.maths.comovement import decayed_covariances

    covariances = decayed_covariances(np.ascontiguousarray(moves), WINDOW, HALF_LIFE)
    equal = np.full(moves.shape[1], 1.0 / moves.shape[1])
    out = np.full((len(moves), 2), np.nan)
    for t in range(WINDOW - 1, len(moves)):
        out[t] = (
            absorption_ratio(covariances[t], STRONGEST),
            diversification_ratio(equal, covariances[t]),
        )
    return out


def _shift(ratio: Vector) -> Vector:
    """(mean of 15 days - mean of a year) / sd of the year, per day; NaN where a value is missing."""
    out = np.full(len(ratio), np.nan)
    if len(ratio) >= YEAR:
        year = np.lib.stride_tricks.sliding_window_view(ratio, YEAR)
        spread = year.std(axis=1, ddof=1)
        gap = year[:, -FORTNIGHT:].mean(axis=1) - year.mean(axis=1)
        np.divide(gap, spread, out=out[YEAR - 1 :], where=spread > 0.0)
    return out


def noise_null(panel: Panel, trace: Trace) -> Null:
    """What nine lines without anything in common would show over such a window.

    Null hypothesis: independent normal returns of one variance, same number of lines, window and
    weights; 200 simulated windows, fixed seed. rate is their mean. No p: sectors share a market, so
    that it would be the smallest possible on every day of every year and tell none of them apart.
    """

    def make() -> dict[str, Vector]:
        from rotascope.maths.comovement import decayed_covariances

        draw = np.random.default_rng(SEED)
        found = [
            absorption_ratio(decayed_covariances(m, WINDOW, HALF_LIFE)[-1], STRONGEST)
            for m in draw.standard_normal((DRAWS, WINDOW, len(SECTORS)))
        ]
        return {"ratios": np.array(found)}

    noise = np.asarray(memo(panel, "absorption-null", f"{SEED}|{DRAWS}", make)["ratios"])
    rate = float(noise.mean())
    even = words.percent(STRONGEST / len(SECTORS), 0)
    said = f"lines with nothing in common would give {words.percent(rate, 0)}, not {even}"
    return Null(said, rate, draws="level")


def one_null(panel: Panel, trace: Trace) -> Null:
    """What nine unrelated lines of equal volatility would give: the root of nine.

    Null hypothesis: no correlation at all. Sectors share a market, so that the ratio never gets there.
    """
    return Null("3.0, if the nine had nothing in common; 1.0, if they moved as one", 3.0)


_TRACES: WeakKeyDictionary[Panel, Trace] = WeakKeyDictionary()


def _trace(panel: Panel, column: int) -> Trace:
    """A trace of one of the two ratios; both are made at once."""
    if panel not in _TRACES:
        _TRACES[panel] = _made(panel)
    both = _TRACES[panel]
    return replace(both, value=both.data[column], data=()) if both.data else both


def _made(panel: Panel) -> Trace:
    found = _moves(panel)
    if isinstance(found, str):
        return missing("not_measurable", found)
    days, moves, sources = found
    if len(days) < WINDOW:
        return missing("short_history", f"{len(days)} of {WINDOW} sessions of all nine sectors")
    ratios = _ratios(days, moves)
    return Trace(days, ratios[:, 0], sources=sources, data=(ratios[:, 0], ratios[:, 1]))


@signal(
    "dispersion.absorption",
    title="Absorption ratio of the sectors",
    axis="market",
    family="dispersion",
    unit="fraction",
    sign=0,
    theory=f"A market that moves as one is fragile, whoever leads: {UNSIGNED}",
    null=noise_null,
)
def absorption(panel: Panel) -> Trace:
    """Share of nine sectors' variance that its two strongest common directions take, a fraction.

    500 sessions, weights halving every 250 (Kritzman, Li, Page and Rigobon 2011). The state says when the
    last 15 days stand more than one sd of the year above its mean. It says fragile, not when.
    """
    made = _trace(panel, 0)
    if not len(made.days):
        return made
    shift = _shift(made.value)
    states = tuple("raised" if s > ALERT else "usual" if np.isfinite(s) else "" for s in shift)
    said = f", {abs(shift[-1]):.1f} sd {'above' if shift[-1] > 0 else 'below'} its year's mean"
    text = (
        f"the two strongest common directions take {words.percent(float(made.value[-1]), 0)} of nine"
        f" sectors' variance{said if np.isfinite(shift[-1]) else ''}"
    )
    return replace(made, text=text, state=states[-1], states=states, beside=(("shift", shift),))


@signal(
    "dispersion.diversification",
    title="Diversification ratio of the sectors",
    axis="market",
    family="dispersion",
    unit="ratio",
    sign=0,
    theory=f"What spreading over sectors is worth: {UNSIGNED}",
    null=one_null,
)
def diversification(panel: Panel) -> Trace:
    """Mean volatility of nine equal sectors over that of their mixture, 1 or more (Choueifaty 2008).

    500 sessions, weights halving every 250. Near 1 spreading over sectors avails little.
    """
    made = _trace(panel, 1)
    if not len(made.days):
        return made
    value = float(made.value[-1])
    text = (
        f"nine equal sectors are {words.percent(1.0 - 1.0 / value, 0)} calmer together than alone"
    )
    return replace(made, text=text)
