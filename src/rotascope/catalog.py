"""Instruments, issuers, baskets, roles and pairs, read once from `catalog.toml`.

A ticker is a label with dates, never an identity: META was another fund until 2022-01-30. An
instrument's id is permanent: venue, first ticker, first day. Stocks that the catalog does not list
are `US:TICKER`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from rotascope.errors import UnknownName
from rotascope.terms import Axis

__all__ = [
    "FAR_FUTURE",
    "FAR_PAST",
    "Alias",
    "Basket",
    "Catalog",
    "Distributions",
    "Instrument",
    "Pair",
    "RoleEntry",
    "load",
    "normal",
]

Kind = Literal["fund", "stock", "index", "basket"]
LISTED = ("fund", "stock")
FAR_PAST, FAR_FUTURE = date(1800, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True, slots=True)
class Alias:
    """A ticker and the days on which it meant this instrument, both ends included."""

    ticker: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Instrument:
    """One line. `symbol` is today's ticker; `issuer` is what concentration counts once.

    `listed` and `delisted` are the first and the last day on which it can have a bar, both included;
    None where there is no such day: indices are calculated back, most lines still trade.
    """

    id: str
    symbol: str
    name: str
    kind: Kind
    issuer: str
    aliases: tuple[Alias, ...]
    listed: date | None = None
    delisted: date | None = None


@dataclass(frozen=True, slots=True)
class Basket:
    """A constructed equal-weight series; `chosen` says with what knowledge its names were picked."""

    symbol: str
    name: str
    symbols: tuple[str, ...]
    chosen: str
    annual_fee: float
    rebalance: Literal["monthly", "quarterly"]


@dataclass(frozen=True, slots=True)
class Distributions:
    """What a line pays out from `first` to `last`, as far as that was checked.

    `pays` "none": its total return is its price's. "yearly": once, its ex-date inside `season` (month,
    day; both included). `yield_at_most` is a year's payments over the price, a fraction; None = unknown.
    """

    symbol: str
    pays: Literal["none", "yearly", "quarterly", "monthly"]
    first: date
    last: date
    season: tuple[tuple[int, int], tuple[int, int]] | None
    yield_at_most: float | None
    note: str


@dataclass(frozen=True, slots=True)
class RoleEntry:
    """A series that may play a role from `first` to `last`; `splice` names what stands in before it.

    `partner`: the only series it may be set against in a pair ("" = any): two halves of one group.
    """

    symbol: str
    first: date
    last: date
    proxy: bool
    note: str
    splice: str
    partner: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Numerator role over denominator role; `sign` +1 if a rising ratio means small / the rest lead.

    `primary` orders the pairs that may speak for their axis (1 first; 0 = never); `monthly` pairs
    are history and never speak for today.
    """

    name: str
    axis: Axis
    numerator: str
    denominator: str
    sign: Literal[-1, 1]
    primary: int
    monthly: bool
    note: str


@lru_cache(maxsize=65_536)  # asked for every line of every holdings file
def normal(ticker: str) -> str:
    """BRK.B, BRK/B, brk-b -> BRK-B; a leading ^ and planted names stay."""
    return ticker.strip().upper().replace(".", "-").replace("/", "-")


def _day(text: str, default: date) -> date:
    return date.fromisoformat(text) if text else default


@dataclass(frozen=True, slots=True)
class Catalog:
    """The catalog as frozen look-ups."""

    instruments: tuple[Instrument, ...]
    baskets: dict[str, Basket]
    roles: dict[str, tuple[RoleEntry, ...]]
    pairs: dict[str, Pair]
    issuer_of: dict[str, str]
    _by_ticker: dict[str, tuple[tuple[Alias, Instrument], ...]] = field(repr=False)
    _by_id: dict[str, Instrument] = field(repr=False)
    distributions: dict[str, tuple[Distributions, ...]] = field(default_factory=dict)

    def find(self, ticker: str, on: date) -> Instrument | None:
        """The instrument `ticker` meant on `on`; None if the catalog does not list it that day."""
        for alias, instrument in self._by_ticker.get(normal(ticker), ()):
            if alias.first <= on <= alias.last:
                return instrument
        return None

    def lookup(self, ticker: str) -> Instrument | None:
        """The instrument that carries `ticker` today, else the last one that carried it."""
        listed = self._by_ticker.get(normal(ticker), ())
        return max(listed, key=lambda pair: pair[0].last)[1] if listed else None

    def instrument_id(self, ticker: str, on: date) -> str:
        """Permanent id of `ticker` on `on`: the catalog's, else US:TICKER."""
        found = self.find(ticker, on)
        return found.id if found else f"US:{normal(ticker)}"

    def ticker_on(self, symbol: str, on: date) -> str:
        """The ticker that the line called `symbol` today had on a day; `symbol` where it had none.

        In 2021 META was a fund of somebody else's, and today's META was FB.
        """
        found = self.lookup(symbol)
        aliases = found.aliases if found else ()
        return next((a.ticker for a in aliases if a.first <= on <= a.last), symbol)

    def by_id(self, instrument: str) -> Instrument | None:
        """The catalogued instrument with this id, or None."""
        return self._by_id.get(instrument)

    def symbol_of(self, instrument: str) -> str:
        """Today's ticker of an id, for display."""
        found = self._by_id.get(instrument)
        return found.symbol if found else instrument.removeprefix("US:")

    def name_of(self, symbol: str) -> str:
        """A long name for a symbol, basket or planted series; the symbol itself if none is known."""
        if symbol in self.baskets:
            return self.baskets[symbol].name
        found = self.lookup(symbol)
        return found.name if found else symbol

    def issuer(self, ticker: str) -> str:
        """Issuer of a share line; GOOG and GOOGL give one answer. Unlisted lines are their own issuer."""
        return self.issuer_of.get(normal(ticker), normal(ticker))

    def belongs(self, symbol: str, basket: str) -> bool:
        """Whether a line is of a basket's companies: one of its lines, or another share class (GOOG)."""
        listed = self.baskets.get(basket)
        return listed is not None and self.issuer(symbol) in map(self.issuer, listed.symbols)

    def aliases(self) -> list[tuple[str, date, date, str]]:
        """(ticker, first, last, id) rows, for joining whole frames."""
        return [(a.ticker, a.first, a.last, i.id) for i in self.instruments for a in i.aliases]

    def role(self, name: str) -> tuple[RoleEntry, ...]:
        """Who may play the role, best first. Raises UnknownName."""
        if name not in self.roles:
            raise UnknownName.among("role", name, self.roles, "rotascope data")
        return self.roles[name]

    def pair(self, name: str) -> Pair:
        """The pair called `name`. Raises UnknownName."""
        if name not in self.pairs:
            raise UnknownName.among("pair", name, self.pairs, "rotascope signals")
        return self.pairs[name]

    def primary_pairs(self, axis: Axis) -> tuple[Pair, ...]:
        """The pairs that may speak for `axis`, best first."""
        able = [p for p in self.pairs.values() if p.axis == axis and p.primary]
        return tuple(sorted(able, key=lambda p: p.primary))


def _instruments(raw: dict[str, Any]) -> list[Instrument]:
    made = []
    for symbol, name, kind, venue, first in raw["plain"]:
        alias = Alias(symbol, FAR_PAST, FAR_FUTURE)
        listed = date.fromisoformat(first) if kind in LISTED else None
        made.append(
            Instrument(f"{venue}:{symbol}:{first}", symbol, name, kind, symbol, (alias,), listed)
        )
    for row in raw["instrument"]:
        aliases = tuple(
            Alias(t, _day(first, FAR_PAST), _day(last, FAR_FUTURE))
            for t, first, last in row["aliases"]
        )
        ended = max(alias.last for alias in aliases)
        made.append(
            Instrument(
                row["id"], row["symbol"], row["name"], row["kind"], row["issuer"], aliases,
                date.fromisoformat(row.get("bars_from", row["id"].rsplit(":", 1)[1])),
                ended if ended < FAR_FUTURE else None,
            )
        )  # fmt: skip
    return made


def _roles(raw: dict[str, Any]) -> dict[str, tuple[RoleEntry, ...]]:
    return {
        role: tuple(
            RoleEntry(
                entry["symbol"],
                _day(entry.get("from", ""), FAR_PAST),
                _day(entry.get("to", ""), FAR_FUTURE),
                entry.get("proxy", False),
                entry.get("note", ""),
                entry.get("splice", ""),
                entry.get("partner", ""),
            )
            for entry in entries
        )
        for role, entries in raw["roles"].items()
    }


def _pairs(raw: dict[str, Any]) -> dict[str, Pair]:
    return {
        name: Pair(
            name,
            row["axis"],
            row["numerator"],
            row["denominator"],
            row["sign"],
            row.get("primary", 0),
            row.get("frequency", "d") == "m",
            row.get("note", ""),
        )
        for name, row in raw["pairs"].items()
    }


def _distributions(raw: dict[str, Any]) -> dict[str, tuple[Distributions, ...]]:
    made: dict[str, tuple[Distributions, ...]] = {}
    for row in raw["distributions"]:
        season = row.get("season")
        for symbol in row["symbols"]:
            entry = Distributions(
                symbol, row["pays"], date.fromisoformat(row["from"]), date.fromisoformat(row["to"]),
                (tuple(season[0]), tuple(season[1])) if season else None, row.get("yield_at_most"),
                row["note"],
            )  # fmt: skip
            made[symbol] = (*made.get(symbol, ()), entry)
    return made


@cache
def load() -> Catalog:
    """The built-in catalog."""
    raw = tomllib.loads(files("rotascope").joinpath("catalog.toml").read_text("utf-8"))
    instruments = _instruments(raw)
    by_ticker: dict[str, list[tuple[Alias, Instrument]]] = {}
    for instrument in instruments:
        for alias in instrument.aliases:
            by_ticker.setdefault(alias.ticker, []).append((alias, instrument))
    baskets = {
        symbol: Basket(
            symbol, b["name"], tuple(b["symbols"]), b["chosen"], b["annual_fee"], b["rebalance"]
        )
        for symbol, b in raw["baskets"].items()
    }
    issuer_of = {line: issuer for issuer, lines in raw["issuers"].items() for line in lines}
    issuer_of |= {"FB": "Meta Platforms", "META": "Meta Platforms"}
    return Catalog(
        tuple(instruments),
        baskets,
        _roles(raw),
        _pairs(raw),
        issuer_of,
        {ticker: tuple(listed) for ticker, listed in by_ticker.items()},
        {instrument.id: instrument for instrument in instruments},
        _distributions(raw),
    )
