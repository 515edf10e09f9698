"""Every stored one-session return in one pass, as integer-coded columns for dense matrices."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

__all__ = ["LongReturns", "coded"]

Codes = NDArray[np.int32]
Days = NDArray[np.datetime64]


class LongReturns(NamedTuple):
    """Columns (n,) by (dataset, instrument, date, known_at); `tr` a fraction, NaN on anchor rows.

    `codes` count into `instruments` and `sources` into `datasets`, both ascending.
    """

    codes: Codes
    days: Days
    known_at: Days
    tr: NDArray[np.float32]
    sources: Codes
    instruments: list[str]
    datasets: list[str]


def _codes(column: pl.Series) -> tuple[Codes, list[str]]:
    """Integer codes (n,) into the ascending list of the column's distinct words."""
    words = column.unique().sort()
    codes = column.cast(pl.Enum(words)).to_physical().to_numpy()
    return codes.astype(np.int32), words.to_list()


def _numbers(column: pl.Series) -> NDArray[np.int32]:
    return column.to_physical().to_numpy()


def coded(frame: pl.DataFrame) -> LongReturns:
    """From dataset, instrument, date, known_at, tr in the order of the commits.

    Of rows equal in key and known_at only the last stays.
    """
    codes, names = _codes(frame.get_column("instrument"))
    sources, datasets = _codes(frame.get_column("dataset"))
    days, known = _numbers(frame.get_column("date")), _numbers(frame.get_column("known_at"))
    tr = frame.get_column("tr").cast(pl.Float32).to_numpy()
    columns = [codes, days, known, tr, sources]
    if len(codes):
        key = _key(sources, codes, days, known)
        columns = _arranged(columns, key)
    codes, days, known, tr, sources = columns
    return LongReturns(codes, _days(days), _days(known), tr, sources, names, datasets)


def _key(
    sources: Codes, codes: Codes, days: NDArray[np.int32], known: NDArray[np.int32]
) -> NDArray[np.int64]:
    """The four columns as one whole number that sorts like them."""
    key = sources.astype(np.int64)
    for column in (codes, days, known):
        low, high = int(column.min()), int(column.max())
        key *= high - low + 1
        key += column
        key -= low
    return key


def _arranged(
    columns: list[NDArray[np.generic]], key: NDArray[np.int64]
) -> list[NDArray[np.generic]]:
    step = np.diff(key)
    if (step > 0).all():  # one import, already sorted: nothing to move
        return columns
    # Commits are sorted runs, which a stable sort merges rather than sorts.
    order = np.argsort(key, kind="stable")
    last = np.ones(len(key), dtype=bool)
    last[:-1] = np.diff(key[order]) > 0
    order = order[last]
    return [column[order] for column in columns]


def _days(numbers: NDArray[np.generic]) -> Days:
    return numbers.astype(np.int64).view("datetime64[D]")
