"""Weights: of the largest few, of a name, of a group, of the largest line, of a sector; and how many.

Weights are those of the newest holdings file known by the day, as printed, fractions of net assets.
The press counts share lines, concentration counts issuers: both are readings, and both are said.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np

from rotascope.articles.measures import measure
from rotascope.articles.measures.fund_files import (
    SIGNAL_ROLE,
    absent,
    file_of,
    funds_for,
    in_file,
    is_old,
    spoken,
    weight_of,
    with_age,
)
from rotascope.articles.measures.observed import Observed
from rotascope.maths import concentration
from rotascope.panel import Panel
from rotascope.series import FundFile, Vector
from rotascope.terms.articles import Claim

__all__ = ["holdings_count", "largest_weight", "sector_weight", "top", "weight"]

TOP = re.compile(r"top (\d{1,3})")
BY_LINE, BY_ISSUER = "by share line", "by issuer"
SIGNALS = {"top": "top10", "largest": "names"}


@measure("weight")
def weight(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """Weight of the largest n, of a name or of a group in an index, by line and by issuer."""
    of = claim.against or claim.subject
    file = file_of(panel, of, day)
    if file is None:
        return absent(of, day)
    n = _top_of(claim)
    if n:
        return _both(file, lambda weights: concentration.top_k(weights, n), panel, day, "top")
    part = weight_of(file, panel.catalog, claim.subject)
    if part is None:
        named = ", ".join(claim.subject)
        return (Observed("", None, reason=f"{file.fund}'s file of {file.day} holds no {named}"),)
    return (_seen(file, day, BY_ISSUER, part), *_one_line(panel, file, claim, day, part))


def top(file: FundFile, n: int) -> float:
    """Weight of the n largest share lines of a file, as the press counts it."""
    return concentration.top_k(file.weights[file.equity], n)


def _top_of(claim: Claim) -> int:
    """How many of the largest are meant: ("n", "10") of the claim, or "top 10"; 0 if no such thing."""
    told = dict(claim.detail).get("n", "")
    if told.isdigit() and int(told):
        return int(told)
    found = TOP.search(" ".join(claim.subject))
    return int(found.group(1)) if found else 0


def _one_line(
    panel: Panel, file: FundFile, claim: Claim, day: date, part: float
) -> tuple[Observed, ...]:
    """The claim's own line alone, where the issuer has others: GOOGL without GOOG."""
    lines = {line for name in claim.subject for line in spoken(panel, name, file)}
    own = lines & set(claim.subject)
    if not own or own == lines:
        return ()
    alone = float(file.weights[in_file(file, sorted(own))].sum())
    return (_seen(file, day, BY_LINE, alone, standard=False),) if alone != part else ()


def _both(
    file: FundFile, of: Callable[[Vector], float], panel: Panel, day: date, signal: str
) -> tuple[Observed, ...]:
    long = file.equity & (file.weights > 0.0)
    issuers = [name for name, held in zip(file.issuers, long, strict=True) if held]
    merged = concentration.merge(file.weights[long], issuers)
    role = SIGNAL_ROLE.get(file.fund)
    key = f"signal/concentration.{SIGNALS[signal]}_{role}@{day}" if role else ""
    return (
        _seen(file, day, BY_LINE, of(file.weights[long]), key),
        _seen(file, day, BY_ISSUER, of(merged), key, standard=False),
    )


def _seen(
    file: FundFile, day: date, how: str, value: float, key: str = "", *, standard: bool = True
) -> Observed:
    return Observed(with_age(file, how), value, None, file.day, file.source, key,
                    standard=standard, own=not is_old(file, day))  # fmt: skip


@measure("largest_weight")
def largest_weight(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """Weight of an index's largest holding, by line and by issuer."""
    of = claim.against or claim.subject
    file = file_of(panel, of, day)
    if file is None:
        return absent(of, day)
    return _both(file, lambda weights: float(weights.max()), panel, day, "largest")


@measure("holdings_count")
def holdings_count(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """How many equities a fund holds: lines, issuers, and every line of its file."""
    file = file_of(panel, claim.subject, day)
    if file is None:
        return absent(claim.subject, day)
    role = SIGNAL_ROLE.get(file.fund)
    key = f"signal/concentration.names_{role}@{day}" if role else ""
    held = {issuer for issuer, share in zip(file.issuers, file.equity, strict=True) if share}
    return (
        _seen(file, day, "equities by share line", float(file.equity.sum()), key),
        _seen(file, day, "equities by issuer", float(len(held)), key, standard=False),
        _seen(
            file, day, "every line, cash and futures too", float(len(file.symbols)), standard=False
        ),
    )


@measure("sector_weight")
def sector_weight(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """Weight of a sector in an index, as the fund's own file names sectors; several are each a part.

    A comparison is the first index's less the second's.
    """
    indices = [name for name in claim.subject if funds_for((name,)) != (name,)]
    if claim.kind == "comparison" and indices and claim.against:
        return _compared(panel, claim, day, indices[0])
    return _sectors_of(panel, claim, day, claim.against or tuple(indices) or claim.subject)


def _compared(panel: Panel, claim: Claim, day: date, index: str) -> tuple[Observed, ...]:
    """A sector's weight in one index less that in the other; not known unless both are."""
    mine, other = (_sectors_of(panel, claim, day, (n,)) for n in (index, claim.against[0]))
    if any(seen.value is None for seen in (*mine, *other)):
        return tuple(seen for seen in (*mine, *other) if seen.value is None)
    return tuple(
        replace(a, value=(a.value or 0.0) - (b.value or 0.0), reading=f"{a.reading}; {b.reading}")
        for a, b in zip(mine, other, strict=True)
    )


def _sectors_of(panel: Panel, claim: Claim, day: date, of: tuple[str, ...]) -> tuple[Observed, ...]:
    file = file_of(panel, of, day)
    if file is None:
        return absent(of, day)
    names, sectors = _sectors(panel, file)
    if not any(sectors):
        return (Observed("", None, reason=f"{file.fund}'s file of {file.day} names no sectors"),)
    wanted = _wanted(claim)
    readings = [_sector(file, day, names, sectors, one, len(wanted) > 1) for one in wanted]
    return tuple(readings) or (Observed("", None, reason="no sector is named"),)


def _wanted(claim: Claim) -> list[str]:
    told = [value for name, value in claim.detail if name == "sector"]
    named = told or [name for name in claim.subject if not name.startswith("^")]
    return [part.strip() for one in named for part in one.split(",") if part.strip()]


def _sectors(panel: Panel, file: FundFile) -> tuple[Vector, list[str]]:
    rows = panel.dated("holdings", file.fund)
    of = (rows["date"] == np.datetime64(file.day)) & (rows["dataset"] == file.source.dataset)
    named = ("" if s is None else str(s).strip("- ") for s in rows["sector"][of])
    return np.asarray(rows["weight"][of]), list(named)


def _sector(
    file: FundFile, day: date, weights: Vector, sectors: list[str], wanted: str, several: bool
) -> Observed:
    mine = np.array([_plain(wanted) in _plain(name) for name in sectors])
    if not mine.any():
        why = f"{file.fund}'s file of {file.day} names no sector {wanted}"
        return Observed("", None, reason=why, subject=wanted if several else "")
    value = float(weights[mine].sum())
    reading = with_age(file, f"sector {wanted} as the file names it")
    subject = wanted if several else ""
    return Observed(reading, value, None, file.day, file.source, subject=subject,
                    own=not is_old(file, day))  # fmt: skip


def _plain(name: str) -> str:
    """One spelling of a sector: `healthcare` is Health Care; Information Technology is Technology."""
    text = name.lower().replace(" ", "").removesuffix("sector")
    return "technology" if text in ("it", "tech", "informationtechnology") else text
