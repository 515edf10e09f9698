"""Volatility, falls, trend lines and flows of small markets written by hand."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from rotascope.articles.check.judge import judged
from rotascope.articles.measures import moves
from rotascope.sessions import all_sessions
from tests.articles.remarks.scenes import claim, world
from tests.articles.tape import closes

FIRST, DAY = date(2021, 12, 1), date(2022, 12, 30)


def test_a_line_that_moves_one_per_cent_a_day_has_sixteen_a_year() -> None:
    days = [d.item() for d in all_sessions() if FIRST <= d.item() <= DAY]
    line = {day: 100.0 * np.exp(0.01 * (n % 2)) for n, day in enumerate(days)}
    seen = moves.volatility(
        world(DAY, price={"^RUT": line}), claim("^RUT", "volatility", 0.16), DAY
    )
    # sd of +-1 % a day x sqrt(252), n - 1 in the denominator
    assert seen[1].value == pytest.approx(0.01 * 252**0.5, rel=0.01)
    assert [one.standard for one in seen] == [True, False]


def test_the_worst_fall_of_a_year_and_of_two_lines() -> None:
    panel = world(DAY, price={"^RUT": closes(FIRST, DAY, d2022_06_16=73.0, d2022_08_16=90.0),
                              "^GSPC": closes(FIRST, DAY, d2022_10_12=75.0)})  # fmt: skip
    alone = moves.drawdown(panel, claim("^RUT", "drawdown", -0.27, window="2022"), DAY)
    assert alone[0].value == pytest.approx(-0.27)
    both = claim("^RUT", "drawdown", 0.0, op="<", window="2022", against=("^GSPC",), digits=None)
    found = judged(both, moves.drawdown(panel, both, DAY))
    assert (found.verdict, round(found.observed or 0.0, 4)) == ("supported", -0.02)


def test_without_a_window_a_fall_is_from_the_years_high_and_the_worst_one_is_second() -> None:
    panel = world(DAY, price={"^RUT": closes(FIRST, DAY, d2022_06_16=73.0, d2022_08_16=90.0)})
    seen = moves.drawdown(panel, claim("^RUT", "drawdown", -0.10), DAY)
    assert [round(one.value or 0.0, 4) for one in seen] == [-0.10, -0.27]
    assert [one.standard for one in seen] == [True, False]


def test_a_fall_without_closes_is_not_checkable() -> None:
    panel = world(DAY, price={"^RUT": closes(FIRST, DAY)})
    asked = claim("^NDX", "drawdown", -0.3, window="2022")
    assert judged(asked, moves.drawdown(panel, asked, DAY)).verdict == "not_checkable"


def _falling(last: float) -> object:
    days = [d.item() for d in all_sessions() if date(2019, 1, 2) <= d.item() <= DAY]
    small = {day: 100.0 * np.exp(-0.001 * n) for n, day in enumerate(days)}
    small[days[-1]] *= last
    return world(DAY, total={"SPSM": small, "MAGS": dict.fromkeys(days, 100.0)})


def test_a_ratio_on_its_falling_line_has_not_broken_it_and_one_well_above_has() -> None:
    asked = claim("SPSM", "trend_break", 0.0, op=">", digits=None, against=("MAGS",))
    above = moves.trend_break(_falling(1.10), asked, DAY)  # type: ignore[arg-type]
    assert judged(asked, above).verdict == "supported"
    assert above[0].value == pytest.approx(np.log(1.10), abs=1e-6)
    below = moves.trend_break(_falling(0.97), asked, DAY)  # type: ignore[arg-type]
    assert judged(asked, below).verdict == "contradicted"
    assert "falling" in below[0].reason


def test_a_trend_line_needs_two_lines_and_two_years() -> None:
    asked = claim("SPSM", "trend_break", 0.0, op=">", digits=None)
    assert moves.trend_break(_falling(1.0), asked, DAY)[0].value is None  # type: ignore[arg-type]
    short = world(DAY, total={"SPSM": closes(FIRST, DAY), "MAGS": closes(FIRST, DAY)})
    of_two = claim("^SP600", "trend_break", 0.0, op=">", digits=None, against=("MAGS",))
    assert "of 105 weeks" in moves.trend_break(short, of_two, DAY)[0].reason


def test_a_shift_of_investors_is_not_verifiable_without_shares_outstanding_and_never_true() -> None:
    panel = world(DAY, price={"IWM": closes(FIRST, DAY)})
    asked = claim("IWM", "flow", 0.0, op=">", digits=None)
    found = judged(asked, moves.flow(panel, asked, DAY))
    assert found.verdict == "not_checkable"
    assert found.reason.startswith("not verifiable")


def test_creations_are_the_change_of_shares_times_nav_over_the_assets_before() -> None:
    days = [DAY - timedelta(days=n) for n in (4, 3, 2)]
    funds = pl.DataFrame({"dataset": "hand", "fund": "IWM", "date": days, "known_at": days,
                          "net_assets": [1e6, 1.1e6, 1.2e6], "nav": [10.0, 10.0, 10.0],
                          "shares_outstanding": [1e5, 1.1e5, 1.2e5]})  # fmt: skip
    panel = world(DAY, price={"IWM": closes(FIRST, DAY)}, funds=funds)
    asked = claim("IWM", "flow", 0.0, op=">", digits=None)
    (seen,) = moves.flow(panel, asked, DAY)
    assert seen.value == pytest.approx(0.2)
    assert judged(asked, [seen]).verdict == "supported"
