"""CBOE's delayed chain as JSON: every option of an underlying, with the vendor's greeks."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from rotascope.catalog import Catalog
from rotascope.net.body import Manners
from rotascope.providers.jobs import DatasetSpec, Job, reading, with_rows
from rotascope.providers.moments import NEW_YORK, known_after
from rotascope.providers.requests import Needs, Request
from rotascope.registry import provider, source

__all__ = ["plan", "read_cboe_json"]

HOST = "cdn.cboe.com"
SPEC = DatasetSpec(
    "cboe",
    10,
    "CBOE delayed chains; a chain taken after the close is known the next session",
    "in file",
)
FUNDS = ("IWM", "SPY", "QQQ")
INDICES = {"^GSPC": "_SPX", "^RUT": "_RUT", "^NDX": "_NDX"}
SEVEN = "MAG7"
QUOTES = {"bid": "bid", "ask": "ask", "last": "last_trade_price", "iv": "iv", "delta": "delta",
          "gamma": "gamma", "volume": "volume", "open_interest": "open_interest"}  # fmt: skip
NEVER_ZERO = ("iv", "last")


@source(
    "cboe",
    title="CBOE: delayed option chains",
    hosts=(HOST,),
    terms="CBOE forbids programs to take its quote tables without its leave: ask for it, or import files"
    " you saved by hand",
    order=60,
    asked_only=True,
)
def plan(needs: Needs) -> tuple[Request, ...]:
    """One chain a session for IWM, SPY, QQQ, the seven, and the S&P 500, Russell 2000, NASDAQ-100."""
    return tuple(_request(symbol, code) for symbol, code in _underlyings(needs.catalog).items())


def _underlyings(catalog: Catalog) -> dict[str, str]:
    listed = (*FUNDS, *catalog.baskets[SEVEN].symbols)
    known = [symbol for symbol in listed if catalog.lookup(symbol)]
    return {symbol: symbol.replace("-", ".") for symbol in known} | INDICES


def _request(symbol: str, code: str) -> Request:
    job = Job(SPEC, "options", Path(), "", reader="cboe_json", known="in file")
    # 30,000 options of the S&P 500 make 15 MB.
    manners = Manners(per_minute=10, seconds=60, tries=3, cap=60_000_000, wire=60_000_000,
                      headers={"Accept": "application/json"})  # fmt: skip
    url = f"https://{HOST}/api/global/delayed_quotes/options/{code}.json"
    return Request(symbol, url, (job,), manners, begins=(b"{",))


@provider("cboe_json")
def read_cboe_json(path: Path, **_: Any) -> pl.DataFrame:
    """One row an option: underlying, date, expiry, strike, right (C or P), quotes, known_at.

    `underlying` is the option's own root (SPX and SPXW settle at different hours on one day). The
    file's stamp is UTC; quotes are 15 minutes older. A volatility or a last price of 0 is no answer:
    null. An option code of another form leaves its row without what it would have said.
    """
    with reading(path.name, "CBOE JSON"):
        document = json.loads(path.read_bytes())
        moment = _moment(document["timestamp"])
        known = known_after(moment)
        body = document["data"]
        spot = None if body.get("current_price") is None else float(body["current_price"])
        frame = with_rows(_frame(body["options"]), 1)
    return frame.with_columns(
        _parts(),
        date=pl.lit(moment.date()),
        known_at=pl.lit(known),
        spot=pl.lit(spot, dtype=pl.Float64),
        **{name: pl.when(pl.col(name) != 0.0).then(pl.col(name)) for name in NEVER_ZERO},
    )


def _moment(stamp: str) -> datetime:
    # Compared with a chain's own Last-Modified header, the stamp is UTC.
    return datetime.fromisoformat(stamp).replace(tzinfo=UTC).astimezone(NEW_YORK)


def _frame(options: list[dict[str, Any]]) -> pl.DataFrame:
    cells = {name: [one.get(theirs) for one in options] for name, theirs in QUOTES.items()}
    codes = [str(one["option"]) for one in options]
    kinds = {"option": pl.String} | dict.fromkeys(QUOTES, pl.Float64)
    return pl.DataFrame({"option": codes, **cells}, schema=kinds)


def _parts() -> list[pl.Expr]:
    """Root, expiry, right and strike (in thousandths) of an option's code: SPXW250516C05900000."""
    code = pl.col("option").str.extract_groups(r"^(.+?)\s*(\d{6})([CP])(\d{8})$")
    return [
        code.struct.field("1").alias("underlying"),
        ("20" + code.struct.field("2")).str.to_date("%Y%m%d", strict=False).alias("expiry"),
        code.struct.field("3").alias("right"),
        (code.struct.field("4").cast(pl.Float64) / 1000.0).alias("strike"),
    ]
