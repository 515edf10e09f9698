"""Sort keys as single whole numbers: several times faster to sort and compare than their columns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

__all__ = ["Keys", "packed", "words_and_codes"]

Keys = NDArray[np.int64]
LIMIT = 2**62


def words_and_codes(column: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Distinct words of a text column without nulls, ascending, and codes (n,) into them."""
    words = column.unique().sort()
    return words, column.cast(pl.Enum(words)).to_physical()


def _numbers(column: pl.Series) -> Keys:
    """Whole numbers (n,), from 0, that sort like the column; it holds no null."""
    if column.dtype == pl.String:
        return words_and_codes(column)[1].cast(pl.Int64).to_numpy()
    if column.dtype == pl.Float64:
        return np.unique(column.to_numpy(), return_inverse=True)[1].astype(np.int64)
    numbers = column.to_physical().cast(pl.Int64).to_numpy()
    return np.asarray(numbers - numbers.min())


def packed(columns: Sequence[pl.Series]) -> Keys:
    """One whole number a row (n,) that sorts, and is equal, like the columns taken in order."""
    key = np.zeros(len(columns[0]), dtype=np.int64)
    size = 1
    for column in columns if len(key) else ():
        part = _numbers(column)
        span = int(part.max()) + 1
        if size * span >= LIMIT:  # the rank among the rows there are is always small enough
            ranks = np.unique(key, return_inverse=True)[1]
            key, size = ranks.astype(np.int64), len(key)
        key = key * span + part
        size *= span
    return key
