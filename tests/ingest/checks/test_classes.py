"""Q23: which lines count an issuer twice, on the smallest files that do."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from rotascope.ingest.checks.classes import counted_twice, issuer_of
from tests.ingest.checks.frames import held, lines


def said(*given: tuple[str, float], **more: object) -> list[int]:
    return held(counted_twice(lines(*given, **more)))


def test_one_class_alone_and_both_classes_are_legal() -> None:
    assert said(("GOOGL", 7.1)) == []
    assert said(("GOOGL", 3.9), ("GOOG", 3.2)) == []


def test_a_line_for_both_classes_is_held_and_the_classes_are_kept() -> None:
    names = {"-": "ALPHABET INC"}
    assert said(("GOOGL", 3.9), ("GOOG", 3.2), ("-", 7.1), names=names) == [2]
    assert said(("GOOGL", 3.9), ("GOOG", 3.2), ("-", 6.9), names=names) == []


def test_an_issuers_weight_on_each_class_is_held_on_both() -> None:
    # 7.1 % on both classes: the file's sum is 107.1 %, too large by exactly one of them.
    frame = lines(("GOOGL", 3.9), ("GOOG", 3.2)).with_columns(
        weight=pl.when(pl.col("at") < 2).then(0.071).otherwise(pl.col("weight"))
    )
    assert held(counted_twice(frame)) == [0, 1]


def test_an_issuers_line_beside_its_only_class_is_held_where_the_sum_is_too_large_by_it() -> None:
    names = {"-": "ALPHABET INC"}
    whole = lines(("GOOGL", 3.9), names=names)
    total = whole.head(1).with_columns(
        at=pl.lit(9, pl.UInt32),
        symbol=pl.lit("-"),
        name=pl.lit("ALPHABET INC"),
        kind=pl.lit("cash"),
    )
    assert held(counted_twice(pl.concat([whole, total]))) == [0, 9]


def test_classes_of_equal_weight_in_a_file_that_adds_up_are_two_equal_holdings() -> None:
    assert said(("GOOGL", 3.5), ("GOOG", 3.5)) == []


def test_lines_of_one_name_that_are_several_companies_are_left_alone() -> None:
    names = dict.fromkeys(("FBP", "FBNC", "FNLC"), "FIRST BANCORP")
    assert said(("FBP", 1.2), ("FBNC", 0.8), ("FNLC", 0.4), names=names) == []


def test_lines_share_an_issuer_by_catalog_by_symbol_and_by_name() -> None:
    frame = pl.DataFrame({
        "symbol": ["GOOG", "BRK/B", "GOOG/GOOGL", "RUSHA", "-"],
        "name": ["ALPHABET INC CL C", "x", "y", "Rush Enterprises Inc Class A", "RUSH ENTERPRISES"],
    })  # fmt: skip
    issuers = frame.select(issuer_of(pl.col("symbol"), pl.col("name"))).to_series().to_list()
    assert issuers[:3] == ["ALPHABET", "BERKSHIREHATHAWAY", "ALPHABET"]
    assert issuers[3:] == ["RUSHENTERPRISES"] * 2


@pytest.mark.slow
def test_no_line_of_a_real_file_counts_twice(shared_store: Path) -> None:
    from rotascope.store.market import Market

    stored = Market.open(shared_store).scan("holdings").collect()
    frame = stored.with_row_index("at").with_columns(row=pl.col("at"))
    assert len(frame) > 5000
    assert held(counted_twice(frame)) == []
