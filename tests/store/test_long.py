from __future__ import annotations

import numpy as np
import polars as pl

from rotascope.store.long import coded
from tests.store.invented import made_rows


def test_rows_come_by_dataset_instrument_date_known_at_as_codes() -> None:
    frame = pl.concat([made_rows(dataset="z"), made_rows(dataset="a")]).sample(
        fraction=1, shuffle=True, seed=3
    )
    long = coded(frame)
    expected = frame.sort("dataset", "instrument", "date", "known_at")
    assert [long.instruments[i] for i in long.codes] == expected["instrument"].to_list()
    assert [long.datasets[i] for i in long.sources] == expected["dataset"].to_list()
    np.testing.assert_array_equal(long.days, expected["date"].to_numpy())
    np.testing.assert_array_equal(long.tr, expected["tr"].to_numpy().astype(np.float32))
    assert (long.codes.dtype, long.tr.dtype, long.days.dtype) == (
        np.dtype(np.int32),
        np.dtype(np.float32),
        np.dtype("datetime64[D]"),
    )


def test_rows_already_in_order_are_as_they_stand() -> None:
    frame = made_rows().sort("instrument", "date")
    np.testing.assert_array_equal(coded(frame).tr, frame["tr"].to_numpy().astype(np.float32))


def test_of_rows_equal_in_key_and_known_at_the_last_stays() -> None:
    long = coded(pl.concat([made_rows(), made_rows().with_columns(pl.col("tr") + 1)]))
    assert len(long.tr) == 6
    assert (long.tr >= 1).all()


def test_a_missing_return_is_nan_and_no_rows_are_empty_columns() -> None:
    frame = made_rows().with_columns(tr=pl.lit(None, dtype=pl.Float64))
    assert np.isnan(coded(frame).tr).all()
    assert len(coded(frame.clear()).codes) == 0
