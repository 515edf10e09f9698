"""Sector weights of the large and the small index, from holdings files, and what no file here says.

A file that prints no sectors borrows them, line by line, from files of other funds known by then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

import numpy as np

from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.signals.concentration import PATIENCE, stamp
from rotascope.signals.files import FUND_WORDS, FUNDS, Shares, current, fund_on_file
from rotascope.signals.trace import Trace, missing
from rotascope.signals.words import covered, percent
from rotascope.terms import Null

__all__ = ["domestic_revenue", "largest_sector", "split_null"]

LEAST_WEIGHT = 0.9
NO_SECTOR = ("", "-", "Other", "Cash and/or Derivatives", "Unassigned")
SAY = 4


@dataclass(frozen=True, slots=True)
class Sectors:
    """A file's weights by sector as fractions of the weight that has one, and that weight's share."""

    shares: Shares
    weights: dict[str, float]
    cover: float


_SECTORS: WeakKeyDictionary[Panel, dict[str, tuple[Sectors, ...]]] = WeakKeyDictionary()


def _printed(panel: Panel) -> list[tuple[date, str, str]]:
    """(known, issuer, sector) of every line that prints a sector, oldest first."""
    funds = sorted(
        {fund for names in FUNDS.values() for fund in names} & set(panel.ids("holdings"))
    )
    found = []
    for fund in funds:
        rows = panel.dated("holdings", fund)
        columns = (rows["known_at"], rows["symbol"], rows["sector"])
        for known, symbol, sector in zip(*(c.tolist() for c in columns), strict=True):
            if sector is not None and sector not in NO_SECTOR:
                found.append((known, panel.catalog.issuer(symbol), str(sector)))
    return sorted(found)


def _of(panel: Panel, role: str) -> tuple[Sectors, ...]:
    held = _SECTORS.setdefault(panel, {})
    if role not in held:
        fund = fund_on_file(panel, role)
        held[role] = tuple(_each(panel, current(panel, fund))) if fund else ()
    return held[role]


def _each(panel: Panel, files: tuple[Shares, ...]) -> Iterator[Sectors]:
    """Each file with the sectors printed by the day it was known, the newest last."""
    printed, sectors, at = _printed(panel), {}, 0
    for shares in files:
        while at < len(printed) and printed[at][0] <= shares.file.known_at:
            sectors[printed[at][1]] = printed[at][2]
            at += 1
        weights: dict[str, float] = {}
        for name, weight in zip(shares.names, shares.issuers.tolist(), strict=True):
            if name in sectors:
                weights[sectors[name]] = weights.get(sectors[name], 0.0) + weight
        total = sum(weights.values())
        whole = float(shares.issuers.sum())
        yield Sectors(shares, {k: w / total for k, w in weights.items()}, total / whole)


def split_null(panel: Panel, trace: Trace) -> Null | None:
    """What an equal split over the sectors would give the largest.

    Null hypothesis: none; the number of sectors is a convention, and so is this yardstick.
    """
    n = len(trace.beside)
    return (
        Null(
            f"an equal split over {n} sectors would give {percent(1 / n)}: a yardstick",
            1 / n,
            draws="level",
        )
        if n
        else None
    )


def largest_sector(panel: Panel, role: str) -> Trace:
    """Weight of the largest sector of the role's fund, a fraction of its equities with a sector.

    One value a file, dated when it was known; at least 90 % of the weight must have a sector, printed
    in the file or known by then from another fund's. Sectors are the funds' own words.
    """
    found = _of(panel, role)
    if not found:
        tried = ", ".join(FUNDS[role])
        return missing("not_measurable", f"no holdings file known by {panel.as_of} ({tried})")
    last = found[-1]
    enough = np.array([one.cover >= LEAST_WEIGHT for one in found])
    value = np.array([max(one.weights.values(), default=np.nan) for one in found])
    value = np.where(enough, value, np.nan)
    names = sorted(last.weights, key=lambda name: -last.weights[name])
    columns = {n: np.array([one.weights.get(n, 0.0) for one in found]) for n in names}
    said = ", ".join(f"{name} {percent(last.weights[name])}" for name in names[:SAY])
    text = f"{last.shares.file.fund}: {said}; sectors known for {percent(last.cover)} of the weight"
    return Trace(
        np.array([one.shares.file.known_at for one in found], dtype="datetime64[D]"),
        value,
        text=f"{text}; {stamp(panel, last.shares)}" if enough[-1] else "",
        coverage=last.cover,
        sources=(last.shares.file.source,),
        reason=f"a sector is known for {covered(last.cover, 'the weight', LEAST_WEIGHT)}",
        newest=last.shares.file.day,
        patience=PATIENCE,
        beside=tuple((n, np.where(enough, column, np.nan)) for n, column in columns.items()),
    )


def _register(role: str) -> None:
    def compute(panel: Panel) -> Trace:
        return largest_sector(panel, role)

    compute.__doc__ = (
        f"Weight of the largest sector of {FUND_WORDS[role]} and of the next three, fractions of the"
        " equities whose sector a file known by then prints; a description, not a side."
    )
    signal(
        f"groups.sector_{role}",
        title=f"Sector weights, {FUND_WORDS[role]}",
        axis="concentration",
        family="concentration",
        unit="fraction",
        sign=0,
        theory="sectors describe an index; which of them leads names no side: shown, never scored",
        null=split_null,
    )(compute)


for _role in FUNDS:
    _register(_role)


@signal(
    "groups.domestic_revenue",
    title="Share of revenue earned at home",
    axis="size",
    family="concentration",
    unit="fraction",
    sign=0,
    theory="small companies earn more at home, which cuts both ways with the dollar: shown, never scored",
)
def domestic_revenue(panel: Panel) -> Trace:
    """Share of sales in the United States of large and of small companies: not on file, never guessed.

    Filed facts carry no dimensions here: a segment's revenue cannot be told from the company's.
    """
    why = (
        "revenue by region stands in the segment notes of filings; the facts table holds whole-company"
        " figures only"
    )
    return missing("not_measurable", why)
