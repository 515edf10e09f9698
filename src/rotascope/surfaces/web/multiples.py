"""Small multiples: readings of a kind side by side, five years of each."""

from __future__ import annotations

from collections.abc import Iterable

from rotascope.figures.frame import Picture
from rotascope.figures.lines import series
from rotascope.terms import Reading

__all__ = ["FEWEST", "drawn", "known", "multiples"]

FEWEST = 3
"""Values that make a line; fewer are told in a table."""


def drawn(reading: Reading) -> bool:
    """Whether it has any dated value: files are points, of which one is enough."""
    return reading.history is not None and bool(reading.history.values)


def known(reading: Reading) -> bool:
    """Whether there is a line to draw."""
    return reading.history is not None and len(reading.history.values) >= FEWEST


def multiples(readings: Iterable[Reading]) -> list[tuple[Reading, Picture | None]]:
    """Each reading with its small picture; None where there is no line, and the reason is told."""
    return [(one, series(one, small=True) if known(one) else None) for one in readings]
