"""How a row of a history reads, on a terminal and on a page, and its range as a small picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from rotascope.surfaces import numbers

if TYPE_CHECKING:
    from rotascope.terms import Cell, Interval, Outcome, Unit

__all__ = ["Ends", "ends", "ends_of", "moved", "moves_of", "quantity", "scale_of", "span"]

Ends = tuple[float, float]
WIDTH, HEIGHT, EDGE = 180, 20, 6


def quantity(row: Cell, value: float | None) -> str:
    """In the row's unit; fractions as percent with one decimal."""
    if value is None:
        return numbers.NONE
    if row.unit == "fraction":
        return numbers.percent(value, 1)
    return f"{numbers.fixed(value, 2)} {row.unit}"


def ends(row: Cell) -> str:
    """'−2.1 to +2.0' of a row's interval, in its unit; a dash without one."""
    if row.interval is None:
        return numbers.NONE
    if row.unit == "fraction":
        low, high = (
            numbers.percent(x, 1).removesuffix(" %") for x in (row.interval.low, row.interval.high)
        )
    else:
        low, high = (numbers.fixed(x, 2) for x in (row.interval.low, row.interval.high))
    return f"{low} to {high}"


def moved(interval: Interval | None) -> str:
    """'−2.1 to +2.0' of an interval of returns, in percent; a dash without one."""
    if interval is None:
        return numbers.NONE
    low, high = (numbers.signed(x).removesuffix(" %") for x in (interval.low, interval.high))
    return f"{low} to {high}"


def ends_of(rows: Iterable[Cell]) -> Mapping[Unit, Ends]:
    """A scale for each unit of a history's rows: every value, interval and usual one, and zero."""
    units: dict[Unit, list[Cell]] = {}
    for one in rows:
        units.setdefault(one.unit, []).append(one)
    return {
        unit: scale_of(
            [one.interval for one in told], [x for one in told for x in (one.value, one.usual)]
        )
        for unit, told in units.items()
    }


def moves_of(outcomes: Iterable[Outcome]) -> Ends:
    """The common scale of the medians of a base rate."""
    told = list(outcomes)
    values = [x for one in told for x in (one.median, one.base_median)]
    return scale_of([one.interval for one in told], values)


def scale_of(intervals: Sequence[Interval | None], values: Sequence[float | None]) -> Ends:
    """From the lowest to the highest end, zero among them."""
    seen = [0.0, *(x for x in values if x is not None)]
    seen += [x for one in intervals if one is not None for x in (one.low, one.high)]
    return min(seen), max(seen)


def span(
    scale: Ends,
    value: float | None,
    interval: Interval | None,
    usual: float | None,
    words: str,
    rest: float = 0.0,
) -> Markup:
    """A value on `scale` with its interval as a band, the usual one as a tick and `rest` as a line.

    Nothing for a row without a value. `words` say the same to a reader who hears the page.
    """
    if value is None or scale[1] <= scale[0]:
        return Markup("")
    reach = (WIDTH - 2 * EDGE) / (scale[1] - scale[0])

    def at(x: float) -> float:
        return EDGE + (x - scale[0]) * reach

    parts = [f'<line class="rest" x1="{at(rest):.1f}" x2="{at(rest):.1f}" y1="0" y2="{HEIGHT}"/>']
    if interval is not None:
        wide = max((interval.high - interval.low) * reach, 1.0)
        parts.append(
            f'<rect class="range" x="{at(interval.low):.1f}" y="6" width="{wide:.1f}" height="8" rx="2"/>'
        )
    if usual is not None:
        parts.append(
            f'<line class="usual" x1="{at(usual):.1f}" x2="{at(usual):.1f}" y1="2" y2="18"/>'
        )
    parts.append(f'<circle class="point" cx="{at(value):.1f}" cy="10" r="3.6"/>')
    head = Markup('<svg class="span" role="img" aria-label="{}" viewBox="0 0 {} {}">').format(
        escape(words), WIDTH, HEIGHT
    )
    # Only numbers of ours were put into the parts above.
    return head + Markup("".join(parts)) + Markup("</svg>")  # noqa: S704
