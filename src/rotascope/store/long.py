"""Every stored one-session return in one pass, as integer-coded columns for dense matrices."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rotascope.store.keys import Keys, packed, words_and_codes

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


def coded(frame: pl.DataFrame) -> LongReturns:
    """From dataset, instrument, date, known_at, tr in the order of the commits.

    Of rows equal in key and known_at only the last stays.
    """
    datasets, sources = words_and_codes(frame.get_column("dataset"))
    instruments, codes = words_and_codes(frame.get_column("instrument"))
    days, known = frame.get_column("date"), frame.get_column("known_at")
    rows = _kept(packed([sources, codes, days, known]))
    tr = frame.get_column("tr").cast(pl.Float32)
    return LongReturns(
        _taken(codes.to_numpy().astype(np.int32), rows),
        _taken(_days(days), rows),
        _taken(_days(known), rows),
        _taken(tr.to_numpy(), rows),
        _taken(sources.to_numpy().astype(np.int32), rows),
        instruments.to_list(),
        datasets.to_list(),
    )


def _taken(values: NDArray[Any], rows: NDArray[np.int64] | None) -> NDArray[Any]:
    return values if rows is None else values[rows]


def _kept(keys: Keys) -> NDArray[np.int64] | None:
    """Positions of the rows to take, in order; None if that is every row as it stands."""
    if (keys[1:] > keys[:-1]).all():
        return None
    # Commits are sorted runs, which numpy's stable sort merges rather than sorts.
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    return np.asarray(order[np.append(ranked[1:] != ranked[:-1], True)])


def _days(column: pl.Series) -> Days:
    return column.to_physical().to_numpy().astype(np.int64).view("datetime64[D]")
