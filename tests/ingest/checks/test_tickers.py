"""Symbols of price lines: tickers, and nothing that hides."""

from __future__ import annotations

import polars as pl
import pytest

from rotascope.ingest.checks.tickers import tickers
from tests.ingest.checks.prices import held


def wrong(*symbols: str | None, kind: type[pl.DataType] = pl.String) -> list[int]:
    frame = pl.DataFrame({"symbol": pl.Series(symbols, dtype=pl.String).cast(kind)})
    return held(tickers(frame.with_row_index("at").with_columns(row=pl.col("at"))))


def test_tickers_of_every_kind_pass() -> None:
    seen = (
        "SPY",
        "brk.b",
        "BRK-B",
        "BRK/B",
        "^GSPC",
        "ES=F",
        "PW:FEW",
        "AAPL.US",
        "X_1",
        " IWM ",
        "7203.T",
    )
    assert wrong(*seen) == []
    assert wrong(*seen, kind=pl.Categorical) == []


@pytest.mark.parametrize("bad", [
    "A B", "AAPL\n", "AAPL\x00", "AAPL\u200b", "\u202eLPAA", "\uff21APL", "A'; --", "<b>", "A" * 33,
    "\u017fPY", "AAPL\u00a0", "=1+1", "A,B",
])  # fmt: skip
def test_what_is_no_ticker_is_held(bad: str) -> None:
    if bad == "=1+1":
        bad += "()"
    assert wrong("SPY", bad, "IWM", bad) == [1, 3]


def test_what_was_seen_is_told_escaped() -> None:
    frame = pl.DataFrame({"at": [0], "row": [1], "symbol": ["\x1b[31mSPY"]})
    (told,) = tickers(frame)
    assert told["observed"].to_list() == ["'\\x1b[31mSPY'"]


def test_a_blank_is_another_checks_matter() -> None:
    assert wrong("", None, "  ") == []
    assert tickers(pl.DataFrame({"at": [0]})) == []
