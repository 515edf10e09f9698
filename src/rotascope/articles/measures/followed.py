"""Funds that followed another index before a day: from when on their return speaks for what they play.

The catalog bounds such a fund in its roles (SPSM plays small caps from February 2020). Before that its
return is its own, and nobody else's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from rotascope.articles.measures.observed import Observed
from rotascope.catalog import FAR_PAST, Catalog
from rotascope.panel import Panel

__all__ = ["crosses", "owned", "plays_from", "unfit"]


def plays_from(catalog: Catalog, symbol: str) -> date:
    """The first day of a fund's bounded role; the far past where no role bounds it."""
    entries = (entry for role in catalog.roles.values() for entry in role)
    return max((one.first for one in entries if one.symbol == symbol), default=FAR_PAST)


def crosses(catalog: Catalog, symbol: str, base: date | None) -> bool:
    """Whether a return counted from the close of `base` reaches back before the fund's role."""
    first = plays_from(catalog, symbol)
    return base is not None and first > FAR_PAST and base + timedelta(days=1) < first


def _why(panel: Panel, symbol: str) -> str:
    return f"{symbol} followed another index before {plays_from(panel.catalog, symbol)}"


def owned(panel: Panel, symbol: str, seen: Iterable[Observed]) -> tuple[Observed, ...]:
    """A fund's own returns; those that reach back before its role say whose they are not."""
    return tuple(
        replace(one, reason="; ".join(filter(None, (one.reason, f"{_why(panel, symbol)}: this is"
                                                   " the fund's own return, not an index's"))))
        if one.value is not None and crosses(panel.catalog, symbol, one.base_date) else one
        for one in seen
    )  # fmt: skip


def unfit(panel: Panel, seen: Iterable[Observed]) -> tuple[Observed, ...]:
    """The sides of a comparison; a fund's over closes before its role has no number, with the reason."""
    return tuple(
        replace(one, value=None, likely=None, sure=None,
                reason=f"{_why(panel, one.subject)}: what lies before is not compared")
        if crosses(panel.catalog, one.subject, one.base_date) else one
        for one in seen
    )  # fmt: skip
