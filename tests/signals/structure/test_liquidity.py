"""Days to exit, Amihud's impact, and days of volume behind one per cent of an index fund."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from rotascope.catalog import load
from rotascope.panel import Panel
from rotascope.providers.planted_tables import frame
from rotascope.signals.reading import measure
from rotascope.signals.structure.liquidity import POSITION, exit_days, passive_days
from tests.signals.structure.frames import LAST, days_to, panel


def bars(symbol: str, close: list[float], volume: list[int], basis: str = "split") -> pl.DataFrame:
    days = days_to(len(close))
    name = load().instrument_id(symbol, LAST)
    return frame("bars", {"instrument": [name] * len(days), "date": days, "known_at": days,
                          "close": close, "volume": volume, "basis": [basis] * len(days)})  # fmt: skip


def test_twenty_million_at_a_tenth_of_two_million_a_day_take_a_hundred_days() -> None:
    told = panel({"bars": bars("XMAG", [20.0] * 25, [100_000] * 25)})
    trace = exit_days(told, "rest")
    assert trace.value[-1] == pytest.approx(100.0)
    assert POSITION == 20e6
    assert "take 100 sessions" in trace.text


def test_impact_is_amihuds_of_the_last_twenty_sessions() -> None:
    draw = np.random.default_rng(6)
    close = (100.0 * np.exp(np.cumsum(0.01 * draw.standard_normal(40)))).tolist()
    volume = draw.integers(0, 3, 40) * 1000
    trace = exit_days(panel({"bars": bars("IWM", close, volume.tolist())}), "small_cap")
    moves = np.abs(np.diff(close) / np.array(close[:-1]))[-20:]
    usd = (np.array(close) * volume)[-20:]
    expected = 1e6 * np.mean(moves[usd > 0] / usd[usd > 0])
    assert dict(trace.beside)["Amihud per million USD"][-1] == pytest.approx(expected, rel=1e-9)


def test_dividend_adjusted_closes_are_no_dollars() -> None:
    told = panel({"bars": bars("MAGS", [20.0] * 25, [100] * 25, "split+dividend")})
    assert exit_days(told, "few").status == "not_measurable"
    assert (
        exit_days(panel({"bars": bars("MAGS", [20.0] * 5, [1] * 5)}), "few").status
        == "short_history"
    )


def test_a_fund_that_nobody_trades_has_no_number() -> None:
    told = panel({"bars": bars("XMAG", [20.0] * 25, [0] * 25)})
    (found,) = measure(told, ["structure.exit_rest"])
    assert (found.reading.status, found.reading.value) == ("undefined", None)


def indexed(share: float = 1.0, lines: int = 2) -> Panel:
    day = days_to(30)[0].item()
    symbols = ["NVDA", "XOM"][:lines]
    file = frame(
        "holdings",
        {"fund": ["SPY"] * 2, "date": [day] * 2, "line": [1, 2], "known_at": [days_to(29)[0].item()] * 2,
         "symbol": ["NVDA", "XOM"], "name": ["a", "b"], "weight": [0.6 * share, 0.4 * share],
         "shares": [6e6, None], "market_value": [None, 4e9], "kind": ["equity"] * 2},
    )  # fmt: skip
    held = [bars(symbol, [100.0] * 60, [1_000_000] * 60) for symbol in symbols]
    return panel({"holdings": file, "bars": pl.concat(held)})


def test_one_per_cent_of_the_fund_in_days_of_volume_by_hand() -> None:
    # NVDA 6 m shares x 100 = 600 m: 1 % = 6 m over a tenth of 100 m a day = 0.6 days;
    # XOM 4,000 m: 4 days. By weight 0.6 x 0.6 + 0.4 x 4 = 1.96.
    trace = passive_days(indexed())
    assert trace.value[-1] == pytest.approx(1.96)
    assert trace.coverage == pytest.approx(1.0)


def test_lines_without_volume_are_counted_and_a_tenth_of_the_weight_is_too_much() -> None:
    (found,) = measure(indexed(lines=1), ["structure.passive_days"])
    assert found.reading.status == "undefined"
    assert "60 %" in found.reading.reason


def test_no_file_and_no_volumes_are_named() -> None:
    assert "table holdings" in passive_days(panel({})).reason
