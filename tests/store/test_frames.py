from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from rotascope.errors import BadArgument, IntegrityError
from rotascope.store.frames import Split, checked, ordered, table_named
from rotascope.store.tables import TABLES
from tests.store.invented import made_rows

RETURNS = TABLES["returns"]


def test_an_unknown_table_lists_the_known_ones() -> None:
    with pytest.raises(BadArgument, match=r"no table 'prices'.*returns, bars"):
        table_named("prices")


def test_good_rows_pass_as_they_are() -> None:
    frame = made_rows()
    assert checked(RETURNS, frame) is frame


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_not_finite_is_refused(bad: float) -> None:
    frame = made_rows().with_columns(tr=pl.Series([bad, *[0.0] * 5]))
    with pytest.raises(IntegrityError, match="1 x tr not finite"):
        checked(RETURNS, frame)


def test_a_null_is_refused_where_it_is_required_and_kept_where_it_may_be() -> None:
    frame = made_rows().with_columns(known_at=pl.lit(None, dtype=pl.Date))
    with pytest.raises(IntegrityError, match="6 x known_at null"):
        checked(RETURNS, frame)
    checked(RETURNS, made_rows().with_columns(tr=pl.lit(None, dtype=pl.Float64)))


def test_text_in_a_number_is_refused_not_converted() -> None:
    with pytest.raises(IntegrityError, match="tr: String"):
        checked(RETURNS, made_rows().with_columns(tr=pl.lit("1.0")))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda f: f.drop("anchor"), "anchor: absent"),
        (lambda f: f.with_columns(extra=1), "extra: Int32"),
        (lambda f: f.select(reversed(f.columns)), "another order"),
    ],
)
def test_other_columns_are_refused_by_name(change, told: str) -> None:
    with pytest.raises(IntegrityError, match=told):
        checked(RETURNS, change(made_rows()))


def test_rows_are_ordered_by_key_then_known_at_and_equal_ones_keep_their_order() -> None:
    frame = pl.concat([made_rows(), made_rows().with_columns(pl.col("tr") + 1)]).reverse()
    made = ordered(RETURNS, frame)
    assert made.equals(frame.sort("dataset", "instrument", "date", "known_at", maintain_order=True))


def test_each_id_has_its_columns_by_dataset_then_key_then_known_at() -> None:
    days = [date(2024, 1, 3), date(2024, 1, 2), date(2024, 1, 2)]
    frame = pl.DataFrame(
        {
            "dataset": ["b", "b", "a"],
            "instrument": ["X"] * 3,
            "date": days,
            "known_at": [date(2024, 2, 1)] * 3,
            "tr": [0.3, 0.2, None],
            "anchor": [None, None, 10.0],
        },
        schema=RETURNS.schema,
    )
    columns = Split(RETURNS, frame).get("X")
    assert columns is not None
    assert columns["dataset"].tolist() == ["a", "b", "b"]
    assert columns["date"].dtype == np.dtype("datetime64[D]")
    np.testing.assert_array_equal(columns["tr"], [np.nan, 0.2, 0.3])
    np.testing.assert_array_equal(columns["anchor"], [10.0, np.nan, np.nan])


def test_where_key_and_known_at_repeat_the_later_commit_holds_at_both_ends() -> None:
    again = made_rows().with_columns(pl.col("tr") + 1)
    split = Split(RETURNS, pl.concat([made_rows(), again]))
    for name in split.ids:
        columns = split.get(name)
        assert columns is not None
        assert columns["tr"].tolist() == again.filter(instrument=name)["tr"].to_list()


def test_a_revision_known_later_stays_beside_the_first_version() -> None:
    late = made_rows().with_columns(pl.col("known_at").dt.offset_by("30d"), pl.col("tr") + 1)
    columns = Split(RETURNS, pl.concat([late, made_rows()])).get("US:L0")
    assert columns is not None
    assert len(columns["tr"]) == 6
    assert (columns["known_at"][1::2] > columns["known_at"][::2]).all()


def test_arrays_refuse_writes_and_an_id_without_rows_is_none() -> None:
    split = Split(RETURNS, made_rows())
    columns = split.get("US:L0")
    assert columns is not None
    assert split.get("US:L9") is None
    for values in columns.values():
        with pytest.raises(ValueError, match="read-only"):
            values[0] = values[1]


def test_text_flags_days_and_whole_numbers_may_be_missing() -> None:
    table = TABLES["members"]
    frame = pl.DataFrame(
        [("d", "I", "S", date(2024, 1, 2), date(2024, 1, 2), None)],
        schema=table.schema,
        orient="row",
    )
    columns = Split(table, frame).get("I")
    assert columns is not None
    assert np.isnat(columns["last"][0])
    events = TABLES["events"]
    row = ("d", "FED", "rate", date(2024, 1, 2), date(2024, 1, 2), None, None)
    made = Split(events, pl.DataFrame([row], schema=events.schema, orient="row")).get("FED")
    assert made is not None
    assert made["note"].tolist() == [None]
    assert np.isnan(made["value"][0])


def test_no_rows_have_no_ids() -> None:
    assert Split(RETURNS, pl.DataFrame(schema=RETURNS.schema)).ids == ()
