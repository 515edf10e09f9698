"""What a Panel reads from a store: rows by id as arrays, made once and shared."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from rotascope import catalog
from rotascope.caches import cached
from rotascope.store.derived import with_derived
from rotascope.store.fetches import Fetched, fetched
from rotascope.store.frames import Columns, FirstKnown, Split, first_known, table_named
from rotascope.store.long import LongReturns, coded
from rotascope.store.market import Market
from rotascope.store.quarantine import counted
from rotascope.store.spans import Span, spans_of
from rotascope.store.tables import JUDGED, RECORDED, Dataset

__all__ = ["StoreBackend"]

WHOLE_ROWS = 1_000_000  # tables up to this size are read whole, larger ones by id
CATALOGUED = ("returns", "bars")


class StoreBackend:
    """Rows of one store, as of the moment it was opened. `cache_folder` holds derived arrays."""

    def __init__(self, market: Market) -> None:
        self.market = market
        self.cache_folder: Path | None = market.root / "cache"
        self._version = market.fingerprint()
        self._whole: dict[str, Split] = {}
        self._parts: dict[str, dict[str, Columns | None]] = {}
        self._first: dict[str, FirstKnown] = {}
        self._lazy: dict[str, pl.LazyFrame] = {}

    def rows(self, table: str, ids: Sequence[str]) -> Mapping[str, Columns]:
        """Every version of the rows of `ids`, by (dataset, rest of the key, known_at); absent without.

        The first question about returns or bars reads every catalogued instrument in one scan.
        """
        if self._is_small(table):
            split = self._split(table)
            found = {name: split.get(name) for name in ids}
        else:
            parts = self._parts.setdefault(table, {})
            missing = {name for name in ids if name not in parts}
            if missing:
                self._load(table, missing, parts)
            found = {name: parts[name] for name in ids}
        return {name: rows for name, rows in found.items() if rows is not None}

    def ids(self, table: str) -> Sequence[str]:
        """Every id the table holds, ascending."""
        return tuple(sorted({name for _, name in self.first_known(table)}))

    def first_known(self, table: str) -> FirstKnown:
        """Per (dataset, id) the day on which the first of its rows became known.

        Kept beside the store, for in a large table it takes a pass over the columns.
        """
        if table not in self._first:
            # The fingerprint says nothing of recorded readings and scores; their own version does.
            state = f"{self._version}|{table}"
            if table in (*RECORDED, JUDGED[0]):
                state += f"|{self.market.version(table)}"
            path = self.market.root / "cache" / f"ids-{_short(state)}.json"
            self._first[table] = _kept(path) or self._find_first_known(table, path)
        return self._first[table]

    def datasets(self) -> Mapping[str, Dataset]:
        """The declared datasets."""
        return self.market.datasets()

    def fingerprint(self) -> str:
        """Changes with any table version or dataset standing."""
        return self._version

    def fetched(self) -> tuple[Fetched, ...]:
        """The newest answer to every request that was ever asked of a network source."""
        return fetched(self.market.state)

    def long_returns(self) -> LongReturns:
        """Every return by (dataset, instrument, date, known_at), with those of raw bars and actions."""
        wanted = ("dataset", "instrument", "date", "known_at")
        tr = pl.col("tr").cast(pl.Float32)
        returns = self.market.collect(self._scan("returns").select(*wanted, tr))
        if not self.market.commits("actions"):
            return coded(returns)
        raw = self._scan("bars").filter(pl.col("basis") == "raw")
        bars = self.market.collect(raw.select(*wanted, "close", "basis"))
        actions = self.market.collect(self._scan("actions"))
        return coded(with_derived(returns, bars, actions, self.datasets()))

    def spans(self, table: str, as_of: date) -> tuple[Span, ...]:
        """Per dataset of a table, what is known by `as_of`."""
        found = self.market.collect(spans_of(table_named(table).name, self._scan(table), as_of))
        return tuple(Span(*row) for row in found.iter_rows())

    def held(self, table: str, names: Sequence[str]) -> Mapping[str, int]:
        """Rows in quarantine whose key names one of `names` (none: every row), by dataset."""
        rows = counted(self.market.state, table, names)
        found: Counter[str] = Counter()
        for batch in self.market.batches() if rows else ():
            found[batch.dataset] += rows.get(batch.id, 0)
        return +found

    # ---------------------------------------------------------------- reading

    def _is_small(self, table: str) -> bool:
        return sum(commit.rows for commit in self.market.commits(table)) <= WHOLE_ROWS

    def _scan(self, table: str) -> pl.LazyFrame:
        if table not in self._lazy:
            self._lazy[table] = self.market.scan(table)
        return self._lazy[table]

    def _split(self, table: str) -> Split:
        if table not in self._whole:
            frame = self.market.collect(self._scan(table))
            self._whole[table] = Split(table_named(table), frame)
        return self._whole[table]

    def _load(self, table: str, missing: set[str], parts: dict[str, Columns | None]) -> None:
        wanted = set(missing)
        if not parts and table in CATALOGUED:
            wanted |= {instrument.id for instrument in catalog.load().instruments}
        spec = table_named(table)
        lazy = self._scan(table).filter(pl.col(spec.key[1]).is_in(sorted(wanted)))
        split = Split(spec, self.market.collect(lazy))
        parts |= {name: split.get(name) for name in wanted}

    def _find_first_known(self, table: str, path: Path) -> FirstKnown:
        found = self.market.collect(first_known(table_named(table), self._scan(table)))
        rows = [(dataset, name, day.toordinal()) for dataset, name, day in found.iter_rows()]
        told = {"digest": _short(path.name + json.dumps(rows)), "ids": rows}
        cached(path, lambda partial: partial.write_text(json.dumps(told), encoding="utf-8"))
        return {(dataset, name): date.fromordinal(day) for dataset, name, day in rows}


def _kept(path: Path) -> FirstKnown:
    """What `_find_first_known` wrote; empty if it is not there or was edited."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["digest"] == _short(path.name + json.dumps(told["ids"])):
            return {(dataset, name): date.fromordinal(day) for dataset, name, day in told["ids"]}
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return {}


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20]
