"""Chapters of history and tests of hypotheses: a row a case group, its interval, and what is usual."""

from __future__ import annotations

from collections.abc import Sequence

from rotascope.errors import WrongUse
from rotascope.figures.frame import UNITS, Picture
from rotascope.figures.rows import Row, height_of, layout_of, traces_of
from rotascope.figures.said import amount, capital, signed
from rotascope.terms import Cell, Chapter, Hypothesis, Unit

__all__ = ["chapter", "hypotheses"]

MOST = 16  # rows: more are a table
SIGNED = ("regimes", "snapbacks", "ablation")  # returns and skills: a sign says something
VERDICTS = {
    "supported": ("circle", "broad", "✓"),
    "contradicted": ("x", "narrow", "✗"),
    "not shown": ("circle-open", "muted", "○"),
    "too few cases": ("diamond-open", "muted", "◇"),
}


def chapter(told: Chapter) -> Picture:
    """The rows of a chapter that have a value, in the unit most of them have.

    Raises WrongUse for a chapter without numbers.
    """
    known = [cell for cell in told.rows if cell.value is not None]
    if not known:
        raise WrongUse(f"the chapter {told.name} holds no numbers", "", "read its rows")
    units = [cell.unit for cell in known]
    unit = max(dict.fromkeys(units), key=units.count)
    shown = [cell for cell in known if cell.unit == unit][:MOST]
    rows = [_row(cell, unit, told.name in SIGNED) for cell in shown]
    return Picture(
        name=f"chapter-{told.name}-{told.axis}",
        title=capital(told.finding),
        note=f"{capital(told.method)}; bars: intervals, ticks: what is usual;"
        f" as known on {told.as_of}",
        alt=f"{told.title}: {len(rows)} rows with intervals",
        traces=traces_of(rows),
        layout=layout_of(rows, UNITS[unit][0]),
        height=height_of(rows),
    )


def _row(cell: Cell, unit: Unit, plus: bool) -> Row:
    factor = UNITS[unit][1]
    low, high = (cell.interval.low, cell.interval.high) if cell.interval else (None, None)
    count = f"n = {cell.n}" if cell.n != 1 else cell.text
    pale = cell.p is not None and not cell.clear
    return Row(
        f"{cell.label}, n\u00a0=\u00a0{cell.n}" if cell.n != 1 else cell.label,
        None if cell.value is None else cell.value * factor,
        None if low is None else low * factor,
        None if high is None else high * factor,
        None if cell.usual is None else cell.usual * factor,
        told=amount(cell.value, unit, plus),
        hover=f"{cell.label}: {amount(cell.value, unit, plus)}; {count}",
        ink="muted" if pale else "series0",
        symbol="circle-open" if pale else "circle",
    )


def hypotheses(told: Sequence[Hypothesis]) -> Picture:
    """Every registered hypothesis with its difference, interval and verdict.

    Raises WrongUse where none was measured.
    """
    known = [one for one in told if one.difference is not None]
    if not known:
        raise WrongUse("none of the hypotheses could be measured", "", "rotascope hypotheses")
    rows = [_tested(one) for one in known]
    shown = sum(one.verdict == "supported" for one in known)
    key = ", ".join(f"{glyph} {word}" for word, (_, _, glyph) in VERDICTS.items())
    return Picture(
        name="hypotheses",
        title=f"{shown or 'None'} of {len(known)} registered hypotheses {'is' if shown < 2 else 'are'}"
        " supported",
        note=f"Difference of relative returns with its 90 % interval; {key}; verdicts count all"
        f" {known[0].tried} tests; as known on {known[0].as_of}",
        alt=f"{len(rows)} hypotheses with the difference each claims and its interval",
        traces=traces_of(rows),
        layout=layout_of(rows, "difference, %"),
        height=height_of(rows),
    )


def _tested(one: Hypothesis) -> Row:
    symbol, token, glyph = VERDICTS.get(one.verdict, ("circle-open", "muted", "○"))
    low, high = (one.interval.low, one.interval.high) if one.interval else (None, None)
    return Row(
        one.claim,
        None if one.difference is None else one.difference * 100.0,
        None if low is None else low * 100.0,
        None if high is None else high * 100.0,
        0.0,
        told=f"{glyph} {signed(one.difference)}",
        hover=f"{one.claim}: {one.verdict}, n = {one.n}",
        ink=token,
        symbol=symbol,
    )
