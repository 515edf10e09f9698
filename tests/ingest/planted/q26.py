"""Q26: contracts without notional or dealer, and contracts that pass for shares."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from tests.ingest.planted.case import Planted
from tests.ingest.planted.funds import DAY, file, line, rest

UNDERLYING = ("NVDA", "MSFT", "META", "TSLA", "AMZN", "AAPL")


def contracts(kind: str = "swap", fund: str = "MAGS") -> pl.DataFrame:
    """Six sound contracts of one fund."""
    rows = [
        {
            "fund": fund, "date": DAY, "line": n + 1, "kind": kind, "underlying": symbol,
            "name": f"{symbol} {kind.upper()} NM", "notional": 1e6 * (n + 2), "weight": 0.02 * n,
            "counterparty": "NOMURA" if kind in ("swap", "forward") else None,
            "maturity": date(2027, 5, 4),
        }
        for n, symbol in enumerate(UNDERLYING)
    ]  # fmt: skip
    return pl.DataFrame(
        rows, infer_schema_length=None, schema_overrides={"counterparty": pl.String}
    )


def spoiled(name: str, at: int, of: str = "swap", fund: str = "MAGS", **wrong: Any) -> Planted:
    """One contract with another value in one column."""
    sound = contracts(of, fund)
    rows = pl.int_range(pl.len())
    faulty = sound.with_columns(
        pl.when(rows == at).then(pl.lit(value, dtype=sound.schema[column]))
        .otherwise(pl.col(column)).alias(column)
        for column, value in wrong.items()
    )  # fmt: skip
    return Planted(name, "derivatives", faulty, "held", sound, (at,))


def as_shares(name: str, symbol: str, printed: str, weight: float, at: int = 0) -> Planted:
    """A contract's line of a holdings file that says it is equity."""
    one = line(symbol, weight, printed)
    lines = rest(one)
    lines = [*lines[1 : at + 1], lines[0], *lines[at + 1 :]]
    sound = [{**x, "kind": "derivative"} if x is one else x for x in lines]
    return Planted(name, "holdings", file(lines, "MAGS"), "held", file(sound, "MAGS"), (at,))


VARIANTS = (
    spoiled("a swap without notional", 0, notional=None),
    spoiled("a swap without a dealer", 1, counterparty=None),
    spoiled("a swap with a blank for a dealer", 2, counterparty="  "),
    spoiled("a swap of nothing and nobody", 5, notional=None, counterparty=None),
    spoiled("a forward without notional", 3, "forward", "FXF", notional=None),
    spoiled("a forward without a dealer", 4, "forward", "FXF", counterparty=""),
    spoiled("a future without notional", 2, "future", "IWM", notional=None),
    spoiled("an option without notional", 5, "option", "SWAN", notional=None),
    spoiled("a contract that is equity", 0, kind="equity"),
    spoiled("a contract of an unknown kind", 3, kind="note"),
    spoiled("a swap that lost its kind's letters", 1, kind="swp"),
    as_shares("Roundhill's code for a swap", "595112103 TRS 050427 NM",
              "MICRON TECHNOLOGY INC SWAP NM", 9.1),
    as_shares("the code alone", "67066G104 TRS 063026 GS", "NVIDIA CORP", 14.0, 3),
    as_shares("a code with a letter", "02079K305 SWAP 123126 BARC", "ALPHABET INC", 7.0, 2),
    as_shares("the name alone", "MSFT", "MICROSOFT CORP TOTAL RETURN SWAP", 4.0, 1),
    as_shares("a name in small letters", "META", "Meta Platforms swap", 5.5, 7),
    as_shares("a future on an index", "ESM6", "S&P500 EMINI JUN 26", 0.4),
    as_shares("a future by its abbreviation", "RTYU6", "RUSSELL 2000 FUT SEP26", 1.2, 4),
    as_shares("a future written E-mini", "NQU6", "NASDAQ 100 E-MINI", 2.2, 6),
    as_shares("a currency forward", "EUR", "EUR/USD FWD 20260930", 0.7, 5),
    as_shares("a contract for difference", "AAPL", "APPLE INC CFD", 3.3, 2),
)  # fmt: skip
