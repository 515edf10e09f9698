"""Q07: bars from before a line was listed, or from after it was delisted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl

from rotascope.sessions import last_session, shift
from tests.ingest.planted.case import Planted
from tests.ingest.planted.prices import as_text, bars, closes, levels, planted

Made = Callable[..., pl.DataFrame]


def early(
    name: str, symbol: str, listed: str, n: int = 1, made: Made = closes, after: int = 15,
    text: bool = False,
) -> Planted:  # fmt: skip
    """`n` rows before the first session of a line; the twin begins on it."""
    first = shift(last_session(date.fromisoformat(listed)), -n)
    wrong = made(symbol, n=n + after, first=first.isoformat())
    if text:
        wrong = as_text(wrong, "date")
    return planted(name, wrong, wrong.slice(n), range(n))


def late(name: str, symbol: str, delisted: str, n: int = 1, made: Made = closes,
         before: int = 15) -> Planted:  # fmt: skip
    """`n` rows after the last session of a line; the twin ends on it."""
    first = shift(date.fromisoformat(delisted), 1 - before)
    wrong = made(symbol, n=before + n, first=first.isoformat())
    return planted(name, wrong, wrong.head(before), range(before, before + n))


def among(name: str, symbol: str, listed: str, others: str, at: tuple[int, ...]) -> Planted:
    """Lines of one file that begin on one day, of which one was not listed yet on the first two."""
    first = shift(date.fromisoformat(listed), -2)
    symbols = f"{others} {symbol}"
    wrong = levels(symbols, n=12, first=first.isoformat())
    return planted(name, wrong, wrong.filter(~pl.int_range(pl.len()).is_in(list(at))), at)


VARIANTS = (
    early("a day before MAGS", "MAGS", "2023-04-11"),
    early("three days before XMAG", "XMAG", "2024-10-22", 3, levels),
    early("five days before Tesla", "TSLA", "2010-06-29", 5, bars),
    early("a day before the S&P 500's fund", "SPY", "1993-01-29"),
    early("two days before the Russell 2000's fund", "IWM", "2000-05-26", 2, levels),
    early("a day before NVIDIA", "NVDA", "1999-01-22", made=bars),
    early("four days before Amazon, in text", "AMZN", "1997-05-15", 4, text=True),
    early("a day before Apple", "AAPL", "1980-12-12", made=levels),
    early("before Facebook, under today's ticker", "META", "2012-05-18", 2),
    early("before Facebook, under its own", "FB", "2012-05-18", 2, levels),
    early("before Alphabet's class A", "GOOGL", "2004-08-19", 3, bars),
    early("before the bars that class C was given", "GOOG", "2004-08-19", made=levels),
    early("before Berkshire's class B, with a point", "BRK.B", "1996-05-09", 2),
    early("before the equal-weight fund, in small letters", "rsp", "2003-05-01", 1, levels),
    early("before the communication sector", "XLC", "2018-06-19", 5),
    late("a day after Twitter", "TWTR", "2022-10-27"),
    late("five days after Twitter", "TWTR", "2022-10-27", 5, levels),
    late("two days after VMware", "VMW", "2023-11-21", 2, bars),
    late("a day after VMware, in a long line", "VMW", "2023-11-21", 1, levels, 200),
    late("three days after VMware, in a short one", "VMW", "2023-11-21", 3, closes, 4),
    among("a new fund among old ones", "SPMO", "2015-10-12", "SPY IWM QQQ", (36, 37)),
    among("a new sector among strangers", "XLRE", "2015-10-08", "QAA QAB", (24, 25)),
)
