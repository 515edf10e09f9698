"""What was known on a date: the only reader below the desk.

`Panel(backend, as_of)` shows rows with `known_at <= as_of` and, per key, the newest of them.
Nothing else can be reached through it, so a signal that only sees a Panel cannot look ahead
through the data; the laws in `tests/laws` prove that it does not look ahead through arithmetic
either.

Total return and price are kept apart: a pair takes both legs on one basis or does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from rotascope import baskets
from rotascope.catalog import Catalog, RoleEntry, load
from rotascope.series import FundFile, MacroSeries, PairSeries, Series, read_only
from rotascope.sessions import Days, all_sessions
from rotascope.store.tables import TABLES, Dataset
from rotascope.terms import Basis, Source

__all__ = ["Backend", "Panel", "Rows", "as_known"]

Rows = Mapping[str, NDArray[np.generic]]
PRICE_BASES = ("split", "index")
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


def as_known(rows: Rows, key: Sequence[str], as_of: date) -> Rows:
    """Rows with known_at <= as_of, newest version per key; input sorted by key, then known_at."""
    seen = rows["known_at"] <= np.datetime64(as_of)
    cut = {name: column[seen] for name, column in rows.items()}
    n = len(cut["known_at"])
    if n < 2:
        return cut
    last = np.zeros(n, dtype=bool)
    last[-1] = True
    for name in key:
        last[:-1] |= cut[name][1:] != cut[name][:-1]
    return cut if last.all() else {name: column[last] for name, column in cut.items()}


class Panel:
    """The market as known after the close of `as_of`. Cheap to make; every array is read-only."""

    def __init__(self, backend: Backend, as_of: date, catalog: Catalog | None = None) -> None:
        self.as_of = as_of
        self.backend = backend
        self.catalog = catalog or load()
        self._series: dict[tuple[str, Basis], Series] = {}
        self._pairs: dict[str, PairSeries] = {}
        self._ids: dict[str, tuple[str, ...]] = {}

    # ---------------------------------------------------------------- what there is

    def ids(self, table: str) -> tuple[str, ...]:
        """Ids of a table with a row known by `as_of`, ascending: what is listed later is not there."""
        if table not in self._ids:
            self._ids[table] = tuple(sorted({name for _, name in self._known(table)}))
        return self._ids[table]

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
                made = baskets.equal_weight(basket, [self.series(s, basis) for s in basket.symbols])
            else:
                made = self._line(symbol, basis)
            self._series[symbol, basis] = made
        return self._series[symbol, basis]

    def instrument(self, symbol: str) -> str:
        """The permanent id that `symbol` means as of the panel's date, else the one it means today."""
        listed = self.catalog.find(symbol, self.as_of) or self.catalog.lookup(symbol)
        return listed.id if listed else self.catalog.instrument_id(symbol, self.as_of)

    def _line(self, symbol: str, basis: Basis) -> Series:
        table = "returns" if basis == "tr" else "bars"
        instrument = self.instrument(symbol)
        rows = self.backend.rows(table, [instrument]).get(instrument)
        if rows is not None:
            rows = self._best_dataset(as_known(rows, ("dataset", "date"), self.as_of))
        if rows is None or not len(rows["date"]):
            return _empty(symbol, basis, f"no {_word(basis)} series for {symbol} by {self.as_of}")
        return self._returns(symbol, rows) if basis == "tr" else self._prices(symbol, rows)

    def _best_dataset(self, rows: Rows) -> Rows:
        held = rows["dataset"]
        if not len(held) or held[0] == held[-1]:  # sorted by dataset first: one, without a sort
            return rows
        best = min(np.unique(held), key=self.rank)
        chosen = rows["dataset"] == best
        return {name: column[chosen] for name, column in rows.items()}

    def rank(self, dataset: str) -> tuple[int, str]:
        """Where a dataset stands among those that hold a line: the lowest is taken, whole."""
        known = self.backend.datasets().get(dataset)
        return known.precedence if known else LAST_PRECEDENCE, str(dataset)

    def _source(self, rows: Rows, what: str) -> Source:
        name = str(rows["dataset"][0])
        dataset = self.backend.datasets().get(name)
        first, last = rows["date"][0].item(), rows["date"][-1].item()
        return Source(name, what, first, last, len(rows["date"]), dataset.note if dataset else "")

    def _returns(self, symbol: str, rows: Rows) -> Series:
        # A line begins at its newest anchor: history imported later connects from that day on only.
        anchored = np.flatnonzero(np.isfinite(np.asarray(rows["anchor"], dtype=np.float64)))
        if len(anchored) > 1:
            rows = {name: column[anchored[-1] :] for name, column in rows.items()}
        growth = 1.0 + np.nan_to_num(np.asarray(rows["tr"], dtype=np.float64), nan=0.0)
        anchor = np.asarray(rows["anchor"], dtype=np.float64)
        start = anchor[0] if np.isfinite(anchor[0]) else 100.0
        levels = start * np.cumprod(growth)
        source = self._source(rows, f"returns of {symbol}")
        return Series(symbol, "tr", _days(rows), _floats(levels), (source,))

    def _prices(self, symbol: str, rows: Rows) -> Series:
        plain = np.isin(rows["basis"], PRICE_BASES)
        if not plain.all():
            rows = {name: column[plain] for name, column in rows.items()}
        if not len(rows["date"]):
            why = f"the closes on file for {symbol} are dividend-adjusted: not a price series"
            return _empty(symbol, "pr", why)
        source = self._source(rows, f"closes of {symbol}")
        return Series(symbol, "pr", _days(rows), _floats(rows["close"]), (source,))

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
                why = f"{first} is not on file, and {entry.symbol} is set against {entry.partner} only"
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
        lines = {name: column[rows["date"] == day] for name, column in rows.items()}
        symbols = tuple(str(s) for s in lines["symbol"])
        return FundFile(
            fund,
            day.item(),
            lines["known_at"].max().item(),
            symbols,
            tuple(self.catalog.issuer(s) for s in symbols),
            _floats(lines["weight"]),
            np.asarray(lines["kind"] == "equity"),
            self._source(lines, f"holdings of {fund}"),
        )

    def funds(self) -> tuple[str, ...]:
        """Funds with a holdings file known by `as_of`."""
        return self.ids("holdings")

    def macro(self, name: str) -> MacroSeries:
        """A macro series as known: per period the newest value a reader could have had."""
        rows = self.backend.rows("macro", [name]).get(name)
        if rows is not None:
            rows = self._best_dataset(as_known(rows, ("dataset", "date"), self.as_of))
        if rows is None or not len(rows["date"]):
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

    def dated(self, table: Literal["events", "earnings"], name: str) -> Rows:
        """An entity's events or a symbol's earnings as known, past and scheduled; may be empty."""
        rows = self.backend.rows(table, [name]).get(name, {})
        key = ("kind", "date") if table == "events" else ("date", "fiscal")
        return as_known(rows, ("dataset", *key), self.as_of) if rows else {}

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
