"""Trades pending at the next rebalance of the seven."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from rotascope.catalog import load
from rotascope.maths import etf
from rotascope.panel import Panel
from rotascope.signals.calendar.rebalance import next_rebalance, pending
from rotascope.signals.reading import measure

SEVEN = load().baskets["MAG7"].symbols


def drifted(market: Callable[..., Panel], up: float, last: date) -> Panel:
    """Flat since the quarter's end but for one line that doubles or halves in the last session."""
    lines = {name: [0.0] * 30 + [up if name == "NVDA" else 0.0] for name in SEVEN}
    return market(lines, last)


def test_one_line_that_doubles_is_sold_down_to_a_seventh(market: Callable[..., Panel]) -> None:
    # weights 2/8 and six of 1/8: NVDA sells 1/4 - 1/7 = 3/28 of the fund, the six buy as much
    trace = pending(drifted(market, 1.0, date(2024, 5, 15)))
    assert trace.value[-1] == pytest.approx(3 / 28)
    assert "most sold NVDA 10.7 %" in trace.text
    assert "2024-06-28" in trace.text


def test_buys_equal_sells_in_cash() -> None:
    draw = np.random.default_rng(9)
    weights = draw.dirichlet(np.ones(7))
    trades = etf.rebalance_trades(weights, np.full(7, 1 / 7), 1e9)
    assert trades[trades > 0].sum() == pytest.approx(-trades[trades < 0].sum())
    assert trades[trades > 0].sum() == pytest.approx(1e9 * etf.turnover(weights, np.full(7, 1 / 7)))


def test_after_a_rebalance_nothing_is_pending_until_prices_move(
    market: Callable[..., Panel],
) -> None:
    moves = [0.01] * 10 + [0.0] * 11  # 2024-06-28 is the last session of the quarter
    lines = {name: moves if name == "NVDA" else [0.0] * 21 for name in SEVEN}
    trace = pending(market(lines, date(2024, 7, 5)))
    at = int(np.searchsorted(trace.days, np.datetime64("2024-07-01")))
    assert trace.value[at - 1] > 0.0
    assert trace.value[at:] == pytest.approx(0.0)


def test_the_next_rebalance_is_the_quarters_last_session() -> None:
    assert str(next_rebalance(np.datetime64("2026-06-12"))) == "2026-06-30"
    assert str(next_rebalance(np.datetime64("2024-06-28"))) == "2024-06-28"
    assert str(next_rebalance(np.datetime64("2024-07-01"))) == "2024-09-30"


def test_drift_by_chance_is_the_null_and_dollars_need_net_assets(planted_panel: Panel) -> None:
    (found,) = measure(planted_panel, ["calendar.rebalance_few"])
    null = found.reading.null
    assert null is not None
    assert null.p is not None
    assert null.rate is not None
    assert 0.0 < null.rate < 0.2
    assert "PW:WRAP's net assets" in found.reading.text


def test_six_of_seven_are_no_basket(market: Callable[..., Panel]) -> None:
    assert pending(market(dict.fromkeys(SEVEN[:6], [0.0] * 9))).status == "not_measurable"
