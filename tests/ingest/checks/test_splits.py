"""Q14 as a function of the lines; the planted variants go through the whole import."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from rotascope.ingest.checks.splits import contradicted, ratio_words, splits, visible_splits
from rotascope.ingest.findings import together
from rotascope.ingest.whole import Whole, bars_with, whole_returns
from rotascope.store.market import Market
from tests.ingest.beside import quiet, seen, told

AT = 30


def split(ratio: float, traded: float = 1.0, n: int = 50, at: int = AT) -> pl.DataFrame:
    row = pl.int_range(pl.len())
    shares = pl.when(row >= at).then(ratio).otherwise(1.0)
    day = pl.when(row == at).then(traded).otherwise(1.0)
    return quiet(n).with_columns(
        close=pl.col("close") / shares, volume=(pl.col("volume") * shares * day).cast(pl.Int64)
    )


def judged(frame: pl.DataFrame, actions: pl.DataFrame | None = None) -> Whole:
    if actions is not None:
        actions = actions.with_columns(instrument="US:" + pl.col("symbol"))
    return bars_with(seen(frame), actions)


def held(whole: Whole) -> list[int]:
    return together(splits(whole))["at"].to_list()


@pytest.mark.parametrize("ratio", [4.0, 1.5, 0.1, 1 / 190])
def test_bars_are_held_from_an_unannounced_split_on(ratio: float) -> None:
    assert held(judged(split(ratio))) == list(range(AT, 50))


@pytest.mark.parametrize("ratio", [4.0, 1.5, 0.1, 1 / 190])
def test_an_announced_split_is_no_fault(ratio: float) -> None:
    assert held(judged(split(ratio), told((AT, "split", ratio)))) == []


def test_an_action_of_another_day_or_kind_announces_nothing() -> None:
    assert held(judged(split(4.0), told((AT - 5, "dividend", 1.0)))) == list(range(AT, 50))
    assert held(judged(split(4.0), told((AT + 2, "split", 4.0))))[0] == AT


def test_a_fall_by_half_with_twenty_times_the_trade_is_real() -> None:
    assert held(judged(split(2.0, traded=20.0))) == []


def test_a_dividend_on_file_explains_a_raw_fall() -> None:
    frame = split(2.0)
    amount = frame["close"][AT - 1] - frame["close"][AT]
    assert held(judged(frame)) == list(range(AT, 50))
    assert held(judged(frame, told((AT, "dividend", amount)))) == []


def test_what_comes_back_or_lies_among_other_moves_is_no_split() -> None:
    back = split(2.0)
    back = back.with_columns(
        close=pl.when(pl.int_range(pl.len()) > AT + 3).then(pl.col("close") * 2).otherwise("close")
    )
    assert held(judged(back)) == []


def test_small_ratios_are_looked_for_in_raw_lines_only() -> None:
    frame = split(1.2)
    assert held(judged(frame)) == list(range(AT, 50))
    assert held(judged(frame.with_columns(basis=pl.lit("split")))) == []


def test_an_index_halves_without_a_split() -> None:
    assert held(judged(split(2.0).with_columns(basis=pl.lit("index")))) == []


def test_without_volumes_raw_lines_need_a_whole_ratio() -> None:
    assert held(judged(split(3.0).drop("volume"))) == list(range(AT, 50))
    assert held(judged(split(1.5).drop("volume"))) == []
    assert held(judged(split(3.0).drop("volume").with_columns(basis=pl.lit("split")))) == []


def levels(ratio: float, n: int = 50) -> pl.DataFrame:
    return split(ratio, n=n).select("symbol", "date", level="close")


def test_adjusted_closes_without_volumes_need_a_factor_of_twenty(market: Market) -> None:
    for ratio, expected in ((1 / 20, [AT]), (1 / 40, [AT]), (30.0, [AT]), (0.1, []), (3.0, [])):
        assert held(whole_returns(market, seen(levels(ratio), "returns"), "a")) == expected


def test_what_is_too_recent_to_be_judged_waits(market: Market) -> None:
    frame = seen(levels(1 / 20)[: AT + 3], "returns")
    assert held(whole_returns(market, frame, "a")) == [AT, AT + 1, AT + 2]


def test_a_split_on_file_that_raw_prices_do_not_show_is_found_on_its_day() -> None:
    whole = judged(quiet(), told((AT, "split", 4.0)))
    assert contradicted(whole)["at"].to_list() == [AT]
    assert held(whole) == list(range(AT, 50))
    assert visible_splits(whole).tolist() == [AT]


def test_a_stock_dividend_of_five_percent_cannot_be_seen_and_is_not_judged() -> None:
    assert held(judged(quiet(), told((AT, "split", 1.05)))) == []


def test_adjusted_prices_that_still_show_an_announced_split_are_held() -> None:
    whole = judged(split(4.0).with_columns(basis=pl.lit("split")), told((AT, "split", 4.0)))
    assert together(splits(whole))["observed"][0].endswith(
        "the 4:1 split on file, not adjusted for"
    )


def test_the_finding_says_prices_and_ratio() -> None:
    said = together(splits(judged(split(4.0))))
    assert said["observed"][0] == "close 24.85 after 100.3, the size of a 4:1 split"
    assert said["observed"][1].startswith("after 2023-02-15: ")
    assert set(said["check"]) == {"Q14"}


def test_rows_on_file_are_no_findings() -> None:
    frame = seen(split(4.0)).with_columns(
        at=pl.when(pl.col("at") > AT).then("at"), row=pl.when(pl.col("at") > AT).then("row")
    )
    assert held(bars_with(frame, None)) == list(range(AT + 1, 50))


@pytest.mark.parametrize(
    ("ratio", "words"),
    [(4.0, "4:1"), (0.1, "1:10"), (1.5, "3:2"), (1.2, "6:5"), (1 / 190, "1:190"), (1.37, "1.37:1")],
)
def test_ratios_are_written_as_people_write_them(ratio: float, words: str) -> None:
    assert ratio_words(ratio) == words


def test_a_line_too_short_to_know_its_own_moves_is_not_judged() -> None:
    assert held(judged(split(4.0, n=12, at=6))) == []
    assert np.isfinite(judged(split(4.0, n=12, at=6)).moves).all()


@pytest.mark.parametrize(
    ("ratio", "traded", "expected"),
    [
        (
            1 / 8,
            3.53,
            True,
        ),  # General Electric on 2021-08-02: 116 sigmas, 3.5 times the usual value
        (1 / 8 / 1.028, 3.53, True),
        (4.0, 6.0, True),
        (2.0, 20.0, False),  # a real fall
        (1.5, 6.0, False),  # no whole ratio
        (1 / 8 * 1.05, 3.6, False),  # 5 % off one
    ],
)
def test_beyond_fifty_sigmas_a_whole_ratio_is_a_split_at_several_times_the_usual_trade(
    ratio: float, traded: float, expected: bool
) -> None:
    assert bool(held(judged(calm(ratio, traded)))) is expected


def calm(ratio: float, traded: float) -> pl.DataFrame:
    """A line whose robust sigma is half a percent."""
    frame = split(ratio, traded)
    quieter = 1 + (pl.col("close") * shares(ratio) / 100 - 1) / 2
    return frame.with_columns(close=100 * quieter / shares(ratio))


def shares(ratio: float) -> pl.Expr:
    return pl.when(pl.int_range(pl.len()) >= AT).then(ratio).otherwise(1.0)
