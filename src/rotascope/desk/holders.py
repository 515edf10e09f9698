"""The largest issuers and lines of the large- and the small-cap fund, as their files were known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rotascope import sessions
from rotascope.maths import concentration
from rotascope.panel import Panel
from rotascope.series import FundFile
from rotascope.signals.concentration import PATIENCE, TOP, stamp
from rotascope.signals.files import FUNDS, Shares, current, fund_on_file
from rotascope.signals.words import percent
from rotascope.terms.holders import FileShares, Holder, Holders

__all__ = ["holders", "of_both"]


def of_both(panel: Panel) -> tuple[Holders, ...]:
    """The large-cap fund's largest, then the small-cap fund's."""
    return tuple(holders(panel, role) for role in ("large_cap", "small_cap"))


def holders(panel: Panel, role: str) -> Holders:
    """The ten largest of `role`'s fund (`large_cap`, `small_cap`) by issuer and by line."""
    fund, key = fund_on_file(panel, role), f"signal/concentration.top10_{role}@{panel.as_of}"
    if not fund:
        why = f"no holdings file of {', '.join(FUNDS[role])} known by {panel.as_of}"
        return Holders("", role, panel.as_of, 0, False, "", (), (), (), key, why)
    files = current(panel, fund)
    newest, before = files[-1], files[-2].file if len(files) > 1 else None
    age = sessions.count(newest.file.day, panel.as_of)
    return Holders(
        fund,
        role,
        panel.as_of,
        age,
        age > PATIENCE,
        f"{_finding(newest)}; {stamp(panel, newest)}",
        _largest(_by_issuer(newest.file), _by_issuer(before) if before else {}),
        _largest(_by_line(newest.file), _by_line(before) if before else {}),
        tuple(_shares(one) for one in files),
        key,
    )


def _finding(newest: Shares) -> str:
    """'Ten issuers are 39.8 % of SPY, which is as concentrated as 45 equal issuers of its 500'."""
    told = _shares(newest)
    return (
        f"the ten largest issuers are {percent(told.issuers, 1)} of {newest.file.fund}, which is as"
        f" concentrated as {told.equal:,.0f} equal issuers; it holds {told.held:,}"
    )


def _shares(one: Shares) -> FileShares:
    return FileShares(
        one.file.day,
        one.file.known_at,
        float(concentration.top_k(one.issuers, TOP)),
        float(concentration.top_k(one.lines, TOP)),
        1e4 * float(concentration.herfindahl(one.issuers)),
        float(concentration.effective_number(one.issuers)),
        one.held,
    )


Held = dict[str, tuple[tuple[str, ...], float]]


def _by_issuer(file: FundFile) -> Held:
    symbols: dict[str, list[str]] = defaultdict(list)
    weights: dict[str, float] = defaultdict(float)
    for symbol, issuer, weight in _equities(file):
        symbols[issuer].append(symbol)
        weights[issuer] += weight
    return {name: (tuple(symbols[name]), weights[name]) for name in weights}


def _by_line(file: FundFile) -> Held:
    return {symbol: ((symbol,), weight) for symbol, _, weight in _equities(file)}


def _equities(file: FundFile) -> Iterable[tuple[str, str, float]]:
    rows = zip(file.symbols, file.issuers, file.weights.tolist(), file.equity, strict=True)
    return ((symbol, issuer, weight) for symbol, issuer, weight, equity in rows if equity)


def _largest(held: Held, before: Held) -> tuple[Holder, ...]:
    ranked = sorted(held.items(), key=lambda one: (-one[1][1], one[0]))[:TOP]
    return tuple(
        Holder(name, symbols, weight, before[name][1] if name in before else None)
        for name, (symbols, weight) in ranked
    )
