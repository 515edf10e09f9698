"""Levels and thresholds: what a rate, a yield or an index stood at, and which of two stood higher.

Rates are in the claim's unit (a fraction, or percentage points). A rate older than a week stands for
nothing: a missing yield is missing. The funds rate is the effective one, or the target's upper bound.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from rotascope.articles.measures import measure
from rotascope.articles.measures.observed import Observed
from rotascope.panel import Panel
from rotascope.series import FRESH, MacroSeries, same_day
from rotascope.sessions import count
from rotascope.terms.articles import Claim

__all__ = ["level", "threshold"]

UPPER = "the target's upper bound"
FUNDS_RATES = {"DFF": "the effective rate", "DFEDTARU": UPPER}
IN_PERCENT = ("percent", "pp")


@measure("level")
def level(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """Last value of a rate or an index by the day, and the one before: what a morning knew."""
    readings: list[Observed] = []
    for name in claim.subject:
        part = name if len(claim.subject) > 1 else ""
        for told, how in _tellings(panel, name):
            readings += _level(panel, claim, told, how, day, part)
    return tuple(readings)


def _tellings(panel: Panel, name: str) -> list[tuple[str, str]]:
    """(series, what it is called): the funds rate is told in two ways."""
    if name not in FUNDS_RATES:
        return [(name, "")]
    return [(told, how) for told, how in FUNDS_RATES.items() if len(panel.macro(told).days)] or [
        (name, "")
    ]


def _level(panel: Panel, claim: Claim, name: str, how: str, day: date, part: str) -> list[Observed]:
    macro = panel.macro(name)
    if len(macro.days):
        days, values, source = macro.days, macro.values * _scale(macro, claim), macro.source
    else:
        series = panel.series(name, "pr")
        days, values = series.days, series.levels
        source = series.sources[0] if series.sources else None
    end = int(np.searchsorted(days, np.datetime64(day), side="right")) - 1
    if end < 0:
        return [Observed("", None, reason=f"no series {name} on file by {day}", subject=part)]
    if count(days[end].item(), day) > FRESH:
        why = f"the last {name} on file by {day} is of {days[end]}"
        return [Observed(how, None, reason=why, subject=part, own=how != UPPER)]
    called = f"{how}, " if how else ""
    found = []
    for row, words, usual in ((end, "close", True), (end - 1, "close before that", False)):
        if row >= 0:
            found.append(
                Observed(f"{called}{words}", float(values[row]), None, days[row].item(), source,
                         subject=part, standard=usual and how != UPPER)
            )  # fmt: skip
    return found


def _scale(macro: MacroSeries, claim: Claim) -> float:
    """What turns the series' own unit into the claim's: per cent into fractions or points."""
    if macro.unit in IN_PERCENT and claim.unit == "fraction":
        return 0.01
    return 100.0 if macro.unit in IN_PERCENT and claim.unit == "bp" else 1.0


@measure("threshold")
def threshold(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """The subject less what it is set against on their newest common day, or less nothing: its level.

    Positive above, negative below, in the claim's unit.
    """
    if not (claim.subject and claim.against):
        return level(panel, claim, day)
    readings = []
    for told, how in _tellings(panel, claim.subject[0]):
        lines = [panel.macro(told), panel.macro(claim.against[0])]
        found = same_day(lines, day) if all(len(line.days) for line in lines) else None
        usual = how != UPPER
        if found is None:
            why = f"{told} and {claim.against[0]} have no common day in the week to {day}"
            readings += [Observed(how, None, reason=why, standard=usual)] if usual else []
            continue
        when, (first, second) = found
        gap = (first - second) * _scale(lines[0], claim)
        readings.append(Observed(how or "close", gap, None, when, lines[0].source, standard=usual))
    return tuple(readings)
