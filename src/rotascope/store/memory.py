"""Frames in memory as a Panel's rows: for the laws, the planted world and what-if questions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

import polars as pl

from rotascope.store.derived import with_derived
from rotascope.store.fetches import Fetched
from rotascope.store.frames import (
    Columns,
    FirstKnown,
    Split,
    checked,
    first_known,
    table_named,
)
from rotascope.store.long import LongReturns, coded
from rotascope.store.spans import Span, spans_of
from rotascope.store.tables import RECORDED, Dataset

__all__ = ["MemoryBackend"]


class MemoryBackend:
    """The same rows for any number of Panels: split once, arrays shared and read-only.

    Frames follow the tables' schemas; columns that may be null can be left out. Raises
    IntegrityError for rows that the store would refuse. Nothing is kept on disk.
    """

    def __init__(
        self,
        frames: Mapping[str, pl.DataFrame],
        datasets: Mapping[str, Dataset] | Iterable[Dataset] = (),
    ) -> None:
        self.cache_folder: Path | None = None
        self._frames = {name: _whole(name, frame) for name, frame in frames.items()}
        self._splits: dict[str, Split] = {}
        listed = datasets.values() if isinstance(datasets, Mapping) else datasets
        self._datasets = {dataset.name: dataset for dataset in listed}
        self._long: LongReturns | None = None
        self._first: dict[str, FirstKnown] = {}

    @property
    def frames(self) -> Mapping[str, pl.DataFrame]:
        """The rows as given, with every column of their table."""
        return self._frames

    def rows(self, table: str, ids: Sequence[str]) -> Mapping[str, Columns]:
        """Every version of the rows of `ids`, by (dataset, rest of the key, known_at); absent without."""
        split = self._split(table)
        found = {name: split.get(name) for name in ids}
        return {name: rows for name, rows in found.items() if rows is not None}

    def ids(self, table: str) -> Sequence[str]:
        """Every id the table holds, ascending."""
        return self._split(table).ids

    def first_known(self, table: str) -> FirstKnown:
        """Per (dataset, id) the day on which the first of its rows became known."""
        if table not in self._first:
            found = first_known(table_named(table), self._frame(table).lazy()).collect()
            self._first[table] = {(dataset, name): day for dataset, name, day in found.iter_rows()}
        return self._first[table]

    def datasets(self) -> Mapping[str, Dataset]:
        """The datasets as given."""
        return self._datasets

    def fingerprint(self) -> str:
        """A digest of every frame's content but recorded readings, in its order, and of the datasets."""
        return self._fingerprint

    def fetched(self) -> tuple[Fetched, ...]:
        """Nothing was fetched."""
        return ()

    def long_returns(self) -> LongReturns:
        """Every return by (dataset, instrument, date, known_at), with those of raw bars and actions."""
        if self._long is None:
            returns, bars, actions = (self._frame(n) for n in ("returns", "bars", "actions"))
            self._long = coded(with_derived(returns, bars, actions, self._datasets))
        return self._long

    def spans(self, table: str, as_of: date) -> tuple[Span, ...]:
        """Per dataset of a table, what is known by `as_of`."""
        found = spans_of(table, self._frame(table).lazy(), as_of).collect()
        return tuple(Span(*row) for row in found.iter_rows())

    def held(self, table: str, names: Sequence[str]) -> Mapping[str, int]:
        """Nothing was held back."""
        return {}

    def _frame(self, table: str) -> pl.DataFrame:
        spec = table_named(table)
        return self._frames[table] if table in self._frames else pl.DataFrame(schema=spec.schema)

    def _split(self, table: str) -> Split:
        if table not in self._splits:
            self._splits[table] = Split(table_named(table), self._frame(table))
        return self._splits[table]

    @cached_property
    def _fingerprint(self) -> str:
        digest = hashlib.sha256()
        for name in sorted(self._frames.keys() - RECORDED):
            rows = self._frames[name].hash_rows(seed=0).to_numpy()
            digest.update(name.encode() + rows.tobytes())
        for name in sorted(self._datasets):
            digest.update(f"{self._datasets[name]}\n".encode())
        return digest.hexdigest()[:16]


def _whole(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    table = table_named(name)
    absent = [
        pl.lit(None, dtype=kind).alias(column)
        for column, kind in table.columns.items()
        if column not in frame.columns and column not in table.required
    ]
    filled = frame.with_columns(absent)
    known = [column for column in table.columns if column in filled.columns]
    strangers = [column for column in filled.columns if column not in table.columns]
    return checked(table, filled.select(*known, *strangers))
