"""Fees: a fund's yearly charge, from the catalog's own notes of what issuers print."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from rotascope.articles.measures import measure
from rotascope.articles.measures.observed import Observed
from rotascope.panel import Panel
from rotascope.terms.articles import Claim

__all__ = ["Fee", "fee", "fee_on"]

DAYS_OF_GRACE = 400
"""A prospectus is renewed once a year: a note older than that is no longer what is printed."""


@dataclass(frozen=True, slots=True)
class Fee:
    """What a fund's issuer printed as its expense ratio, a fraction a year, and for which days."""

    fund: str
    ratio: float
    first: date
    last: date
    note: str


@cache
def _fees() -> tuple[Fee, ...]:
    raw = tomllib.loads(
        files("rotascope.articles.measures").joinpath("fees.toml").read_text("utf-8")
    )
    return tuple(
        Fee(row["fund"], row["ratio"], row["first"], row["last"], row["note"]) for row in raw["fee"]
    )


def fee_on(fund: str, day: date) -> Fee | None:
    """The fund's expense ratio on a day; None where nothing is noted for it, or not for that day."""
    mine = [f for f in _fees() if f.fund == fund and f.first <= day]
    newest = max(mine, key=lambda f: f.first, default=None)
    if newest is None or (day - newest.last).days > DAYS_OF_GRACE:
        return None
    return newest


@measure("fee")
def fee(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """Expense ratio of a fund on the day; of two, the first less the second."""
    found = {name: fee_on(name, day) for name in (*claim.subject, *claim.against)}
    absent = [name for name, known in found.items() if known is None]
    if absent or not claim.subject:
        why = f"no expense ratio of {', '.join(absent) or 'a named fund'} is noted for {day}"
        return (Observed("", None, reason=why),)
    return tuple(_one(claim, name, found) for name in claim.subject)


def _one(claim: Claim, name: str, found: dict[str, Fee | None]) -> Observed:
    known = found[name]
    compared = claim.against and claim.kind == "comparison"
    other = found.get(claim.against[0]) if compared else None
    part = name if len(claim.subject) > 1 else ""
    if known is None:
        return Observed("", None, reason=f"no expense ratio of {name}", subject=part)
    scale = 10_000.0 if claim.unit == "bp" else 1.0
    value = scale * (known.ratio - (other.ratio if other else 0.0))
    return Observed("expense ratio as the issuer prints it", value, None, known.last,
                    reason=known.note, subject=part)  # fmt: skip
