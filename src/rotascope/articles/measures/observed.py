"""One reading of a claim and the number that it gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rotascope.terms import Source
from rotascope.terms.articles import FindingVerdict

__all__ = ["Observed", "Range"]

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Observed:
    """What the store says under one reading, in the claim's unit; `value` None says why in `reason`.

    `standard`: what a careful reader takes unasked; a claim that only another reading fits is
    `supported_under` it. `own` False: a stand-in (a fund for its index), which may support a claim and
    never contradicts one.
    """

    reading: str
    value: float | None
    base_date: date | None = None
    end_date: date | None = None
    source: Source | None = None
    key: str = ""
    reason: str = ""
    standard: bool = True
    own: bool = True
    subject: str = ""
    """Names the part of a claim about several: all parts must fit under one reading."""
    late: bool = False
    """Ends sessions before publication: counts where it fits to the digits, never as near enough."""
    convention: str = ""
    """What claims of one table must share, as their base day; "" shares with any."""
    likely: Range | None = None
    """Where the number asked for likely is, if `value` is but a bound of it (total return for price)."""
    sure: Range | None = None
    """Where it cannot but be: a claim outside fails, one inside is not checkable."""
    verdict: FindingVerdict | None = None
    """Set by a measure whose question is no comparison of numbers."""
    needs: tuple[str, ...] = ()
    """What would have to be true for the claim to hold."""
