"""Q24 on small files, and in which order it looks at a file with Q23."""

from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl
import pytest

from rotascope.ingest.checks.holdings import adds_up, holdings, prices, stamps
from tests.ingest.checks.frames import STAMP, held, lines, rows


def weighed(*weights: float, kinds: str = "") -> list[str]:
    named = kinds.split() or ["equity"] * len(weights)
    listed = [{"weight": w, "kind": k} for w, k in zip(weights, named, strict=True)]
    made = adds_up(rows("holdings", *listed, fund="IWM", date=STAMP))
    return [text for part in made for text in part["observed"]]


def test_weights_may_miss_100_percent_by_half_a_percent() -> None:
    assert weighed(0.5, 0.4951) == []
    assert weighed(0.5, 0.494) == ["a sum of 99.4 %"] * 2


def test_a_line_above_100_percent_is_named() -> None:
    assert "120.0 %" in weighed(1.2, -0.2)


def test_notional_stands_beside_what_is_paid_for() -> None:
    # Shares and bills make the whole; the swap's notional of 40 % is exposure on top.
    assert weighed(0.6, 0.4, 0.4, kinds="equity other derivative") == []
    # A swap of 40 % financed by negative cash: all lines together make the whole.
    assert weighed(0.6, 0.4, 0.4, -0.4, kinds="equity other derivative cash") == []
    assert weighed(0.6, 0.3, 0.4, kinds="equity other derivative") == ["a sum of 130.0 %"] * 3


def priced(shares: float, price: float, value: float, kind: str = "equity") -> list[int]:
    line = {"shares": shares, "price": price, "market_value": value, "kind": kind}
    return held(prices(rows("holdings", line, line=1, fund="IWM", date=STAMP)))


@pytest.mark.parametrize(
    ("shares", "price", "value", "kind", "bad"),
    [
        (100_000, 50.0, 5_000_000, "equity", False),
        (100_000, 50.0, 5_024_000, "equity", False),  # 0.48 %
        (100_000, 50.0, 5_027_000, "equity", True),  # 0.54 %, of which half a cent explains 0.01
        (10_401_698, 0.69, 7_217_738, "equity", False),  # ChargePoint in IWM, 2025-05-13
        (580_763, 0.0, 5.81, "equity", False),  # an escrow line printed at 0.00
        (1_304, 2644.4, 0.0, "derivative", False),  # a future has a multiplier
        (92_313_802, 1.0, 92_313_802, "cash", False),
    ],
)
def test_shares_times_price_is_the_value(
    shares: float, price: float, value: float, kind: str, bad: bool
) -> None:
    assert bool(priced(shares, price, value, kind)) is bad


def test_without_a_printed_price_nothing_is_multiplied() -> None:
    assert prices(lines(("A", 60.0))) == []


def test_a_stamp_in_the_future_is_held() -> None:
    frame = lines(("A", 60.0))
    assert held(stamps(frame, date(2026, 6, 9), None)) == [0, 1]
    assert held(stamps(frame, STAMP, None)) == []


def test_a_file_old_on_arrival_is_flagged_once_and_only_if_it_was_fetched() -> None:
    frame = lines(("A", 60.0))  # stamped 2026-06-10, a Wednesday
    for fetched, flagged in (
        (datetime(2026, 6, 17, 20, tzinfo=UTC), []),  # five sessions later
        (datetime(2026, 6, 18, 20, tzinfo=UTC), [0]),  # six
        (datetime(2026, 6, 18, 3, tzinfo=UTC), []),  # still the evening of the 17th in New York
        (None, []),
    ):
        assert held(stamps(frame, date(2026, 7, 1), fetched), "flag") == flagged


def test_what_counts_twice_is_taken_away_before_the_file_must_add_up() -> None:
    names = {"-": "ALPHABET INC"}
    whole = lines(("GOOGL", 3.9), ("GOOG", 3.2))
    total = whole.tail(1).with_columns(
        at=pl.lit(9, pl.UInt32), symbol=pl.lit("-"), name=pl.lit(names["-"]), weight=pl.lit(0.071)
    )
    made = holdings(pl.concat([whole, total]), STAMP)
    assert [part["check"][0] for part in made if part.height] == ["Q23"]
    twice = whole.with_columns(
        weight=pl.when(pl.col("at") < 2).then(0.071).otherwise(pl.col("weight"))
    )
    checks = {c for part in holdings(twice, STAMP) for c in part["check"]}
    assert checks == {"Q23", "Q24"}, "without Alphabet the rest is no whole fund"
