"""Extremes: the lowest or highest close since a month, and how far a line is below its record.

On price, because that is what a record means; where only total return is on file it stands in, and a
stand-in never contradicts. "Near" is within 3 %, as everywhere in this project.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from rotascope.articles.measures import measure
from rotascope.articles.measures.followed import plays_from
from rotascope.articles.measures.observed import Observed
from rotascope.articles.standing import INDEX_OF, TRACKERS
from rotascope.catalog import FAR_PAST
from rotascope.panel import Panel
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.terms import Basis
from rotascope.terms.articles import Claim, FindingVerdict

__all__ = ["FAR", "NEAR", "Line", "Record", "extreme", "high_distance", "line_of", "record_of"]

NEAR, FAR = 0.03, 0.05
RECENT = 10
"""Sessions that "recently" reaches back."""
FRESH = np.timedelta64(10, "D")
"""A line whose last close is older has ended, or is not kept up."""
NEW_PEAK = 63
"""A record within a quarter is still "new peaks"."""
LOW = re.compile(r"\b(?:lowest|low|bottom|weakest)\b", re.IGNORECASE)
WITHIN = 0.01
"""How far the best close of a month may miss a record that was made within a session of it."""
HAPPENED = re.compile(
    r"\b(?:last|this|in (?:early |mid-|late )?) ?(?P<what>week|month|quarter|year|january|february"
    r"|march|april|may|june|july|august|september|october|november|december)\b(?: (?P<year>\d{4})\b)?",
    re.IGNORECASE,
)
"""When a record is said to have been made."""
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
SINCE = re.compile(r"(\d{4}|-)(?:-(\d{2}))?(?:-\d{2})?")


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """The closes of a line up to a day; `own`: they are of the line itself, on price."""

    symbol: str
    days: Days
    levels: Vector
    basis: str
    own: bool


@dataclass(frozen=True, slots=True)
class Record:
    """A line's highest close so far: its day, sessions since, and how far below it the last one is."""

    symbol: str
    distance: float
    day: date
    sessions: int
    end: date
    own: bool
    basis: str


def line_of(panel: Panel, name: str, day: date) -> Line | None:
    """A line's closes up to a day: its own on price, else total return, else what may stand for it.

    Closes that ended long before the day are no answer for it. A word in small letters is no ticker.
    """
    bases: tuple[tuple[Basis, str], ...] = (("pr", "price"), ("tr", "total return"))
    spoken = INDEX_OF.get(name) or next(iter(TRACKERS.get(name, ())), "")
    for symbol in (name, spoken):
        for basis, words in bases if symbol and not symbol.islower() else ():
            series = panel.series(symbol, basis)
            # A fund that followed another index before stands in only since.
            first = plays_from(panel.catalog, symbol) if symbol != name else FAR_PAST
            begin = int(np.searchsorted(series.days, np.datetime64(first)))
            end = int(np.searchsorted(series.days, np.datetime64(day), side="right"))
            if end > begin and np.datetime64(day) - series.days[end - 1] <= FRESH:
                own = symbol == name and basis == "pr"
                kept = slice(begin, end)
                return Line(symbol, series.days[kept], series.levels[kept], words, own)
    return None


def record_of(panel: Panel, name: str, day: date) -> Record | None:
    """The record of a line's closes by a day, over the history on file; None without a series."""
    line = line_of(panel, name, day)
    if line is None:
        return None
    days, levels = line.days, line.levels
    at = len(levels) - 1 - int(np.argmax(levels[::-1]))
    distance = float(levels[-1] / levels[at] - 1.0)
    return Record(line.symbol, distance, days[at].item(), len(levels) - 1 - at, days[-1].item(),
                  line.own, line.basis)  # fmt: skip


@measure("high_distance")
def high_distance(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """Last close over the highest so far, less 1: 0 at a record, negative below it."""
    return tuple(_distance(panel, claim, name, day) for name in claim.subject)


def _distance(panel: Panel, claim: Claim, name: str, day: date) -> Observed:
    found = record_of(panel, name, day)
    part = name if len(claim.subject) > 1 else ""
    if found is None:
        why = f"no series of {name} on file, nor of what could stand for it"
        return Observed("", None, reason=why, subject=part)
    reason = f"record of {found.day}, {found.sessions} sessions before; {found.basis}"
    if found.symbol != name:
        reason += f"; {found.symbol} stands for {name}"
    verdict = None if claim.digits is not None else _near(claim, found)
    return Observed(
        f"close of {found.symbol}, {found.basis}", found.distance, found.day, found.end,
        reason=reason, own=found.own, subject=part, verdict=verdict,
    )  # fmt: skip


def _near(claim: Claim, found: Record) -> FindingVerdict:
    """A verdict on words without a number: near is within 3 %, new peaks are of this quarter."""
    peaks = claim.op in (">", ">=", "=")
    held = found.sessions <= NEW_PEAK if peaks else -found.distance <= NEAR
    if held:
        return "supported" if found.own else "supported_under"
    if -found.distance <= FAR:
        return "approximate"
    return "contradicted" if found.own else "not_checkable"


@measure("extreme")
def extreme(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """Whether a close is, or nearly is, the lowest (highest) since a month: ("since", "2025-09").

    `all-time`, or no month: of all closes on file, and then a record of the last quarter is still one.
    """
    line = line_of(panel, claim.subject[0], day) if claim.subject else None
    if line is None:
        return (Observed("", None, reason=f"no closes of {' '.join(claim.subject) or 'it'}"),)
    since = _month(claim, day)
    if since is None:
        when = _when(claim, day)
        return (_record(claim, line) if when is None else _made(claim, line, when),)
    begin = int(np.searchsorted(line.days, since + 1))
    if len(line.levels) - begin < RECENT:
        return (Observed("", None, reason=f"too few closes of {claim.subject[0]} since {since}"),)
    return (_extreme(claim, line, begin),)


def _lowest(claim: Claim) -> bool:
    """Whether a low is meant: ("extreme", "low"), else by the words."""
    told = dict(claim.detail).get("extreme", "")
    return told == "low" if told else bool(LOW.search(claim.quote)) or claim.op in ("<", "<=")


def _record(claim: Claim, line: Line) -> Observed:
    """The record of all closes on file: of this quarter, near, or far."""
    lowest = _lowest(claim)
    levels = line.levels
    at = len(levels) - 1 - int((np.argmin if lowest else np.argmax)(levels[::-1]))
    since = len(levels) - 1 - at
    off = abs(float(levels[-1] / levels[at] - 1.0))
    verdict: FindingVerdict = "supported" if line.own else "supported_under"
    if since > NEW_PEAK:
        verdict = "approximate" if off <= NEAR else "contradicted" if line.own else "not_checkable"
    side = "lowest" if lowest else "highest"
    reason = (
        f"the {side} close on file is {levels[at]:,.2f}, of {line.days[at]}, {since} sessions before and"
        f" {off * 100:.1f} % away"
    )
    value = _told(claim, float(levels[-1]), float(levels[at]))
    return Observed(f"close of {line.symbol}, {line.basis}", value, line.days[at].item(),
                    line.days[-1].item(), reason=reason, own=line.own, verdict=verdict)  # fmt: skip


def _made(claim: Claim, line: Line, when: tuple[date, date]) -> Observed:
    """Whether a close within the days named was the record of all closes before it."""
    lowest = _lowest(claim)
    first = int(np.searchsorted(line.days, np.datetime64(when[0])))
    last = int(np.searchsorted(line.days, np.datetime64(when[1]), side="right"))
    record = _record(claim, line)
    if first >= last or not first:
        why = f"no closes from {when[0]} to {when[1]} on file"
        return Observed("", None, reason=why)
    turned = -line.levels if lowest else line.levels
    at = first + int(np.argmax(turned[first:last]))
    before = abs(float(np.max(turned[:at])))
    off = (float(line.levels[at]) / before - 1.0) * (-1.0 if lowest else 1.0)
    if off >= 0.0:
        verdict: FindingVerdict = "supported" if line.own else "supported_under"
    else:
        verdict = (
            "approximate" if -off <= WITHIN else "contradicted" if line.own else "not_checkable"
        )
    side = "lowest" if lowest else "highest"
    done = "was the" if off >= 0.0 else f"was {-off * 100:.2f} % short of the"
    reason = (
        f"the {side} close from {when[0]} to {when[1]} {done} {side} by then:"
        f" {line.levels[at]:,.2f}, of {line.days[at]}; {record.reason}"
    )
    level = float(line.levels[at])
    value = _told(claim, level, level if off >= 0.0 else before)
    return Observed(f"close of {line.symbol}, {line.basis}", value, line.days[at].item(),
                    line.days[last - 1].item(), reason=reason, own=line.own, verdict=verdict)  # fmt: skip


def _when(claim: Claim, day: date) -> tuple[date, date] | None:
    """The days on which the record is said to have been made, as the claim's words have it; else None."""
    found = HAPPENED.search(claim.quote)
    if found is None:
        return None
    what, past = found["what"].lower(), found[0].lower().startswith("last")
    if what == "week":
        monday = day - timedelta(days=day.weekday() + 7 * past)
        return monday, min(monday + timedelta(days=6), day)
    if what == "year":
        return date(day.year - past, 1, 1), date(day.year - 1, 12, 31) if past else day
    if what == "quarter":
        begin = day.year * 12 + (day.month - 1) // 3 * 3 - 3 * past
        return _days(begin, 3, day)
    if what == "month":
        return _days(day.year * 12 + day.month - 1 - past, 1, day)
    month = MONTHS.index(what)
    year = int(found["year"]) if found["year"] else day.year - (month >= day.month)
    return _days(year * 12 + month, 1, day) if year <= day.year else None


def _days(begin: int, n: int, day: date) -> tuple[date, date]:
    """First and last day of `n` months from a month counted from year 0, none after `day`."""
    end = begin + n
    last = date(end // 12, end % 12 + 1, 1) - timedelta(days=1)
    return date(begin // 12, begin % 12 + 1, 1), min(last, day)


def _told(claim: Claim, level: float, bound: float) -> float:
    """The level, where the claim counts in its unit; else how far it is from the extreme, a fraction."""
    return level / bound - 1.0 if claim.unit == "fraction" else level


def _extreme(claim: Claim, line: Line, begin: int) -> Observed:
    """Set the close against the others since the month named, that month left out."""
    lowest = _lowest(claim)
    last = RECENT if claim.op == "nearly" else 1
    best, bound = _ends(line.levels[begin:], last, lowest)
    allowed = FAR if claim.op == "nearly" else 0.0
    off = abs(best / bound - 1.0)
    verdict: FindingVerdict = "supported" if off <= allowed else "approximate"
    if off > FAR:
        verdict = "contradicted" if line.own else "not_checkable"
    at = begin + int(np.argmin(line.levels[begin:]) if lowest else np.argmax(line.levels[begin:]))
    side = "lowest" if lowest else "highest"
    reason = f"the {side} close since then is {line.levels[at]:,.2f}, of {line.days[at]}"
    value = _told(claim, best, float(line.levels[at]))
    return Observed(f"close of {line.symbol}, {line.basis}", value, line.days[at].item(),
                    line.days[-1].item(), reason=reason, own=line.own, verdict=verdict)  # fmt: skip


def _ends(levels: Vector, last: int, lowest: bool) -> tuple[float, float]:
    """(the extreme of the last closes, the extreme of all)."""
    recent = levels[-last:]
    if lowest:
        return float(recent.min()), float(levels.min())
    return float(recent.max()), float(levels.max())


def _month(claim: Claim, day: date) -> np.datetime64 | None:
    """The month or year named, a yearless month before the day's own. None: of all time."""
    told = dict(claim.detail).get("since", "") or claim.window.removeprefix("since:")
    if told == "ytd":
        return np.datetime64(f"{day.year - 1}-12", "M")
    found = SINCE.fullmatch(told)
    if found is None:
        return None
    if found[2] is None:
        return np.datetime64(found[1], "Y") if found[1] != "-" else None
    month = int(found[2])
    year = int(found[1]) if found[1] != "-" else day.year - (month >= day.month)
    return np.datetime64(f"{year:04}-{month:02}", "M") if 1 <= month <= 12 else None
