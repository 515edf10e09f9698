"""The pairs of both axes as pages show them: the ratio that speaks, its pictures, its readings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rotascope.catalog import load
from rotascope.figures.frame import Picture, a_year
from rotascope.figures.pairs import pair_ratio
from rotascope.registry import SIGNALS
from rotascope.terms import AxisVerdict, Reading

if TYPE_CHECKING:
    from rotascope.desk import Desk

__all__ = ["PairPage", "pair_pages", "speaks", "year_of"]

DRAWN = ("rs", "trend_break")
"""Signals of a pair whose lines are drawn: its relative strength, and the line it may break."""


@dataclass(frozen=True, slots=True)
class PairPage:
    """One pair: its label, its readings by the signal's stem, the pictures of its ratio."""

    pair: str
    label: str
    readings: tuple[Reading, ...]
    ratio: Picture | None

    @property
    def by_stem(self) -> dict[str, Reading]:
        """'rs' for rs.small_large, and so on."""
        return {one.signal.partition(".")[0]: one for one in self.readings}


def pair_pages(
    desk: Desk, as_of: object, verdicts: Sequence[AxisVerdict] = (), stems: Sequence[str] = DRAWN
) -> tuple[PairPage, ...]:
    """Every pair that has readings, in the catalog's order; a verdict dates the change on its own."""
    names = [
        name for name, spec in SIGNALS.items() if spec.pair and name.partition(".")[0] in stems
    ]
    told = desk.signals(names, as_of=as_of, history=True)  # type: ignore[arg-type]
    pairs = [name for name in load().pairs if f"rs.{name}" in SIGNALS]
    return tuple(_page(pair, told, verdicts) for pair in pairs)


def _page(pair: str, told: Iterable[Reading], verdicts: Sequence[AxisVerdict]) -> PairPage:
    own = tuple(one for one in told if SIGNALS[one.signal].pair == pair)
    relative = next((one for one in own if one.signal == f"rs.{pair}"), None)
    if relative is None or not relative.lines:
        return PairPage(pair, relative.title.partition(", ")[2] if relative else pair, own, None)
    label = relative.lines[0].name
    verdict = next((one for one in verdicts if one.pair == label), None)
    return PairPage(pair, label, own, pair_ratio(relative, own, verdict))


def speaks(told: Iterable[PairPage], verdict: AxisVerdict) -> PairPage | None:
    """The pair that a verdict speaks of."""
    return next((one for one in told if one.label == verdict.pair), None)


def year_of(told: PairPage | None) -> tuple[float, ...]:
    """A year of the ratio, for a line beside its verdict."""
    if told is None:
        return ()
    lines = [one.lines for one in told.readings if one.signal.startswith("rs.") and one.lines]
    return a_year(lines[0][0].history) if lines else ()
