"""What a report prints: the brief, its pictures and returns side by side, as one frozen answer.

A page is made from this alone, so that what was printed can be kept and printed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from rotascope.figures.evidence import evidence
from rotascope.figures.frame import Picture, a_year
from rotascope.figures.lines import has_line, series
from rotascope.figures.pairs import pair_ratio
from rotascope.figures.reliability import reliability_diagram
from rotascope.figures.rotation import has_momentum, rotation_map
from rotascope.figures.two_axes import two_axes
from rotascope.terms import AXES, Axis, AxisVerdict, Brief, Performance, Reading, TwoAxes

if TYPE_CHECKING:
    from rotascope.desk import Desk

__all__ = ["WINDOWS", "AxisSheet", "Multiple", "Sheet", "Year", "made", "sheet_of"]

WINDOWS = ("1m", "3m", "6m", "ytd", "1y", "3y")
SHOWN_FAMILIES = ("breadth", "concentration")
MOST = 4
"""Small multiples: one row."""


@dataclass(frozen=True, slots=True)
class AxisSheet:
    """One axis: the pictures of its pair, its evidence, how good its forecasts were."""

    axis: Axis
    pictures: tuple[Picture, ...]
    evidence: Picture | None
    reliability: Picture | None


@dataclass(frozen=True, slots=True)
class Multiple:
    """A small picture of a signal's five years, beside its reading."""

    reading: Reading
    picture: Picture


@dataclass(frozen=True, slots=True)
class Year:
    """The last year of a signal, for the line beside its reading."""

    signal: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything a report prints. `returns`: per symbol its returns over WINDOWS.

    `printed` is the day of printing, kept with the rest so that the page comes out the same later.
    """

    brief: Brief
    axes: tuple[AxisSheet, ...]
    maps: tuple[Picture, ...]
    multiples: tuple[Multiple, ...]
    years: tuple[Year, ...]
    windows: tuple[str, ...] = ()
    returns: tuple[tuple[Performance, ...], ...] = ()
    printed: date | None = None


def made(desk: Desk, brief: Brief) -> Sheet:
    """The sheet of a brief, its pictures and returns asked of the desk."""
    readings = desk.signals(as_of=brief.as_of, history=True)
    both = desk.axes(brief.as_of)
    lines = [
        desk.performance(_symbols(desk, brief), window, "tr", brief.as_of) for window in WINDOWS
    ]
    returns = tuple(zip(*lines, strict=True))
    return sheet_of(brief, readings, returns, both)


def _symbols(desk: Desk, brief: Brief) -> list[str]:
    """Both legs of every pair that may speak for an axis."""
    panel = desk.panel(brief.as_of)
    pairs = [panel.pair(one.name) for axis in AXES for one in panel.catalog.primary_pairs(axis)]
    legs = [leg.symbol for pair in pairs if len(pair) for leg in (pair.numerator, pair.denominator)]
    return list(dict.fromkeys(legs))


def sheet_of(
    brief: Brief,
    readings: Sequence[Reading],
    returns: tuple[tuple[Performance, ...], ...] = (),
    both: TwoAxes | None = None,
) -> Sheet:
    """The sheet of answers already at hand. `readings` are the brief's with their histories."""
    maps = [two_axes(both)] if both is not None and both.standings else []
    maps += [rotation_map(readings)] if any(has_momentum(one) for one in readings) else []
    multiples = [Multiple(_plain(one), series(one, small=True)) for one in _drawn(readings)]
    verdict = brief.verdict
    return Sheet(
        brief=replace(brief, readings=tuple(_plain(one) for one in brief.readings)),
        axes=tuple(_axis(one, readings) for one in verdict.axes),
        maps=tuple(maps),
        multiples=tuple(multiples[:MOST]),
        years=tuple(Year(r.signal, a_year(r.history)) for r in readings if r.history),
        windows=WINDOWS if returns else (),
        returns=returns,
    )


def _plain(one: Reading) -> Reading:
    """Without what only a picture needs."""
    return replace(one, history=None, lines=())


def _axis(verdict: AxisVerdict, readings: Sequence[Reading]) -> AxisSheet:
    told = bool(verdict.evidence_for or verdict.evidence_against)
    graded = verdict.reliability
    return AxisSheet(
        verdict.axis,
        _pair_pictures(verdict, readings),
        evidence(verdict) if told else None,
        reliability_diagram(graded) if graded else None,
    )


def _pair_pictures(verdict: AxisVerdict, readings: Sequence[Reading]) -> tuple[Picture, ...]:
    """The ratio of the pair that speaks, with a trend line where one stands, and its relative return."""
    from rotascope.registry import SIGNALS

    spoken = next((r for r in readings if _draws(r, verdict.pair)), None)
    if spoken is None:
        return ()
    pair = SIGNALS[spoken.signal].pair
    mates = [r for r in readings if SIGNALS[r.signal].pair == pair]
    relative = next((r for r in mates if r.signal == f"rs.{pair}"), spoken)
    return pair_ratio(relative, mates, verdict), series(relative)


def _draws(reading: Reading, label: str) -> bool:
    return bool(label) and any(part.name == label for part in reading.lines)


def _drawn(readings: Iterable[Reading]) -> list[Reading]:
    """Scored signals of breadth and concentration, where there is a line to draw."""
    return [one for one in readings if has_line(one) and one.sign and one.family in SHOWN_FAMILIES]
