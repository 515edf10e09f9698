"""Which differences count, and which are too large."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from rotascope.ingest.revisions import changed, is_split, too_far
from rotascope.store.tables import TABLES


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [(4.0, True), (0.25, True), (1.5, True), (1 / 190, True), (3.03, True), (1.03, False),
     (0.9, False), (1.7, False), (300.0, False)],
)  # fmt: skip
def test_a_splits_ratio_is_told_from_a_move(ratio: float, expected: bool) -> None:
    assert pl.select(is_split(pl.lit(ratio))).item() is expected


def pair(new: float | None, old: float | None) -> pl.DataFrame:
    return pl.DataFrame(
        {"at": [0], "row": [2], "instrument": ["A"], "date": [date(2024, 1, 3)], "tr": [new],
         "span": [new], "old.tr": [old], "old.known_at": [date(2024, 1, 3)]},
        schema_overrides={"tr": pl.Float64, "span": pl.Float64, "old.tr": pl.Float64},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("new", "old", "expected"),
    [(0.01, 0.01, False), (0.01, 0.010015, False), (0.01, 0.0101, True), (None, 0.01, False),
     (0.01, None, True)],
)  # fmt: skip
def test_a_return_changes_by_more_than_rounding(
    new: float | None, old: float | None, expected: bool
) -> None:
    assert pair(new, old).select(changed(TABLES["returns"])).item() is expected


def test_half_a_percent_is_the_limit_for_a_return() -> None:
    assert too_far(TABLES["returns"], pair(0.0149, 0.01)).height == 0
    assert too_far(TABLES["returns"], pair(0.0151, 0.01)).height == 1
    assert too_far(TABLES["returns"], pair(0.01, None)).height == 0


def test_macro_series_may_be_revised_by_any_amount() -> None:
    assert too_far(TABLES["macro"], pl.DataFrame({"value": [2.0], "old.value": [1.0]})).height == 0


@pytest.mark.parametrize(
    ("basis", "old", "held"),
    [("split", "split", 0), ("raw", "raw", 1), ("raw", "split", 0), ("split", "raw", 0)],
)
def test_only_closes_that_are_not_as_traded_are_rebased_by_a_split(
    basis: str, old: str, held: int
) -> None:
    pair_ = pl.DataFrame(
        {"at": [0], "row": [2], "instrument": ["A"], "date": [date(2024, 1, 3)], "close": [40.0],
         "basis": [basis], "old.close": [10.0], "old.basis": [old], "first": [date(2024, 1, 3)]}
    )  # fmt: skip
    assert too_far(TABLES["bars"], pair_).height == held
    assert too_far(TABLES["bars"], pair_.with_columns(close=pl.lit(10.04))).height == 0


@pytest.mark.parametrize(
    ("ratio", "amount", "ex", "held"),
    [
        (4.0, 8.0, 20, 1),  # undone for a split that the vendor had not applied to its dividends
        (0.125, 0.25, 20, 1),
        (4.0, 8.0, 5, 0),  # a split before the dividend has nothing to do with it
        (4.0, 0.5, 20, 0),  # what was multiplied by mistake comes right again
        (4.0, 4.0, 20, 0),
        (4.0, 2.05, 20, 0),
    ],
)
def test_a_dividend_is_not_multiplied_by_a_split_that_comes_after_it(
    ratio: float, amount: float, ex: int, held: int
) -> None:
    days = [date(2024, 1, 10), date(2024, 1, ex)]
    told = pl.DataFrame(
        {"at": [0, 1], "row": [2, 3], "instrument": "A", "date": days, "ratio": [None, ratio],
         "amount": [amount, None], "old.amount": [2.0, None]}
    )  # fmt: skip
    found = too_far(TABLES["actions"], told)
    assert found["at"].to_list() == [0] * held
    assert set(found["check"]) <= {"Q10"}
