"""A fund's claim on earnings: four quarters or the consensus, in force for as long as they speak."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from rotascope.providers.planted_tables import frame
from rotascope.signals.valuation import claims
from tests.signals.earnings import worlds

QUARTERS = ("2022-02-01", "2022-05-02", "2022-08-01", "2022-11-01", "2023-02-01")


def number(day: str) -> int:
    return int(np.datetime64(day).astype(int))


def test_announced_earnings_are_the_last_four_quarters() -> None:
    rows = [("AA", day, None, 1.0 + i) for i, day in enumerate(QUARTERS)]
    panel = worlds.panel(date(2023, 3, 1), earnings=worlds.announcements(rows))
    held = claims.earned(panel, "announced")
    assert held.eps.tolist() == [10.0, 14.0]
    assert claims.eps_known(held, ("AA", "BB"), number("2022-12-01")).tolist()[0] == 10.0
    assert claims.eps_known(held, ("AA",), number("2023-02-01"))[0] == 14.0
    assert np.isnan(claims.eps_known(held, ("BB",), number("2022-12-01")))[0]
    assert np.isnan(claims.eps_known(held, ("AA",), number("2022-10-31")))[0]


def test_earnings_lapse_after_a_quarter_and_the_time_to_report() -> None:
    rows = [("AA", day, None, 1.0) for day in QUARTERS]
    panel = worlds.panel(date(2023, 12, 1), earnings=worlds.announcements(rows))
    held = claims.earned(panel, "announced")
    last = number("2023-02-01")
    assert claims.eps_known(held, ("AA",), last + claims.LIFE - 1)[0] == 4.0
    assert np.isnan(claims.eps_known(held, ("AA",), last + claims.LIFE))[0]


def test_a_missing_quarter_is_no_year() -> None:
    rows = [
        ("AA", day, None, 1.0) for day in ("2022-02-01", "2022-05-02", "2022-11-01", "2023-02-01")
    ]
    panel = worlds.panel(date(2023, 3, 1), earnings=worlds.announcements(rows))
    assert not len(claims.earned(panel, "announced").eps)


def test_expected_earnings_are_four_times_the_coming_quarters() -> None:
    days = [date(2023, 3, 1), date(2023, 3, 2), date(2023, 3, 20)]
    made = frame(
        "estimates",
        {"symbol": ["AA"] * 3, "fiscal_end": [date(2023, 3, 31)] * 3, "date": days, "known_at": days,
         "eps": [1.0, 1.0, 1.5], "basis": ["one"] * 3},
    )  # fmt: skip
    held = claims.earned(worlds.panel(date(2023, 4, 3), estimates=made), "expected")
    assert claims.eps_known(held, ("AA",), number("2023-03-10"))[0] == 4.0
    assert claims.eps_known(held, ("AA",), number("2023-03-21"))[0] == 6.0


def test_the_first_fund_with_valued_lines_and_prices_is_taken() -> None:
    panel = worlds.planted_panel()
    # IWM's file is a copy without a price of the fund: the planted fund speaks.
    assert claims.fund_of(panel, "small_cap")[0] == "PW:SMALL"
    fund, price = claims.fund_of(panel, "large_cap")
    assert fund == "PW:LARGE"
    assert price is not None
    assert claims.fund_of(worlds.panel(worlds.LAST), "small_cap") == ("", None)


def test_a_file_without_market_values_is_valued_by_its_largest_lines() -> None:
    panel = worlds.planted_panel()
    (lines, *_) = claims.lines_of(panel, "PW:SMALL")
    assert lines.value.sum() == pytest.approx(30 * 2e7)
    day = lines.day
    closes = {"AAA": 10.0, "BBB": 20.0, "CCC": 5.0}
    bars = frame(
        "bars",
        {"instrument": [f"US:{s}" for s in closes], "date": [day] * 3, "known_at": [day] * 3,
         "close": list(closes.values()), "basis": ["split"] * 3},
    )  # fmt: skip
    shares = np.array([100.0, 50.0, 200.0])
    worth = 4_000.0
    weight = shares * np.array(list(closes.values())) / worth
    held = frame(
        "holdings",
        {"fund": ["IJR"] * 3, "date": [day] * 3, "line": [1, 2, 3], "known_at": [day] * 3,
         "symbol": list(closes), "name": list(closes), "weight": weight, "shares": shares,
         "kind": ["equity"] * 3, "sector": ["-"] * 3},
    )  # fmt: skip
    (made,) = claims.lines_of(worlds.panel(worlds.LAST, holdings=held, bars=bars), "IJR")
    assert made.value == pytest.approx(shares * np.array([10.0, 20.0, 5.0]))
    none = worlds.panel(
        worlds.LAST, holdings=held, bars=bars.head(2).with_columns(pl.lit(3.0).alias("close"))
    )
    assert claims.lines_of(none, "IJR") == ()
