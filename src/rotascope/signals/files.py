"""Holdings files as the concentration signals need them: which fund speaks, and issuers merged."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from rotascope.maths import concentration
from rotascope.panel import Panel
from rotascope.series import FundFile, Vector

__all__ = ["FUNDS", "FUND_WORDS", "Shares", "current", "fund_on_file"]

# Who may speak for large and for small companies, best first.
FUNDS: dict[str, tuple[str, ...]] = {
    "large_cap": ("SPY", "IVV", "PW:LARGE"),
    "small_cap": ("IWM", "IJR"),
}
FUND_WORDS = {"large_cap": "the large-cap fund", "small_cap": "the small-cap fund"}


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """A file's equity lines: weights as printed, descending, by line and by issuer.

    `lines` holds lines printed as 0.00 % too; `issuers` and `names` only those with a weight;
    `held` counts every issuer of an equity line.
    """

    file: FundFile
    lines: Vector
    issuers: Vector
    names: tuple[str, ...]
    held: int


_SHARES: WeakKeyDictionary[Panel, dict[str, tuple[Shares, ...]]] = WeakKeyDictionary()


def fund_on_file(panel: Panel, role: str) -> str:
    """The first fund of `role` with a file known by the panel's date; "" if none has one."""
    on_file = set(panel.ids("holdings"))
    for fund in FUNDS[role]:
        if fund in on_file and current(panel, fund):
            return fund
    return ""


def current(panel: Panel, fund: str) -> tuple[Shares, ...]:
    """The files that were the newest when they became known, in the order they became known.

    A file that arrives after a newer one speaks for no day. Files without an equity line are left
    out.
    """
    held = _SHARES.setdefault(panel, {})
    if fund not in held:
        files = sorted(panel.holdings(fund), key=lambda f: (f.known_at, f.day))
        newest: list[FundFile] = []
        for file in files:
            if newest and file.day <= newest[-1].day:
                continue
            if newest and file.known_at == newest[-1].known_at:
                newest.pop()
            newest.append(file)
        held[fund] = tuple(_shares(file) for file in newest if file.equity.any())
    return held[fund]


def _shares(file: FundFile) -> Shares:
    long = file.equity & (file.weights > 0.0)
    issuers = [name for name, keep in zip(file.issuers, long, strict=True) if keep]
    names = tuple(dict.fromkeys(issuers))
    merged = concentration.merge(file.weights[long], issuers)
    order = np.argsort(-merged, kind="stable")
    ranked = tuple(names[i] for i in order)
    lines = np.sort(file.weights[file.equity & (file.weights >= 0.0)])[::-1]
    held = {name for name, keep in zip(file.issuers, file.equity, strict=True) if keep}
    return Shares(file, lines, merged[order], ranked, len(held))
