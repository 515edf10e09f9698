"""The day that an undated article's own figures are of, if they fit one day and no other.

Every session on file is tried with every base; a day is inferred only where the figures fit it to their
printed digits, nothing on file speaks against it, and no other day fits as many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from rotascope import sessions
from rotascope.articles.check.judge import about, accepted
from rotascope.articles.measures.distributions import unpaid, yearly_yield
from rotascope.articles.measures.spans import anchor, bases
from rotascope.panel import Panel
from rotascope.terms import Basis
from rotascope.terms.articles import Claim, Dating

__all__ = ["dated", "speaks_of_a_day"]

Vector = NDArray[np.float64]
Flags = NDArray[np.bool_]
EARLIEST = date(1990, 1, 2)
DAYS_A_YEAR = 365.25
FEWEST_NEAR = 0.8  # of the figures on file: a column may hold a misprint
MANY = 3
FEWEST_FIGURES = (
    2  # of single figures drawn at random one in seven fits one day of the tape and no other
)
SHOWN = 40
MOST = 120  # figures: more would make the answer slower, not surer
WORDS: dict[Basis, str] = {"pr": "price", "tr": "total return"}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line's returns up to each session from one base; `growth` is the most its payments can add."""

    price: Vector
    total: Vector
    growth: Vector


@dataclass(frozen=True, slots=True)
class _Fit:
    """On which sessions one claim fits from one base: exactly on price, on total return, or roughly."""

    price: Flags
    total: Flags
    near: Flags
    known: Flags


@dataclass(frozen=True, slots=True)
class _Column:
    """The claims of one window from its better base, by session."""

    words: NDArray[np.str_]
    exact: NDArray[np.int64]
    near: NDArray[np.int64]
    known: NDArray[np.int64]


def speaks_of_a_day(claim: Claim) -> bool:
    """Whether a claim's figure can tell the day: a printed return up to the moment of writing."""
    return (
        claim.measure == "return"
        and claim.kind not in ("opinion", "forecast")
        and claim.op in ("=", "~", "nearly")
        and claim.digits is not None
        and claim.as_of is None
        and len(claim.subject) == 1
        and anchor(claim.window, date(2020, 6, 30)) is not None
        and bool(bases(claim.window, EARLIEST))  # a hundred years reach back before any calendar
    )


def dated(panel: Panel, claims: Sequence[Claim]) -> Dating:
    """What day the figures fit, tried on every session the panel knows; `day` None with the reason."""
    used = _figures(claims)
    if not used:
        return Dating(None, "", 0, 0, note="no figure of the article tells a day")
    days = panel.sessions[panel.sessions >= np.datetime64(EARLIEST)]
    columns = [
        _column(panel, [c for c in used if c.window == window], days)
        for window in dict.fromkeys(claim.window for claim in used)
    ]
    exact, near, known = (
        np.sum([getattr(column, name) for column in columns], axis=0)
        for name in ("exact", "near", "known")
    )
    kept = near >= np.where(exact >= MANY, FEWEST_NEAR * known, known)
    kept &= near >= min(2, len(used))
    kept &= days >= _listed(panel, used)
    found = np.flatnonzero(kept & (exact == np.max(exact[kept], initial=0)))
    return _told(days, found, columns, exact, len(used))


def _figures(claims: Sequence[Claim]) -> list[Claim]:
    """The claims that can tell a day, one of each figure, at most `MOST` of them."""
    found: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        if speaks_of_a_day(claim):
            found.setdefault((claim.subject, claim.window, claim.op, claim.value), claim)
    return list(found.values())[:MOST]


def _listed(panel: Panel, claims: Sequence[Claim]) -> np.datetime64:
    """The first day on which every line that is named and on file had a close: none is named before."""
    firsts = [
        min(series.days[0] for series in found if len(series))
        for claim in claims
        for found in [[panel.series(claim.subject[0], basis) for basis in WORDS]]
        if any(len(series) for series in found)
    ]
    return max(firsts, default=np.datetime64(EARLIEST))


def _told(
    days: sessions.Days, found: NDArray[np.intp], columns: list[_Column],
    exact: NDArray[np.int64], tried: int,
) -> Dating:  # fmt: skip
    if not len(found):
        return Dating(None, "", 0, tried, note="its figures fit no day on file")
    best = int(exact[found[0]])
    fitting = tuple(days[at].item() for at in found)
    if len(found) > 1 or not best:
        words = f"{len(fitting)} days from {fitting[0]} to {fitting[-1]}"
        note = f"its figures fit {words if len(fitting) > 1 else 'one day, but only roughly'}"
        return Dating(None, "", best, tried, fitting[:SHOWN], note)
    if tried < FEWEST_FIGURES:
        note = f"its one figure fits {fitting[0]} alone, and one figure fits some day by chance"
        return Dating(None, "", best, tried, fitting, note)
    (at,) = found
    used = [str(column.words[at]) for column in columns if column.exact[at]]
    others = np.delete(exact, at)
    note = (
        f"{best} of {tried} figures fit {fitting[0]} to the printed digits, at most"
        f" {int(np.max(others, initial=0))} any other of {len(days):,} sessions"
    )
    return Dating(fitting[0], "; ".join(dict.fromkeys(used)), best, tried, note=note)


def _column(panel: Panel, claims: Sequence[Claim], days: sessions.Days) -> _Column:
    """Fits of the claims of one window, each day from the base that more of them fit."""
    window = claims[0].window
    anchors = sessions.as_days([anchor(window, day) for day in days.tolist()])
    after = np.searchsorted(days, anchors, side="right")
    names = [base.words for base in bases(window, days[-1].item())[:2]]
    sides = []
    for words, at in zip(names, (after - 1, after), strict=True):
        lines = {c.subject[0]: _line(panel, c.subject[0], days, at) for c in claims}
        fits = [_fit(lines[claim.subject[0]], claim) for claim in claims]
        price, total = (np.sum([getattr(f, b) for f in fits], axis=0) for b in ("price", "total"))
        exact = np.sum([f.price | f.total for f in fits], axis=0)
        near, known = (np.sum([getattr(f, n) for f in fits], axis=0) for n in ("near", "known"))
        basis = np.where(price >= total, f"{words}, {WORDS['pr']}", f"{words}, {WORDS['tr']}")
        sides.append(_Column(basis, exact, near, known))
    usual, other = sides
    better = other.exact > usual.exact
    return _Column(
        np.where(better, other.words, usual.words), np.where(better, other.exact, usual.exact),
        np.where(better, other.near, usual.near), np.where(better, other.known, usual.known),
    )  # fmt: skip


def _line(panel: Panel, symbol: str, days: sessions.Days, base: NDArray[np.intp]) -> _Line:
    """A line's returns up to each of `days`, counted from `base`, a row of `days` for every day."""
    usable = (base >= 0) & (base < np.arange(len(days)))
    rows = np.where(usable, base, 0)
    price, total = (_returns(panel, symbol, basis, days, rows, usable) for basis in ("pr", "tr"))
    stands = np.zeros(len(days), dtype=bool)
    for entry in panel.catalog.distributions.get(symbol, ()):
        stands |= unpaid(entry, days[rows], days)
    price = np.where(np.isnan(price) & stands, total, price)
    paid = yearly_yield(panel, symbol, days[-1].item())
    years = (days - days[rows]).astype(np.int64) / DAYS_A_YEAR + paid.extra_years
    return _Line(price, total, np.asarray((1 + paid.at_most) ** years))


def _fit(line: _Line, claim: Claim) -> _Fit:
    """On which days a claim fits the line."""
    low, high = accepted(claim)
    exact = claim.op == "="
    wide = (low - about(claim), high + about(claim)) if exact else (low, high)
    near = _inside(line.price, *wide) | _inside(line.total, *wide)
    # Where only total return is on file, the price may lie below it by what was paid.
    near |= np.isnan(line.price) & _inside(line.total, low, (1 + high) * line.growth - 1)
    return _Fit(
        _inside(line.price, low, high) & exact, _inside(line.total, low, high) & exact, near,
        ~np.isnan(line.price) | ~np.isnan(line.total),
    )  # fmt: skip


def _returns(
    panel: Panel, symbol: str, basis: Basis, days: sessions.Days, rows: NDArray[np.intp],
    usable: Flags,
) -> Vector:  # fmt: skip
    """Return of a line up to each day from the day its row names; NaN where a close is missing."""
    series = panel.series(symbol, basis)
    levels = np.full(len(days), np.nan)
    held = np.searchsorted(days, series.days)
    inside = (held < len(days)) & (series.days >= days[0])
    levels[held[inside]] = series.levels[inside]
    return np.where(usable, levels / levels[rows] - 1.0, np.nan)


def _inside(values: Vector, low: float, high: float | Vector) -> Flags:
    with np.errstate(invalid="ignore"):
        return np.asarray((values >= low - 1e-9) & (values <= high + 1e-9))
