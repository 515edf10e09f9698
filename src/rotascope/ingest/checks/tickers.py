"""Q25, for price lines: a symbol that becomes an instrument is a ticker and hides nothing."""

from __future__ import annotations

import re

import polars as pl

from rotascope.ingest.findings import found

__all__ = ["tickers"]

TICKER = re.compile(r"[A-Za-z0-9.^/=_:-]{1,32}")
EXPECTED = "a ticker of 1 to 32 letters, digits and . ^ / = _ : -"


def tickers(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Symbols that are no ticker. Blank ones are Q02's matter; spaces around one do no harm.

    Control characters, marks that turn the direction of writing and letters that only look like
    ASCII never pass; what was seen is told escaped.
    """
    if "symbol" not in frame.columns:
        return []
    seen = frame["symbol"].unique().cast(pl.String).drop_nulls().to_list()
    wrong = [s for s in seen if s.strip(" ") and not TICKER.fullmatch(s.strip(" "))]
    if not wrong:
        return []
    escaped = pl.col("symbol").cast(pl.String).replace({s: ascii(s)[:80] for s in wrong})
    bad = pl.col("symbol").cast(pl.String).is_in(wrong)
    return [found(frame, bad, "Q25", EXPECTED, escaped)]
