"""What was known on a date: the only reader below the desk.

`Panel(backend, as_of)` shows rows with `known_at <= as_of` and, per key, the newest of them.
Nothing else can be reached through it, so a signal that only sees a Panel cannot look ahead
through the data; the laws in `tests/laws` prove that arithmetic does not look ahead either.

Total return and price are kept apart: a pair takes both legs on one basis or does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rotascope import adjusted, baskets
from rotascope.adjusted import Rows, as_known
from rotascope.catalog import Catalog, RoleEntry, load
from rotascope.series import FundFile, MacroSeries, PairSeries, Series, read_only
from rotascope.sessions import Days, all_sessions
from rotascope.store.tables import TABLES, Dataset
from rotascope.terms import Basis, Source

__all__ = ["Backend", "Panel", "Rows", "as_known"]

LAST_PRECEDENCE = 999


class Backend(Protocol):
    """Where a Panel's rows come from: the store, or frames in memory.

    `rows(table, ids)` gives, per id, every stored version as columns of equal length sorted by the
    table's key and then `known_at`; ids without rows are absent.
    """

    cache_folder: Path | None

    def rows(self, table: str, ids: Sequence[str]) -> Mapping[str, Rows]:
        """Every version of the rows of `ids`."""

    def ids(self, table: str) -> Sequence[str]:
        """Every id the table holds."""

    def first_known(self, table: str) -> Mapping[tuple[str, str], date]:
        """Per (dataset, id) of a table the day on which the first of its rows became known."""

    def datasets(self) -> Mapping[str, Dataset]:
        """The datasets on file."""

    def fingerprint(self) -> str:
        """Changes whenever any table changes."""


class Panel:
    """The market as known after the close of `as_of`. Cheap to make; every array is read-only."""

    def __init__(self, backend: Backend, as_of: date, catalog: Catalog | None = None) -> None:
        self.as_of = as_of
        self.backend = backend
        self.catalog = catalog or load()
        self._series: dict[tuple[str, Basis], Series] = {}
        self._pairs: dict[str, PairSeries] = {}
        self._ids: dict[str, tuple[str, ...]] = {}
        self._actors: set[str] | None = None

    # ---------------------------------------------------------------- what there is

    def ids(self, table: str) -> tuple[str, ...]:
        """Ids of a table with a row known by `as_of`, ascending: what is listed later is not there."""
        if table not in self._ids:
            self._ids[table] = tuple(sorted({name for _, name in self._known(table)}))
        return self._ids[table]

    def lines(self) -> set[str]:
        """Ids with total returns by `as_of`: their own, or bars that announced actions go with."""
        named = set(self.ids("actions"))
        bars = {n for dataset, n in self._known("bars") if dataset in self._acting or n in named}
        return {*self.ids("returns"), *bars}

    def known_datasets(self) -> tuple[str, ...]:
        """Datasets with a row known by `as_of`, ascending."""
        return tuple(sorted({dataset for table in TABLES for dataset, _ in self._known(table)}))

    def _known(self, table: str) -> list[tuple[str, str]]:
        first = self.backend.first_known(table)
        return [key for key, day in first.items() if day <= self.as_of]

    @property
    def sessions(self) -> Days:
        """Every session up to `as_of`."""
        days = all_sessions()
        return days[: int(np.searchsorted(days, np.datetime64(self.as_of), side="right"))]

    # ---------------------------------------------------------------- lines

    def series(self, symbol: str, basis: Basis = "tr") -> Series:
        """Levels of a symbol or basket on `basis`; empty, with `missing`, when nothing was known.

        One line comes from one dataset, the one with the lowest precedence that holds it: two
        vendors are never spliced silently.
        """
        if (symbol, basis) not in self._series:
            basket = self.catalog.baskets.get(symbol)
            if basket is not None:
                then = [self.catalog.ticker_on(s, self.as_of) for s in basket.symbols]
                made = baskets.equal_weight(basket, [self.series(s, basis) for s in then])
            else:
                made = self._line(symbol, basis)
            self._series[symbol, basis] = made
        return self._series[symbol, basis]

    def instrument(self, symbol: str) -> str:
        """The permanent id that `symbol` means as of the panel's date, else the one it means today."""
        listed = self.catalog.find(symbol, self.as_of) or self.catalog.lookup(symbol)
        return listed.id if listed else self.catalog.instrument_id(symbol, self.as_of)

    def _line(self, symbol: str, basis: Basis) -> Series:
        instrument = self.instrument(symbol)
        if basis == "pr":
            return self._price(symbol, instrument)
        lines = self._by_dataset("returns", instrument)
        acted = self._acted(instrument) if self._acting else {}
        best = min({*lines, *acted}, key=self.rank, default="")
        if best in acted:  # a vendor's adjusted closes stand back behind its own raw ones
            return self._adjusted(symbol, basis, *acted[best])
        if best:
            rows = adjusted.newest_part(lines[best])
            return adjusted.chained(symbol, rows, self._source(rows, f"returns of {symbol}"))
        raw = any(adjusted.traded(rows) for rows in self._by_dataset("bars", instrument).values())
        why = f"no total-return series for {symbol} by {self.as_of}"
        return _empty(
            symbol, basis, why + (": closes as traded, no dividends on file" if raw else "")
        )

    def _price(self, symbol: str, instrument: str) -> Series:
        bars = self._by_dataset("bars", instrument)
        prices = {
            name: adjusted.traded(rows) or adjusted.plain(rows) for name, rows in bars.items()
        }
        best = min(
            (n for n, rows in prices.items() if len(rows["date"])), key=self.rank, default=""
        )
        if best:
            raw = adjusted.traded(bars[best]) is not None
            actions = self._actions(best, instrument) if raw else None
            return self._adjusted(symbol, "pr", prices[best], actions)
        if bars:
            why = f"the closes on file for {symbol} are dividend-adjusted: not a price series"
        else:
            why = f"no price series for {symbol} by {self.as_of}"
        return _empty(symbol, "pr", why)

    def _adjusted(self, symbol: str, basis: Basis, bars: Rows, actions: Rows | None) -> Series:
        source = self._source(bars, f"closes of {symbol}")
        return adjusted.series_of(symbol, basis, bars, actions, source)

    @property
    def _acting(self) -> set[str]:
        """Datasets of which any action was known: that they name none for a line means there is none.

        Before a dataset's first action, and for one whose lines never had any, there is no total return:
        that its actions were asked for has no date in the ledger, and would change what was said before.
        """
        if self._actors is None:
            self._actors = {dataset for dataset, _ in self._known("actions")}
        return self._actors

    def _acted(self, instrument: str) -> dict[str, tuple[Rows, Rows]]:
        """Raw bars of each dataset with the actions that go with them; bars without are left out."""
        found = {}
        for name, rows in self._by_dataset("bars", instrument).items():
            raw = adjusted.traded(rows)
            actions = self._actions(name, instrument) if raw is not None else None
            if raw is not None and actions is not None:
                found[name] = raw, actions
        return found

    def _actions(self, dataset: str, instrument: str) -> Rows | None:
        """The dataset's own actions of the line; else the best other one's; else none, or None.

        None, not none, where the dataset announces no actions at all: then silence says nothing.
        """
        named = self._by_dataset("actions", instrument)
        chosen = dataset if dataset in named else min(named, key=self.rank, default="")
        if chosen:
            return adjusted.in_force(named[chosen], self.as_of)
        return adjusted.NO_ACTIONS if dataset in self._acting else None

    def _by_dataset(self, table: str, name: str) -> dict[str, Rows]:
        """The newest known version of a line's rows, each dataset's apart."""
        rows = self.backend.rows(table, [name]).get(name)
        if rows is None:
            return {}
        key = TABLES[table].key[2:]
        return adjusted.by_dataset(as_known(rows, ("dataset", *key), self.as_of))

    def rank(self, dataset: str) -> tuple[int, str]:
        """Where a dataset stands among those that hold a line: the lowest is taken, whole."""
        known = self.backend.datasets().get(dataset)
        return known.precedence if known else LAST_PRECEDENCE, str(dataset)

    def _source(self, rows: Rows, what: str) -> Source:
        name = str(rows["dataset"][0])
        dataset = self.backend.datasets().get(name)
        first, last = rows["date"][0].item(), rows["date"][-1].item()
        return Source(name, what, first, last, len(rows["date"]), dataset.note if dataset else "")

    # ---------------------------------------------------------------- roles and pairs

    def role(self, name: str, basis: Basis = "tr") -> Series:
        """The best series on file for a role, with its stand-in spliced on before it where declared."""
        entries = self.catalog.role(name)
        for entry in entries:
            series = self._allowed(entry, basis)
            if not len(series):
                continue
            if entry.splice:
                series = baskets.splice(series, self.series(entry.splice, basis))
            note = "; ".join(text for text in (series.note, entry.note) if text)
            return replace(series, proxy=series.proxy or entry.proxy, note=note)
        tried = ", ".join(entry.symbol for entry in entries)
        return _empty(name, basis, f"no {_word(basis)} series on file for {name} ({tried})")

    def _allowed(self, entry: RoleEntry, basis: Basis) -> Series:
        series = self.series(entry.symbol, basis)
        low, high = np.datetime64(entry.first), np.datetime64(entry.last)
        kept = (series.days >= low) & (series.days <= high)
        if kept.all():
            return series
        return replace(series, days=series.days[kept], levels=series.levels[kept])

    def pair(self, name: str) -> PairSeries:
        """A catalogued pair on total return, on the days both legs have."""
        if name not in self._pairs:
            spec = self.catalog.pair(name)
            legs = self._legs(spec.numerator, spec.denominator)
            made = _join(name, *legs, spec.sign, spec.monthly)
            note = "; ".join(t for t in (spec.note, legs[0].note, legs[1].note) if t)
            self._pairs[name] = replace(made, note=note)
        return self._pairs[name]

    def _legs(self, top: str, bottom: str) -> tuple[Series, Series]:
        """Both roles; empty where one is played by half of a group and the other not by its partner."""
        legs = self.role(top), self.role(bottom)
        for entry in self.catalog.role(top):
            alone = entry.partner and entry.symbol == legs[0].symbol
            if alone and entry.partner != legs[1].symbol:
                first = self.catalog.role(top)[0].symbol
                why = f"{first} is not on file; its stand-in is compared with its own counterpart only"
                return _empty(top, "tr", why), legs[1]
        return legs

    def ratio(self, numerator: str, denominator: str, basis: Basis = "tr") -> PairSeries:
        """Any two symbols or baskets on one basis."""
        legs = self.series(numerator, basis), self.series(denominator, basis)
        return _join(f"{numerator}/{denominator}", *legs, 1, False)

    # ---------------------------------------------------------------- funds, macro, members

    def holdings(self, fund: str) -> tuple[FundFile, ...]:
        """Every dated file of a fund as known, oldest first."""
        rows = self.backend.rows("holdings", [fund]).get(fund)
        if rows is None:
            return ()
        rows = as_known(rows, ("dataset", "date", "line"), self.as_of)
        return tuple(self._file(fund, rows, day) for day in np.unique(_days(rows)))

    def _file(self, fund: str, rows: Rows, day: np.datetime64[date]) -> FundFile:
        chosen = rows["date"] == day
        chosen &= rows["dataset"] == min(np.unique(rows["dataset"][chosen]), key=self.rank)
        lines = {name: column[chosen] for name, column in rows.items()}
        symbols = tuple(str(s) for s in lines["symbol"])
        return FundFile(
            fund, day.item(), lines["known_at"].max().item(), symbols,
            tuple(self.catalog.issuer(s) for s in symbols), _floats(lines["weight"]),
            np.asarray(lines["kind"] == "equity"), self._source(lines, f"holdings of {fund}"),
        )  # fmt: skip

    def funds(self) -> tuple[str, ...]:
        """Funds with a holdings file known by `as_of`."""
        return self.ids("holdings")

    def macro(self, name: str) -> MacroSeries:
        """A macro series as known: per period the newest value a reader could have had."""
        lines = self._by_dataset("macro", name)
        rows = lines.get(min(lines, key=self.rank, default=""))
        if rows is None:
            none = _days_of(())
            return MacroSeries(name, none, _floats(np.empty(0)), none, "", False, None)
        return MacroSeries(
            name,
            _days(rows),
            _floats(rows["value"]),
            np.asarray(rows["known_at"], dtype="datetime64[D]"),
            str(rows["unit"][-1]),
            bool(np.any(rows["assumed"])),
            self._source(rows, name),
        )

    def dated(self, table: str, name: str) -> Rows:
        """One id's rows of any table as known (events, earnings, news, actions ...); may be empty."""
        rows = self.backend.rows(table, [name]).get(name, {})
        return as_known(rows, ("dataset", *TABLES[table].key[2:]), self.as_of) if rows else {}

    def membership(self, index: str) -> tuple[tuple[str, date, date | None], ...]:
        """(symbol, first day, last day or None) of an index as known."""
        rows = self.backend.rows("members", [index]).get(index)
        if rows is None:
            return ()
        rows = as_known(rows, ("dataset", "symbol", "date"), self.as_of)
        ends = (None if np.isnat(day) else day.item() for day in rows["last"])
        return tuple(
            (str(s), d.item(), e)
            for s, d, e in zip(rows["symbol"], rows["date"], ends, strict=True)
        )


def _word(basis: Basis) -> str:
    return "total-return" if basis == "tr" else "price"


def _days(rows: Rows) -> Days:
    return np.asarray(read_only(np.asarray(rows["date"], dtype="datetime64[D]")))


def _days_of(days: Iterable[date]) -> Days:
    return np.asarray(list(days), dtype="datetime64[D]")


def _floats(values: object) -> NDArray[np.float64]:
    return np.asarray(read_only(np.array(values, dtype=np.float64)))


def _empty(symbol: str, basis: Basis, missing: str) -> Series:
    return Series(symbol, basis, _days_of(()), np.empty(0), (), missing=missing)


def _join(name: str, top: Series, bottom: Series, sign: int, monthly: bool) -> PairSeries:
    days, a, b = np.intersect1d(top.days, bottom.days, assume_unique=True, return_indices=True)
    log_ratio = np.log(top.levels[a]) - np.log(bottom.levels[b])
    label = f"{top.symbol} / {bottom.symbol}"
    missing = "" if len(days) else (top.missing or bottom.missing or f"{label}: no common day")
    return PairSeries(
        name, label, days, _floats(log_ratio), top, bottom, sign, monthly, "", missing
    )
