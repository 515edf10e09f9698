"""Concentration from holdings files: how much of a fund its largest issuers are, as of the file's stamp.

Issuers are counted once (GOOG and GOOGL are one); the press counts lines, so both are said. Weights
are fractions of net assets as printed, cash left out and nothing scaled. A file's age is always
shown; weights are never carried to days before the file was known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from rotascope import sessions
from rotascope.maths import concentration as measures
from rotascope.maths import rank
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.signals.files import FUND_WORDS, FUNDS, Shares, current, fund_on_file
from rotascope.signals.trace import Trace, missing
from rotascope.signals.words import percent
from rotascope.terms import Null, Unit

__all__ = ["MEASURES", "PATIENCE", "TOP", "from_files", "stamp"]

PATIENCE = 126
HALF_YEAR = np.timedelta64(183, "D")
TOP = 10
HEAVY = "A larger share in the hands of the few is leadership of the few as long as it grows"
SAME = "says the same as the HHI in other units: shown, never scored"
COUNT = "a count of holdings has no side: shown, never scored"
OTHER_SEGMENT = "concentration inside small caps says nothing on who leads: shown, never scored"


@dataclass(frozen=True, slots=True)
class Measure:
    """One number of a file: `value(panel, shares)`, the sentence for it, and what equal weights give."""

    name: str
    title: str
    unit: Unit
    sign: Literal[-1, 0, 1]
    theory: str
    help: str
    value: Callable[[Panel, Shares], float]
    text: Callable[[Panel, Shares, float], str]
    equal: Callable[[int], float] | None = None


def _hhi(panel: Panel, shares: Shares) -> float:
    return 1e4 * float(measures.herfindahl(shares.issuers))


def _hhi_text(panel: Panel, shares: Shares, value: float) -> str:
    lines = 1e4 * float(measures.herfindahl(shares.lines))
    return f"HHI of {shares.file.fund} is {value:.0f} by issuer ({lines:.0f} by line)"


def _effective(panel: Panel, shares: Shares) -> float:
    return float(measures.effective_number(shares.issuers))


def _effective_text(panel: Panel, shares: Shares, value: float) -> str:
    fund, held = shares.file.fund, shares.held
    return f"{fund} is as concentrated as {value:.0f} equal issuers; it holds {held:,}"


def _top(panel: Panel, shares: Shares) -> float:
    return float(measures.top_k(shares.issuers, TOP))


def _top_text(panel: Panel, shares: Shares, value: float) -> str:
    lines = percent(float(measures.top_k(shares.lines, TOP)), 2)
    return (
        f"the ten largest issuers are {percent(value, 2)} of {shares.file.fund}"
        f" (ten largest lines, as the press counts: {lines})"
    )


def _seven_issuers(panel: Panel) -> set[str]:
    return {panel.catalog.issuer(symbol) for symbol in panel.catalog.baskets["MAG7"].symbols}


def _seven(panel: Panel, shares: Shares) -> float:
    """The seven's weight; NaN when the file holds none of them, because then they are no part of it."""
    seven = _seven_issuers(panel)
    held = [w for w, name in zip(shares.issuers, shares.names, strict=True) if name in seven]
    return float(np.sum(held)) if held else np.nan


def _seven_text(panel: Panel, shares: Shares, value: float) -> str:
    if not np.isfinite(value):
        return ""
    held = len(_seven_issuers(panel) & set(shares.names))
    who = "the seven are" if held == 7 else f"{held} of the seven are"
    return f"{who} {percent(value, 2)} of {shares.file.fund}"


def _names(panel: Panel, shares: Shares) -> float:
    return float(len(shares.lines))


def _names_text(panel: Panel, shares: Shares, value: float) -> str:
    largest = percent(float(shares.lines[0]), 2)
    return f"{shares.file.fund} holds {value:,.0f} equities, the largest {largest}"


MEASURES = (
    Measure(
        "hhi",
        "HHI by issuer",
        "points",
        -1,
        HEAVY,
        "Sum of squared weights by issuer x 10,000 (Hirschman 1964)",
        _hhi,
        _hhi_text,
        lambda n: 1e4 / n,
    ),
    Measure(
        "effective_n",
        "Effective number of issuers",
        "count",
        0,
        SAME,
        "One over the sum of squared weights: how many equal issuers would be as concentrated",
        _effective,
        _effective_text,
        float,
    ),
    Measure(
        "top10",
        "Weight of the ten largest issuers",
        "fraction",
        -1,
        HEAVY,
        "Weight of the ten largest issuers, a fraction",
        _top,
        _top_text,
        lambda n: min(TOP / n, 1.0),
    ),
    Measure(
        "seven",
        "Weight of the seven",
        "fraction",
        -1,
        HEAVY,
        "Weight of the Magnificent Seven by issuer, a fraction",
        _seven,
        _seven_text,
        lambda n: 7.0 / n,
    ),
    Measure(
        "names",
        "Number of equity lines",
        "count",
        0,
        COUNT,
        "Equity lines in the file, cash, futures and collateral left out",
        _names,
        _names_text,
    ),
)


def from_files(panel: Panel, measure: Measure, role: str) -> Trace:
    """One value per holdings file of the role's fund, dated when the file was known."""
    fund = fund_on_file(panel, role)
    if not fund:
        tried = ", ".join(FUNDS[role])
        why = (
            f"no holdings file known by {panel.as_of} ({tried}); weights are not drifted backwards"
        )
        return missing("not_measurable", why)
    files = current(panel, fund)
    value = np.array([measure.value(panel, shares) for shares in files])
    last = files[-1]
    text = measure.text(panel, last, float(value[-1]))
    return Trace(
        np.array([shares.file.known_at for shares in files], dtype="datetime64[D]"),
        value,
        text=f"{text}; {stamp(panel, last)}" if text else "",
        sources=(last.file.source,),
        reason=f"{fund} holds none of the seven",
        data=(np.array([float(last.held)]),),
        newest=last.file.day,
        patience=PATIENCE,
        lean=_rising(files, value, measure.sign),
    )


def _rising(files: tuple[Shares, ...], value: Vector, sign: int) -> Vector:
    """Per file: sign x (2 percentile - 1) of the change over half a year; NaN below 60 such changes.

    The change is ranked, not the level: weights that grow at random concentrate by themselves, so
    that a high level is no news.
    """
    stamps = np.array([shares.file.day for shares in files], dtype="datetime64[D]")
    before = np.searchsorted(stamps, stamps - HALF_YEAR, side="right") - 1
    change = np.where(before >= 0, value - value[np.maximum(before, 0)], np.nan)
    return np.asarray(sign * (2.0 * rank.expanding_percentile(change) - 1.0))


def stamp(panel: Panel, shares: Shares) -> str:
    """'file of 2025-09-05, 1 session old'."""
    age = sessions.count(shares.file.day, panel.as_of)
    return f"file of {shares.file.day}, {age} session{'' if age == 1 else 's'} old"


def equal_weight_null(measure: Measure, trace: Trace) -> Null | None:
    """What equal weights in the same issuers would give; a weight is a count, so there is no p."""
    if measure.equal is None:
        return None
    n = int(trace.data[0][0])
    rate = measure.equal(n)
    shown = percent(rate) if measure.unit == "fraction" else f"{rate:,.0f}"
    return Null(
        f"equal weights in its {n:,} issuers would give {shown}: a yardstick, not chance",
        rate,
        draws="level",
    )


def _register(measure: Measure, role: str) -> None:
    def compute(panel: Panel) -> Trace:
        return from_files(panel, measure, role)

    def null(panel: Panel, trace: Trace) -> Null | None:
        return equal_weight_null(measure, trace)

    null.__doc__ = equal_weight_null.__doc__

    compute.__doc__ = (
        f"{measure.help}, of {FUND_WORDS[role]} ({', '.join(FUNDS[role])}; the first with a"
        " file), net assets as printed, as of the file's stamp; a percentile only from 60 dated files on."
    )
    large = role == "large_cap"
    signal(
        f"concentration.{measure.name}_{role}",
        title=f"{measure.title}, {FUND_WORDS[role]}",
        axis="concentration",
        family="concentration",
        unit=measure.unit,
        sign=measure.sign if large else 0,
        lean="value" if large and measure.sign else "percentile",
        theory=measure.theory if large or not measure.sign else OTHER_SEGMENT,
        null=null,
    )(compute)


for _role in FUNDS:
    for _measure in MEASURES:
        if _role == "large_cap" or _measure.name != "seven":
            _register(_measure, _role)
