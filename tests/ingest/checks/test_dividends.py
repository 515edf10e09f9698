"""Q15 on pairs of a vendor's adjusted series and its raw closes."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from rotascope.ingest.checks.dividends import offset_closes, offset_levels, special, steps
from rotascope.ingest.findings import together
from tests.ingest.beside import quiet, seen, told


def pair(tr: float, *, price: float = 0.98, paid: float = 0.02, room: float = 0.0) -> pl.DataFrame:
    """One ex-date: the close fell to `price` of the one before, `paid` of it was paid."""
    made = {"at": [0], "row": [1], "tr": [tr], "price": [price], "total": [price + paid],
            "paid": [paid], "room": [room]}  # fmt: skip
    return pl.DataFrame(made, schema_overrides={"at": pl.UInt32, "row": pl.UInt32})


@pytest.mark.parametrize(
    ("tr", "held"),
    [
        (0.98 / 0.98 - 1, False),  # 1 - D / close before: price / (1 - paid)
        (0.0, False),
        (0.98 + 0.02 - 1, False),  # reinvested at the ex-date's close
        (-0.02, True),  # not adjusted at all
        (0.02, True),  # adjusted twice
        (0.00015, False),
        (0.0003, True),
    ],
)
def test_the_step_is_the_dividend_by_either_custom(tr: float, held: bool) -> None:
    assert bool(together(steps(pair(tr))).height) is held


def test_customs_part_on_a_day_that_moves_and_both_pass() -> None:
    # 100 -> 110 with 2 paid: 110 / 98 - 1 = 12.245 %, or (110 + 2) / 100 - 1 = 12 %.
    for tr, held in ((110 / 98 - 1, False), (0.12, False), (0.1212, True)):
        assert bool(together(steps(pair(tr, price=1.1))).height) is held


def test_days_without_a_dividend_have_no_step() -> None:
    assert not together(steps(pair(0.05, paid=0.0))).height
    assert not together(steps(pair(0.0).clear())).height


def test_closes_in_cents_leave_room() -> None:
    assert together(steps(pair(0.0009))).height
    assert not together(steps(pair(0.0009, room=0.001))).height


def test_it_says_the_step_and_the_dividend() -> None:
    said = together(steps(pair(-0.02), "flag"))
    assert said["observed"][0] == "a step of 1.0 for a dividend of 2.0 % of the close before"
    assert said["severity"][0] == "flag"


def test_more_than_five_percent_is_told() -> None:
    assert together(special(pair(0.0, paid=0.051)))["severity"].to_list() == ["flag"]
    assert not together(special(pair(0.0, paid=0.049))).height


def against(away: pl.Expr, rows: int = 50) -> pl.DataFrame:
    frame = seen(quiet())
    changed = pl.when(pl.int_range(pl.len()) < rows).then(away).otherwise("close")
    return frame.with_columns(theirs="close", other=pl.lit("it")).with_columns(close=changed)


CLOSE = pl.col("close")


@pytest.mark.parametrize(
    ("away", "held"),
    [
        (CLOSE - 0.5, True),
        (CLOSE * 0.995, True),
        (CLOSE * 1.5, False),  # a split's matter
        (CLOSE * 1.00001, False),  # rounding
        (CLOSE + 0.3 * ((pl.int_range(pl.len()) % 7) - 3), False),  # no one amount
    ],
)
def test_a_past_that_is_off_by_one_amount_or_one_part_is_held(away: pl.Expr, held: bool) -> None:
    found = together(offset_closes(against(away, 40), None))
    assert found["at"].to_list() == (list(range(40)) if held else [])


def test_two_rows_are_corrections_and_no_offset() -> None:
    assert not together(offset_closes(against(CLOSE - 0.5, 2), None)).height
    assert not together(offset_closes(against(CLOSE, 0), None)).height


def test_another_sources_closes_are_off_by_a_dividend_or_not_judged() -> None:
    paid = told((40, "dividend", 0.5)).with_columns(instrument="US:" + pl.col("symbol"))
    assert together(offset_closes(against(CLOSE - 0.5, 40), paid)).height == 40
    assert not together(offset_closes(against(CLOSE - 0.8, 40), paid)).height


def test_an_offset_of_levels_is_told_from_a_factor() -> None:
    made = 100.0 * np.cumprod(1 + 0.01 * np.cos(np.arange(60)))
    assert offset_levels(3.0 * made, made) == 0.0
    assert offset_levels(3.0 * made - 1.5, made) == pytest.approx(-1.5)
    assert offset_levels(made + 0.01, made) == 0.0  # a part in ten thousand
    stepped = np.where(np.arange(60) < 30, 0.99, 1.0) * made  # a dividend left out is no offset
    assert offset_levels(stepped, made) == 0.0
    assert offset_levels((3.0 * made - 1.5)[:19], made[:19]) == 0.0
    assert offset_levels(np.full(60, 5.0), np.full(60, 4.0)) == 0.0
