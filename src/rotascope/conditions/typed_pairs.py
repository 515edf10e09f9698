"""`rs("X/Y")` and `trend_break("X/Y")`: the pair as typed, with its earlier stand-in where it has one.

A pair that the catalog knows by this label is the catalogued one, so that `rs("IWM/SPY")` and the
signal on small caps / large caps say the same. Any other is made of two lines on file, total return;
a leg that plays a role keeps its splice (MAGS before 2023) and its bounds (SPSM from 2020), and the
note says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from rotascope.errors import BadArgument
from rotascope.maths import rank, returns
from rotascope.maths import streak as runs
from rotascope.panel import Panel
from rotascope.series import PairSeries, Series, Vector
from rotascope.sessions import Days
from rotascope.signals import trend_break
from rotascope.signals.relative_strength import RANKED_AFTER

__all__ = ["WINDOW", "Fields", "break_fields", "relative_fields", "typed"]

WINDOW = 126
"""Sessions of the relative return, as in the signal rs.*."""


@dataclass(frozen=True, slots=True, eq=False)
class Fields:
    """What a name has on each of `days`: numbers by attribute, words of its state, or why nothing."""

    days: Days
    series: Mapping[str, Vector]
    states: tuple[str, ...] | None = None
    patience: int = 2
    reason: str = ""
    note: str = field(default="")


def typed(panel: Panel, text: str) -> PairSeries:
    """The pair that 'X/Y' means, rising when X wins. Raises BadArgument for what is no pair."""
    legs = tuple(part.strip() for part in text.split("/"))
    if len(legs) != 2 or not all(legs) or legs[0] == legs[1]:
        raise BadArgument(f"no pair '{text}'", "two different symbols, X/Y", 'rs("IWM/SPY")')
    label = " / ".join(legs)
    for spec in panel.catalog.pairs.values():
        pair = panel.pair(spec.name)
        if pair.label == label and not pair.monthly:
            return replace(pair, sign=1)
    return _joined(label, _leg(panel, legs[0]), _leg(panel, legs[1]))


def _leg(panel: Panel, symbol: str) -> Series:
    """The symbol's line; where it plays a role, with that role's splice and within its bounds."""
    for name, entries in panel.catalog.roles.items():
        if any(entry.symbol == symbol for entry in entries):
            played = panel.role(name)
            if played.symbol == symbol:
                return played
    return panel.series(symbol)


def _joined(label: str, top: Series, bottom: Series) -> PairSeries:
    later = next((leg for leg in (top, bottom) if not _daily(leg)), None)
    if later is not None:
        why = f"{later.symbol} is no daily line: its values are published after their own days"
        return PairSeries(label, label, later.days[:0], np.empty(0), top, bottom, 1, False, "", why)
    days, a, b = np.intersect1d(top.days, bottom.days, assume_unique=True, return_indices=True)
    ratio = np.log(top.levels[a]) - np.log(bottom.levels[b])
    why = "" if len(days) else (top.missing or bottom.missing or f"{label}: no common day")
    note = "; ".join(text for text in (top.note, bottom.note) if text)
    return PairSeries(label, label, days, ratio, top, bottom, 1, False, note, why)


def _daily(line: Series) -> bool:
    """Whether most steps of a line are one session: then it is known at the close of its own day.

    A monthly line carries its period's day and is published weeks later: on that day a condition
    could not have seen it.
    """
    return len(line) < 2 or int(np.median(np.diff(line.days).astype(np.int64))) <= 3


def relative_fields(panel: Panel, text: str) -> Fields:
    """Relative: geometric total return of X over Y in 126 sessions, a fraction; percentile of it.

    ratio: X over Y, total return, 1 on their first common day. streak: sessions running that X beat
    (positive) or trailed (negative) Y. Percentiles are expanding midranks, from five windows apart on.
    """
    pair = typed(panel, text)
    if not len(pair):
        return Fields(pair.days, {}, reason=pair.missing)
    relative = returns.log_relative(pair.log_ratio, WINDOW)
    streak = np.full(len(pair), np.nan)
    streak[1:] = runs.lengths(np.diff(pair.log_ratio))
    percentile = rank.expanding_percentile(relative)
    percentile[: RANKED_AFTER * WINDOW] = np.nan
    series = {
        "relative": relative,
        "percentile": percentile,
        "ratio": np.exp(pair.log_ratio - pair.log_ratio[0]),
        "streak": streak,
    }
    return Fields(pair.days, series, note=pair.note)


def break_fields(panel: Panel, text: str) -> Fields:
    """The state of X over Y's downtrend line (no downtrend, downtrend, broken, confirmed, failed).

    The signal's own rule on completed weeks: Theil-Sen line over 156 of them, 104 at least, frozen at
    the first close above. distance: sd of weekly changes above the line.
    """
    trace = trend_break.of_pair(panel, typed(panel, text))
    if not len(trace.days):
        return Fields(trace.days, {}, reason=trace.reason)
    pair = typed(panel, text)
    return Fields(
        trace.days, {"distance": trace.value}, trace.states, trace.patience, note=pair.note
    )
