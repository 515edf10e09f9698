"""From up-and-down judgements on companies to a trace of small less large, with its noise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rotascope.maths import revisions, stats
from rotascope.maths.types import Flags, Ints
from rotascope.panel import Panel
from rotascope.recall import recall
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals import words
from rotascope.signals.earnings.reports import listed
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Null, Source

__all__ = [
    "FEWEST",
    "LEAST_COVERAGE",
    "NEEDED",
    "Judgements",
    "breadth_gap",
    "equal_null",
    "source_of",
]

FEWEST = 20
LEAST_COVERAGE = 0.4  # of the index: a dozen names somebody picked are neither group
NEEDED = f"{FEWEST} and {words.percent(LEAST_COVERAGE, 0)} needed"
SEASON, FEWEST_SEASONS = 63, 8  # sessions of a window; windows that make a history to be unusual in
UNRANKED = 756  # twelve windows of 63 sessions: fewer are no distribution to rank in


@dataclass(frozen=True, slots=True, eq=False)
class Judgements:
    """A row a company and day, (n,) each: `sign` is -1, 0 or 1, `large` its group, `known` its day."""

    known: Days
    sign: Vector
    large: Flags


def breadth_gap(panel: Panel, seen: Judgements, window: int, what: str, table: str) -> Trace:
    """Net share of rises of companies outside the index less that of its members, over `window` sessions.

    (rises - falls) / all of each group, a fraction in [-2, 2]; no value while either group has
    fewer than 20 or the index is covered to less than 40 % of its list.
    """
    if not len(seen.known):
        return missing("not_measurable", f"no {what} on file by {panel.as_of} (table {table})")
    every = panel.sessions
    start = int(np.searchsorted(every, seen.known.min()))
    days = every[start:]
    place = np.searchsorted(days, seen.known)
    arrays = place, seen.sign, seen.large
    small, large = recall(
        "breadth-gap", arrays, f"{window}|{len(days)}", lambda: _both(*arrays, len(days), window)
    )
    members = listed(panel, days)
    cover = np.minimum(large[1] / np.maximum(members, 1.0), 1.0)
    enough = (small[1] >= FEWEST) & (large[1] >= FEWEST) & (cover >= LEAST_COVERAGE)
    value = np.where(enough, small[0] - large[0], np.nan)
    error = revisions.relative_error((small[2], large[2]), (small[1], large[1]))
    ok = bool(enough[-1])
    newest = words.day(seen.known.max())
    why = f"{small[1][-1]:.0f} companies outside the index, {large[1][-1]:.0f} of its {members[-1]:.0f}"
    return Trace(
        days,
        value,
        text=_text(what, window, (small, large)) if ok else "",
        sources=(source_of(table, what, seen.known),),
        coverage=float(cover[-1]),
        status="ok" if ok else "low_coverage",
        reason=f"{why} had {what} in {window} sessions; {NEEDED}, newest {newest}",
        data=(error,),
        newest=newest,
        patience=window,
        unranked=UNRANKED,
        beside=(("outside the index", small[0]), ("in the index", large[0])),
    )


Side = tuple[Vector, Vector, Vector]


def _both(place: Ints, sign: Vector, large: Flags, count: int, window: int) -> tuple[Side, Side]:
    return (
        revisions.net_breadth(place, sign, ~large, count, window),
        revisions.net_breadth(place, sign, large, count, window),
    )


def _text(what: str, window: int, sides: tuple[Side, Side]) -> str:
    (small, n, _), (large, m, _) = sides
    return (
        f"{what} of {window} sessions, rises less falls: {words.signed(float(small[-1]), 0)} of"
        f" {n[-1]:,.0f} companies"
        f" outside the index, {words.signed(float(large[-1]), 0)} of {m[-1]:,.0f} in it"
    )


def source_of(table: str, what: str, known: Days) -> Source:
    """The source line of an earnings table: its span by the days its rows became known."""
    return Source(table, what, words.day(known.min()), words.day(known.max()), len(known),
                  "first prints; an issuer counts once")  # fmt: skip


def equal_null(panel: Panel, trace: Trace) -> Null | None:
    """How far the two groups differ by chance, and how far this season is from any other.

    Null hypothesis: this season is any of the history. Members beat and grow more often all along, so
    that "no difference" is false in every season and no yardstick: p is the share of seasons, apart by
    a window, at least as far from their median; None below eight. rate is the median absolute
    difference of groups that do not differ, companies independent.
    """
    del panel
    error, value = float(trace.data[0][-1]), float(trace.value[-1])
    if not (np.isfinite(value) and error > 0.0):
        return None
    usual = float(stats.normal_ppf(0.75)) * error
    said = f"groups that do not differ are more than {words.percent(usual)} apart half the time"
    seasons = trace.value[::-1][::SEASON]
    past = seasons[1:][np.isfinite(seasons[1:])]
    if len(past) < FEWEST_SEASONS:
        return Null(f"{said} (companies taken as independent)", usual, draws="spread")
    middle = float(np.median(past))
    p = float((1 + np.sum(np.abs(past - middle) >= abs(value - middle))) / (1 + len(past)))
    return Null(f"{said}; its median season was {words.signed(middle, 0)}, this far from it in"
                f" {words.chance(p)} of {len(past)} seasons", usual, p, draws="spread")  # fmt: skip
