"""The ratio of a pair: which of its readings carries it, with its trend line where one stands."""

from __future__ import annotations

from collections.abc import Iterable

from rotascope.figures.frame import Picture
from rotascope.figures.lines import TREND_LINE, ratio
from rotascope.terms import AxisVerdict, Reading

__all__ = ["pair_ratio"]


def pair_ratio(
    relative: Reading, mates: Iterable[Reading], verdict: AxisVerdict | None = None
) -> Picture:
    """The ratio that `relative` (rs.<pair>, its ratio the first line) is about.

    Taken from the one of `mates`, all readings of the pair, that sets the trend line and nothing else
    beside it: others set levels, scores and medians there, which are pictures of their own.
    """
    wanted = {relative.lines[0].name, TREND_LINE}
    names = ((one, {part.name for part in one.lines}) for one in mates)
    return ratio(next((one for one, found in names if found == wanted), relative), verdict)
