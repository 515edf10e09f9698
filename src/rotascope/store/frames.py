"""Frames at the store's edge: the last check before rows are kept, their order, their columns back.

The gate in `ingest` refuses bad rows one by one and says why; what is refused here is a bug before
this line, so nothing is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rotascope.errors import BadArgument, IntegrityError
from rotascope.store.keys import Keys, packed
from rotascope.store.tables import TABLES, Table

__all__ = ["Columns", "FirstKnown", "Split", "checked", "first_known", "ordered", "table_named"]

Columns = Mapping[str, NDArray[np.generic]]
FirstKnown = Mapping[tuple[str, str], date]


def table_named(name: str) -> Table:
    """The table; raises BadArgument for a name that is none."""
    if name not in TABLES:
        raise BadArgument(f"no table '{name}'", "one of " + ", ".join(TABLES))
    return TABLES[name]


def checked(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame itself, once its columns, types and values are what the table holds.

    Raises IntegrityError on another schema, on a null in a required column and on NaN or infinity
    anywhere: missing numbers are null in the store.
    """
    if frame.schema != table.schema:
        wrong = [
            f"{name}: {frame.schema.get(name, 'absent')}"
            for name in {**table.columns, **frame.schema}
            if frame.schema.get(name) != table.schema.get(name)
        ]
        what = "; ".join(wrong) or "the columns are in another order"
        raise IntegrityError(
            f"rows for '{table.name}' have a wrong shape: {what}", f"{table.schema}"
        )
    bad = frame.select(
        *(pl.col(name).null_count().alias(f"{name} null") for name in table.required),
        *(
            (~pl.col(name).is_finite()).sum().alias(f"{name} not finite")
            for name, kind in table.columns.items()
            if kind == pl.Float64
        ),
    )
    found = [f"{count} x {what}" for what, count in bad.row(0, named=True).items() if count]
    if found:
        raise IntegrityError(
            f"rows for '{table.name}' hold values that may not be kept: {', '.join(found)}",
            "finite numbers, and no null in " + ", ".join(table.required),
            "importing through `rotascope import`, which holds such rows back and says why",
        )
    return frame


def first_known(table: Table, rows: pl.LazyFrame) -> pl.LazyFrame:
    """(dataset, id, day its first row became known) of a table's rows, by dataset and id."""
    names = table.key[:2]
    return rows.group_by(names).agg(pl.col("known_at").min()).sort(names)


def _sorted(frame: pl.DataFrame, names: Sequence[str]) -> tuple[pl.DataFrame, Keys]:
    """Rows by these columns, rows equal in all of them in the order they came; and their keys."""
    keys = packed([frame.get_column(name) for name in names])
    if len(keys) < 2 or (keys[1:] >= keys[:-1]).all():
        return frame, keys
    by_key = pl.DataFrame({"key": keys}).select(pl.arg_sort_by("key", maintain_order=True))
    order = by_key.to_series()
    return frame[order], keys[order.to_numpy()]


def ordered(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """Rows by (key, known_at); rows equal in both keep their order."""
    return _sorted(frame, (*table.key, "known_at"))[0]


def _column(series: pl.Series) -> NDArray[np.generic]:
    """One read-only array: numbers float64 with NaN for null, days datetime64[D], text as objects."""
    if series.dtype == pl.Date:
        made = series.to_numpy().astype("datetime64[D]")
    elif series.dtype == pl.String:
        words = series.unique().drop_nulls()
        spelled = np.empty(len(words) + 1, dtype=np.object_)  # the last, None, stands for null
        spelled[:-1] = words.to_list()
        codes = series.cast(pl.Enum(words)).to_physical().cast(pl.Int64)
        made = spelled[codes.fill_null(len(words)).to_numpy()]
    elif series.dtype == pl.Boolean:
        made = series.to_numpy()
    else:
        made = series.cast(pl.Float64).to_numpy()
    made = np.ascontiguousarray(made)
    if made.flags.writeable:
        made.flags.writeable = False
    return made


class Split:
    """A table's rows by id; the arrays are made when first asked for, ids share them as views."""

    def __init__(self, table: Table, frame: pl.DataFrame) -> None:
        """`frame` has the table's columns, in any order, later commits after earlier ones."""
        names = (table.key[1], *(n for n in (*table.key, "known_at") if n != table.key[1]))
        rows, keys = _sorted(frame, names)
        # Of rows equal in key and known_at the later commit is the one that holds.
        last = np.append(keys[1:] != keys[:-1], True)[: len(rows)]
        self._rows = rows if last.all() else rows.filter(pl.Series(last))
        ids = self._rows.get_column(table.key[1])
        starts = ids.rle().struct.unnest() if len(ids) else None
        self._at: dict[str, tuple[int, int]] = {}
        if starts is not None:
            lengths = starts.get_column("len").to_numpy().astype(np.int64)
            firsts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
            values = starts.get_column("value").to_list()
            for name, first, length in zip(values, firsts.tolist(), lengths.tolist(), strict=True):
                self._at[name] = (first, length)
        self._columns: dict[str, NDArray[np.generic]] = {}
        self._made: dict[str, Columns] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids with rows, ascending."""
        return tuple(self._at)

    def get(self, name: str) -> Columns | None:
        """An id's columns of equal length by (dataset, rest of the key, known_at); None without rows."""
        if name not in self._made:
            if name not in self._at:
                return None
            if not self._columns:
                self._columns = {c.name: _column(c) for c in self._rows.get_columns()}
            low, length = self._at[name]
            self._made[name] = {key: v[low : low + length] for key, v in self._columns.items()}
        return self._made[name]
