"""Small multiples: readings of a kind side by side, five years of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rotascope.figures.frame import Picture
from rotascope.figures.lines import has_line, series
from rotascope.terms import Reading

__all__ = ["answered_first", "drawn", "multiples"]


def drawn(reading: Reading) -> bool:
    """Whether it has any dated value: files are points, of which one is enough."""
    return reading.history is not None and bool(reading.history.values)


def multiples(readings: Iterable[Reading]) -> list[tuple[Reading, Picture | None]]:
    """Each reading with its small picture; None where there is no line, and the reason is told."""
    return [(one, _small(one) if has_line(one) else None) for one in readings]


def _small(one: Reading) -> Picture:
    """Below it only what noise would show: a page of them names its sources once."""
    made = series(one, small=True)
    return replace(made, note=one.null.statement) if one.null is not None else made


def answered_first(readings: Iterable[Reading]) -> list[Reading]:
    """Those with an answer, then those without, each in the order given."""
    return sorted(readings, key=lambda one: one.status != "ok")
