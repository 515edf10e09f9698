"""Frames of the planted market: the arithmetic of prices, files and intervals by hand."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from rotascope.providers import planted_tables as tables
from rotascope.sessions import all_sessions

DAYS = all_sessions()[-400:-100]


def test_a_dividend_leaves_the_price_and_not_the_return() -> None:
    # +1 % a session; on the second a dividend of 2 %: 1.00, 1.01 - 0.02 = 0.99, 0.99 x 1.01.
    levels = tables.price_levels(np.array([0.0, 0.01, 0.01]), np.array([1]), 0.02)
    assert levels.tolist() == pytest.approx([100.0, 99.0, 99.99])


def test_the_first_row_is_the_anchor_and_a_missing_return_no_row() -> None:
    frame = tables.returns({"US:A": np.array([0.5, 0.01, np.nan])}, DAYS[:3])
    assert frame["anchor"].to_list() == [100.0, None]
    assert frame["tr"].to_list() == [None, 0.01]


def test_months_and_quarters_end_on_their_last_session() -> None:
    days = np.array(["2025-02-28", "2025-03-28", "2025-03-31", "2025-04-01", "2025-06-30",
                     "2025-07-01"], dtype="datetime64[D]")  # fmt: skip
    assert tables.month_ends(days).tolist() == [0, 2, 3, 4, 5]
    assert tables.quarter_ends(days).tolist() == [2, 4]


def test_weights_follow_market_values_and_leave_room_for_cash() -> None:
    caps = np.column_stack([np.full(300, 3.0), np.full(300, 1.0)])
    frame = tables.holdings("F", ["A", "B"], DAYS, caps, ("B", DAYS[150].item(), 2))
    newest = frame.filter(pl.col("date") == frame["date"].max()).sort("line")
    assert newest["weight"].to_list() == pytest.approx([0.998 * 0.75, 0.998 * 0.25, 0.002])
    shares = frame.filter(pl.col("symbol") == "B").sort("date")["shares"]
    assert shares[-1] / shares[0] == pytest.approx(2.0)  # the split, values unchanged


def test_a_line_that_is_not_held_has_no_row() -> None:
    caps = np.column_stack([np.full(300, 3.0), np.r_[np.zeros(200), np.ones(100)]])
    frame = tables.holdings("F", ["A", "B"], DAYS, caps, ("A", DAYS[0].item(), 1))
    assert frame.filter(pl.col("symbol") == "B")["date"].min() >= DAYS[200].item()


def test_an_interval_is_open_until_the_day_it_ends() -> None:
    last = DAYS[200].item()
    frame = tables.members("I", ["A", "B"], DAYS, {"B": DAYS[100].item()}, {"A": last})
    rows = frame.select("symbol", "date", "known_at", "last").rows()
    first = DAYS[0].item()
    assert rows == [
        ("A", first, first, None),
        ("A", first, last, last),
        ("B", DAYS[100].item(), DAYS[100].item(), None),
    ]


def test_meetings_are_sessions_announced_before_they_happen() -> None:
    frame = tables.meetings(DAYS)
    assert (frame["known_at"] < frame["date"]).all()
    ahead = frame.filter(pl.col("date") > DAYS[-1].item())["date"].to_list()
    assert len(ahead) == 2
    assert all(isinstance(day, date) for day in ahead)
    assert np.isin(np.array(ahead, dtype="datetime64[D]"), all_sessions()).all()


def test_bars_and_macro_come_in_key_order() -> None:
    draw = np.random.default_rng(1)
    lines = {name: (np.zeros(300), 0.0) for name in ("US:B", "US:A")}
    bars = tables.bars(lines, DAYS, np.array([10]), draw)
    assert bars["instrument"].is_sorted()
    macro = tables.macro(DAYS, draw)
    assert macro.select("date", "known_at").equals(macro.select("date", "known_at").sort("date"))
