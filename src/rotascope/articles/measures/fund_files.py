"""Which fund's holdings speak for an index, and the newest file of it that was known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from rotascope.articles.measures.observed import Observed
from rotascope.articles.standing import funds_of
from rotascope.catalog import Catalog
from rotascope.panel import Panel
from rotascope.series import FundFile

__all__ = [
    "SIGNAL_ROLE",
    "absent",
    "file_of",
    "funds_for",
    "in_file",
    "is_old",
    "spoken",
    "weight_of",
    "with_age",
]

HALF_YEAR = 190
SIGNAL_ROLE = {"SPY": "large_cap", "IVV": "large_cap", "IWM": "small_cap", "IJR": "small_cap"}


def funds_for(subject: Sequence[str]) -> tuple[str, ...]:
    """The funds whose files may speak for an index, a group or a fund, best first."""
    named = [fund for name in subject for fund in funds_of(name)]
    return tuple(dict.fromkeys(named))


def file_of(panel: Panel, subject: Sequence[str], day: date) -> FundFile | None:
    """The newest file of a day up to `day` that the panel knows, of the first fund that has one, or None.

    A file without an equity line (a filing that lists bonds or nothing) speaks for no index.
    """
    on_file = set(panel.ids("holdings"))
    for fund in funds_for(subject):
        if fund not in on_file:
            continue
        # "As of 30 June", written in July: the file of that day is meant, though it came out later.
        known = [f for f in panel.holdings(fund) if f.day <= day and f.equity.any()]
        if known:
            return max(known, key=lambda file: file.day)
    return None


def absent(subject: Sequence[str], day: date) -> tuple[Observed, ...]:
    """What is said where no holdings are on file: which funds were looked for."""
    funds = ", ".join(funds_for(subject)) or "the fund that is meant"
    return (Observed("", None, reason=f"no holdings of {funds} known by {day}"),)


def is_old(file: FundFile, day: date) -> bool:
    """Whether a file is more than half a year old: it may support a claim and never contradicts one."""
    return (day - file.day).days > HALF_YEAR


def with_age(file: FundFile, how: str) -> str:
    """A reading in words: how it was counted, whose file, of which day."""
    return f"{how}, {file.fund}'s file of {file.day}"


def spoken(panel: Panel, name: str, file: FundFile) -> tuple[str, ...]:
    """The lines of a file that a name means: a basket's, an issuer's other share classes, itself."""
    catalog = panel.catalog
    basket = catalog.baskets.get(name)
    wanted = {catalog.issuer(s) for s in (basket.symbols if basket else (name,))}
    return tuple(s for s, i in zip(file.symbols, file.issuers, strict=True) if i in wanted)


def in_file(file: FundFile, symbols: Sequence[str]) -> NDArray[np.bool_]:
    """(n,) which lines carry one of these tickers."""
    return np.isin(np.asarray(file.symbols), np.asarray(list(symbols)))


def weight_of(file: FundFile, catalog: Catalog, names: Sequence[str]) -> float | None:
    """Summed weight of names by issuer, baskets opened; None where the file holds none of them."""
    wanted = set()
    for name in names:
        basket = catalog.baskets.get(name)
        wanted |= {catalog.issuer(s) for s in (basket.symbols if basket else (name,))}
    held = [w for w, issuer in zip(file.weights, file.issuers, strict=True) if issuer in wanted]
    return float(np.sum(held)) if held else None
