"""The return of one line over one span, on price and on total return, as readings.

Where a line's price is not on file and nothing was paid, total return stands for it and says so; where
something was paid it bounds it. Only closes of the very days count: none is carried.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from weakref import WeakKeyDictionary

import numpy as np

from rotascope.articles.measures.distributions import (
    nothing_paid,
    price_range,
    total_range,
    yearly_yield,
)
from rotascope.articles.measures.observed import Observed
from rotascope.articles.measures.spans import Span
from rotascope.panel import Panel
from rotascope.series import Series
from rotascope.terms import Basis

__all__ = ["BASIS_WORDS", "is_index", "key", "line_return", "readings"]

BASIS_WORDS: dict[Basis, str] = {"pr": "price", "tr": "total return"}


def is_index(panel: Panel, symbol: str) -> bool:
    """Whether a symbol names an index, whose figure is its price unless it is said otherwise."""
    found = panel.catalog.lookup(symbol)
    return symbol.startswith("^") if found is None else found.kind == "index"


_KEPT: WeakKeyDictionary[Panel, dict[tuple[str, Span], tuple[Observed, ...]]] = WeakKeyDictionary()
"""Readings by panel: an article asks the same line over the same closes once a claim."""


def readings(panel: Panel, symbol: str, span: Span) -> tuple[Observed, ...]:
    """The line's return over a span: on price, then on total return where that is another reading."""
    kept = _KEPT.setdefault(panel, {})
    if (symbol, span) not in kept:
        kept[symbol, span] = _readings(panel, symbol, span)
    return kept[symbol, span]


def _readings(panel: Panel, symbol: str, span: Span) -> tuple[Observed, ...]:
    # A group in small letters (gold) is not the ticker that is spelt like it (GOLD).
    if symbol.islower() or not any(len(panel.series(symbol, basis)) for basis in BASIS_WORDS):
        return (_nothing(panel, symbol, span),)
    price, total = (line_return(panel, symbol, span, basis) for basis in BASIS_WORDS)
    if price.sure is not None:  # the total return that bounds the price is the same number
        return (price,)
    return price, total


def line_return(panel: Panel, symbol: str, span: Span, basis: Basis) -> Observed:
    """The return on one basis; where only the other is on file, the range that this one leaves.

    For a price that is the total return with its range; for a total return no value and a range: an
    index's price is the figure itself, and its total return only a way out.
    """
    series = panel.series(symbol, basis)
    value = _between(series, span)
    if value is not None:
        return _observed(panel, series, span, basis, value)
    other = panel.series(symbol, "tr" if basis == "pr" else "pr")
    stood = _between(other, span)
    if stood is None:
        return _absent_on(span, basis, symbol, _missing(symbol, series, span))
    unpaid = nothing_paid(panel, symbol, span.base, span.end)
    if unpaid:
        stands = f"{BASIS_WORDS[other.basis]} stands for {BASIS_WORDS[basis]}: {unpaid}"
        return _observed(panel, other, span, basis, stood, stands)
    paid = yearly_yield(panel, symbol, span.end)
    only = f"only {BASIS_WORDS[other.basis]} is on file for {symbol}; {paid.known_by}"
    if basis == "tr":
        likely, sure = total_range(stood, paid, span.base, span.end)
        return replace(_absent_on(span, basis, symbol, only), likely=likely, sure=sure)
    likely, sure = price_range(stood, paid, span.base, span.end)
    return replace(_observed(panel, other, span, "tr", stood, only), likely=likely, sure=sure)


def _nothing(panel: Panel, symbol: str, span: Span) -> Observed:
    name = panel.catalog.name_of(symbol)
    named = symbol if name == symbol else f"{name} ({symbol})"
    return Observed(
        span.words, None, span.base, span.end, subject=symbol, late=span.late,
        reason=f"no series of {named} on file by {panel.as_of}", convention=_convention(span),
    )  # fmt: skip


def _absent_on(span: Span, basis: Basis, symbol: str, reason: str) -> Observed:
    return Observed(
        f"{span.words}, {BASIS_WORDS[basis]}", None, span.base, span.end, reason=reason,
        standard=span.standard, subject=symbol, late=span.late, convention=_convention(span),
    )  # fmt: skip


def _observed(
    panel: Panel, series: Series, span: Span, basis: Basis, value: float, reason: str = ""
) -> Observed:
    usual = span.standard and (basis == "pr" or not is_index(panel, series.symbol))
    return Observed(
        f"{span.words}, {BASIS_WORDS[basis]}", value, span.base, span.end,
        series.sources[0] if series.sources else None, key(panel, series, span), reason, usual,
        subject=series.symbol, late=span.late, convention=_convention(span),
    )  # fmt: skip


def key(panel: Panel, series: Series, span: Span) -> str:
    """The key that `rotascope why` opens: the same closes, the same basis, as known then."""
    first = span.base + timedelta(days=1)
    return f"performance/{series.symbol}/{first}:{span.end}/{series.basis}@{panel.as_of}"


def _convention(span: Span) -> str:
    return f"{span.words}|{span.end}"


def _between(series: Series, span: Span) -> float | None:
    """Return from the close of one session to that of another; None where one has no close."""
    rows = np.searchsorted(series.days, np.array([span.base, span.end], dtype="datetime64[D]"))
    if len(series) == 0 or rows[1] >= len(series):
        return None
    if series.days[rows[0]].item() != span.base or series.days[rows[1]].item() != span.end:
        return None
    return float(series.levels[rows[1]] / series.levels[rows[0]] - 1.0)


def _missing(symbol: str, series: Series, span: Span) -> str:
    if not len(series):
        return series.missing or f"no {BASIS_WORDS[series.basis]} of {symbol} on file"
    first, last = series.days[0].item(), series.days[-1].item()
    if span.base < first:
        return f"{symbol} begins {first}, after the base {span.base}"
    if span.end > last:
        return f"the last {BASIS_WORDS[series.basis]} close of {symbol} is of {last}"
    return f"no close of {symbol} on {_absent(series, span)}"


def _absent(series: Series, span: Span) -> date:
    days = {span.base, span.end}
    held = {d for d in days if np.isin(np.datetime64(d), series.days)}
    return min(days - held, default=span.base)
