"""Q22: rows of a ticker on days on which it named another line, or none."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from rotascope.sessions import all_sessions, as_days
from tests.ingest.planted.case import Earlier, Planted
from tests.ingest.planted.prices import as_text, bars, closes, levels, planted, times

Made = Callable[..., pl.DataFrame]


def sessions(first: str, last: str) -> int:
    days = all_sessions()
    low, high = as_days([first, last])
    return int(((days >= low) & (days <= high)).sum())


def span(made: Made, symbol: str, first: str, last: str, price: float) -> pl.DataFrame:
    """A line's rows from one day to another."""
    return made(symbol, n=sessions(first, last), first=first, price=price)


def naive(
    name: str, etf: tuple[str, str], price: float, after: str = "2022-06-28", made: Made = levels,
    facebook: float = 184.0, text: bool = False,
) -> Planted:  # fmt: skip
    """META as a vendor keeps it by ticker: the metaverse fund, nothing, then Meta Platforms."""
    fund = span(made, "META", *etf, price)
    own = span(made, "META", "2022-06-09", after, facebook)
    both = pl.concat([fund, own])
    if text:
        both, own = as_text(both, "date"), as_text(own, "date")
    return planted(name, both, own, range(len(fund)))


def nobody(
    name: str, symbol: str, first: str, n: int, keep: int, made: Made = closes, price: float = 184.0
) -> Planted:
    """Rows by their day's ticker, `n` of them while it named nobody; the twin has the rest."""
    frame = made(symbol, n=n + keep, first=first, price=price)
    held = range(keep, keep + n) if symbol == "FB" else range(n)
    return planted(name, frame, frame.filter(~pl.int_range(pl.len()).is_in(list(held))), held,
                   symbols="of_date")  # fmt: skip


def gone(name: str, first: str, keep: int, n: int, made: Made = closes) -> Planted:
    """Rows under Facebook's old ticker after its last day, in a file keyed by today's tickers."""
    frame = made("FB", n=keep + n, first=first, price=184.0)
    return planted(name, frame, frame.head(keep), range(keep, keep + n))


def reused(name: str, pause: int, factor: float, n: int = 12, made: Made = levels) -> Planted:
    """A ticker no catalog knows: a line ends, and months later another begins at another price."""
    whole = made(n=n + pause + 15)
    old, new = whole.head(n), whole.tail(15)
    columns = [c for c in ("open", "high", "low", "close", "level") if c in whole.columns]
    other = times(new, range(15), factor, *columns)
    return planted(name, pl.concat([old, other]), pl.concat([old, new]), range(n))


def after_pause(name: str, pause: int, factor: float) -> Planted:
    """A file that goes on with a stored line after months, at another price: its rows are held."""
    whole = closes(n=20 + pause + 5)
    stored, new = whole.head(20), whole.tail(5)
    return planted(name, times(new, range(5), factor, "close"), new, range(5),
                   earlier=(Earlier("bars", stored),))  # fmt: skip


VARIANTS = (
    naive("the naive series of META", ("2021-12-01", "2022-01-28"), 12.31),
    naive("its bars", ("2022-01-03", "2022-01-28"), 12.31, made=bars),
    naive("from the fund's first day", ("2021-06-30", "2022-01-28"), 15.2),
    naive("a week of the fund", ("2022-01-24", "2022-01-28"), 13.1, made=closes),
    naive("one day of the fund", ("2022-01-28", "2022-01-28"), 12.31, "2022-06-15"),
    naive("the fund at the price of the stock", ("2021-11-01", "2022-01-28"), 183.0),
    naive("the fund in text", ("2022-01-18", "2022-01-28"), 12.5, text=True),
    naive("the fund at sixteen dollars", ("2021-11-08", "2021-11-19"), 16.4, made=bars),
    naive("the fund, then one day of the stock", ("2022-01-10", "2022-01-28"), 12.9, "2022-06-09"),
    nobody("META on the last days that it named nobody", "META", "2022-06-06", 3, 10),
    nobody("META in spring, when it named nobody", "META", "2022-05-23", 12, 8, levels),
    nobody("META before the fund was there", "META", "2021-06-28", 2, 9, closes, 15.0),
    nobody("Facebook's ticker the day after", "FB", "2022-06-01", 1, 6),
    nobody("Facebook's ticker for a week more", "FB", "2022-05-25", 5, 10, levels),
    nobody("Facebook's ticker, whole bars", "FB", "2022-06-02", 4, 5, bars),
    gone("FB after its last day", "2022-05-31", 7, 1),
    gone("FB a fortnight too long", "2022-05-20", 13, 10, levels),
    gone("FB three days too long", "2022-06-06", 3, 3, bars),
    reused("a ticker given to another line after a year", 252, 14.0),
    reused("after two months, at a sixth", 42, 1 / 6),
    reused("after a quarter, whole bars", 63, 5.0, made=bars),
    reused("after two years, closes at a twentieth", 504, 0.05, 5, closes),
    after_pause("a stored line goes on after three months at ten times the price", 63, 10.0),
    after_pause("a stored line goes on after a year at a fortieth", 252, 1 / 40),
)
