"""The regime split: do the few compound on, or does the market broaden? Two chances that sum to 1."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rotascope.maths import jump, stats
from rotascope.maths.types import Ints, Matrix
from rotascope.panel import Panel
from rotascope.recall import recall
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals import pairs, words
from rotascope.signals.trace import Trace, missing
from rotascope.signals.weekly import week_ends
from rotascope.terms import Mark, Null

__all__ = ["regime_split", "split_null", "states_of"]

PAIR = "equal_cap"
SHORT, LONG, LEAST, AHEAD = 13, 52, 156, 13
PENALTY, SEED = 12.0, 107
NARROW, BROAD = 0, 1
NAMES = ("the few compound", "broadening")


def _features(changes: Vector) -> Matrix:
    """Mean changes of a quarter and of a year in their expanding sd, (n, 2); NaN in the first year."""
    n = len(changes)
    total, squares = np.cumsum(changes), np.cumsum(changes * changes)
    at = np.arange(1, n + 1)
    sd = np.sqrt(np.maximum(squares / at - (total / at) ** 2, 1e-300))
    table = np.full((n, 2), np.nan)
    for j, window in enumerate((SHORT, LONG)):
        if n > window:
            table[window:, j] = (total[window:] - total[:-window]) / (sd[window:] * window**0.5)
    return table


def states_of(changes: Vector, days: Days) -> Ints:
    """Per week the jump model's state as known that week, -1 before three years; 1 = broadening.

    The states' means are fitted anew each New Year on the weeks before it (penalty 12 a switch, ten
    starts, fixed seed); within a year the state is the last one of the cheapest path to the week.
    """
    y, years = _features(changes), days.astype("datetime64[Y]").astype(np.int64)
    out = np.full(len(changes), -1, dtype=np.int64)
    starts = np.flatnonzero(np.diff(years, prepend=years[0] - 1))
    for start, end in zip(starts, np.append(starts[1:], len(y)), strict=True):
        if start >= LEAST:
            past = y[LONG:start]
            mu = recall("jump-split", (past,), f"{PENALTY}|{SEED}", lambda p=past: _means(p))  # type: ignore[misc]
            kept = recall("jump-states", (y[LONG:end], mu), str(PENALTY),
                          lambda e=end, m=mu: jump.online(y[LONG:e], m, PENALTY))  # type: ignore[misc]  # fmt: skip
            out[start:end] = kept[start - LONG :]
    return out


def _means(past: Matrix) -> Matrix:
    return jump.fit(past, 2, PENALTY, seed=SEED)[0]


def _chances(state: Ints, ratio: Vector) -> tuple[Vector, NDArray[np.int64]]:
    """(P(the rest lead over the next quarter) per week, counts of the last week).

    The share of independent past weeks (13 apart) in the same state after which it did, by outcomes over
    by then, shrunk to the share after all of them with the weight of 20, as that one is to a half.
    counts: (led, n) by state.
    """
    n = len(state)
    asked = np.arange(LEAST, n - AHEAD, AHEAD)
    led = (ratio[asked + AHEAD] > ratio[asked]).astype(np.int64)
    kind = state[asked]
    out, counts = np.full(n, np.nan), np.zeros((2, 2), dtype=np.int64)
    due = {int(a) + AHEAD: i for i, a in enumerate(asked)}
    for t in range(n):
        i = due.get(t)
        if i is not None and kind[i] >= 0:
            counts[kind[i]] += (led[i], 1)
        whole = counts.sum(axis=0)
        if state[t] >= 0 and whole[1] > 0:
            base = stats.shrink(float(whole[0]), float(whole[1]), 0.5)
            out[t] = stats.shrink(float(counts[state[t], 0]), float(counts[state[t], 1]), base)
    return out, counts


def split_null(panel: Panel, trace: Trace) -> Null | None:
    """Whether the two states have differed at all in what followed them.

    Null hypothesis: the rest lead as often after the one as after the other. rate is the share after
    all weeks counted, p two-sided for two independent shares (normal approximation).
    """
    (few, n_few), (broad, n_broad) = trace.data[0].reshape(2, 2)
    n = n_few + n_broad
    if min(n_few, n_broad) < 1:
        return None
    base = (few + broad) / n
    sd = (base * (1.0 - base) * (1.0 / n_few + 1.0 / n_broad)) ** 0.5
    if not sd > 0.0:
        return None
    p = 2.0 * (1.0 - stats.normal_cdf(abs(broad / n_broad - few / n_few) / sd))
    said = f"the rest led in {broad:.0f} of {n_broad:.0f} quarters after '{NAMES[BROAD]}' and in"
    said += f" {few:.0f} of {n_few:.0f} after '{NAMES[NARROW]}'"
    return Null(f"{said}; as far apart by chance in {words.chance(p)}", float(base), float(p))


@signal(
    "macro.regime_split",
    title="Regime split: the few compound, or the market broadens",
    axis="concentration",
    family="macro",
    unit="fraction",
    sign=0,
    theory="A regime is what the pair itself has done, and the price family scores that: shown, never"
    " scored again",
    null=split_null,
    pair=PAIR,
)
def regime_split(panel: Panel) -> Trace:
    """P(equal weight beats cap weight over the next 13 weeks), a fraction; the few's chance is the rest.

    Statistical jump model with two states on weekly changes of a quarter and of a year, total return;
    the chance is how often it happened after past weeks in today's state, 13 weeks apart, shrunk to
    the share after all, and that to a half. Two chances that sum to 1; neither says why.
    """
    pair = panel.pair(PAIR)
    unanswered = pairs.unanswered(panel, pair, 1)
    if unanswered is not None:
        return unanswered
    at = week_ends(pair.days)
    if len(at) <= LEAST + AHEAD:
        why = f"{pair.label}: {len(at)} of {LEAST + AHEAD + 1} completed weeks"
        return missing("short_history", why)
    ratio, _ = pairs.oriented(panel, pair)
    ratio, days = ratio[at], pair.days[at]
    state = states_of(np.diff(ratio), days[1:])
    value, counts = _chances(state, ratio[1:])
    state = np.where(np.isfinite(value), state, -1)  # no word before there is a number
    states = tuple(NAMES[k] if k >= 0 else "" for k in state.tolist())
    said = ""
    if np.isfinite(value[-1]):
        said = (f"{words.percent(value[-1], 0)} that the rest lead over the next 13 weeks,"
                f" {words.percent(1 - value[-1], 0)} that the few do; the state is '{states[-1]}'"
                f" ({pair.label}, total return)")  # fmt: skip
    return Trace(
        days[1:], value, text=said, state=states[-1], states=states,
        marks=(*pair.marks, *_turns(days[1:], state)), sources=pair.sources,
        reason=f"{pair.label}: no quarter after a state is over yet", newest=words.day(pair.days[-1]),
        patience=pairs.patience(pair), unranked=len(value), data=(counts.astype(np.float64).ravel(),),
        beside=(("the few", 1.0 - value), (pair.label, np.exp(ratio[1:]))),
    )  # fmt: skip


def _turns(days: Days, state: Ints) -> tuple[Mark, ...]:
    """The weeks on which the state became another one."""
    turned = np.flatnonzero((state[1:] != state[:-1]) & (state[:-1] >= 0)) + 1
    return tuple(Mark(words.day(days[i]), NAMES[int(state[i])]) for i in turned)
