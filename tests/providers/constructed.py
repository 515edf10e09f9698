"""Bodies in sources' real formats with invented numbers, and where recorded or constructed ones lie.

`python -m tests.providers.constructed` writes those under tests/replay/bodies again. None of their
numbers is anybody's price: they are made by the formulas below.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from math import sin
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo

import numpy as np

from rotascope.sessions import all_sessions

BODIES = Path(__file__).resolve().parents[1] / "replay" / "bodies"
NEW_YORK = ZoneInfo("America/New_York")
FIRST, LAST = date(2026, 3, 2), date(2026, 6, 12)
Ratio = tuple[float, float]


def body_of(url: str) -> Path | None:
    """The stored body of an address: host/path, or host/path@name=value where the query decides."""
    parts = urlsplit(url)
    plain = BODIES / parts.netloc / unquote(parts.path).strip("/")
    named = [plain.with_name(f"{plain.name}@{k}={v}") for k, v in parse_qsl(parts.query)]
    return next((path for path in [*named, plain] if path.is_file()), None)


def days(first: date = FIRST, last: date = LAST) -> list[date]:
    """Sessions from first to last."""
    known = all_sessions()
    inside = known[(known >= np.datetime64(first)) & (known <= np.datetime64(last))]
    return [day.item() for day in inside]


def closes(n: int, start: float) -> list[float]:
    """A quiet line: 1 % waves around a slow rise."""
    return [round(start * (1 + 0.001 * i + 0.01 * sin(1.7 * i)), 2) for i in range(n)]


def moment(day: date, at: time = time(9, 30)) -> int:
    """Seconds since 1970 of an hour in New York."""
    return int(datetime.combine(day, at, NEW_YORK).timestamp())


def single(value: float) -> float:
    """As Yahoo prints a price: the float32 next to it, as a double."""
    return float(np.float32(value))


def factor(day: date, splits: Mapping[date, Ratio]) -> float:
    """By what Yahoo divides a price of that day."""
    return float(np.prod([new / old for when, (new, old) in splits.items() if when > day] or [1.0]))


def meta(symbol: str, kind: str, last: date) -> dict[str, Any]:
    """What Yahoo says of a line, in its order."""
    return {
        "currency": "USD", "symbol": symbol, "exchangeName": "PCX", "fullExchangeName": "NYSEArca",
        "instrumentType": kind, "firstTradeDate": 728317800,
        "regularMarketTime": moment(last, time(16)), "hasPrePostMarketData": True,
        "gmtoffset": -14400, "timezone": "EDT", "exchangeTimezoneName": "America/New_York",
        "regularMarketPrice": 100.0, "chartPreviousClose": 100.0, "priceHint": 2,
        "dataGranularity": "1d", "range": "",
        "validRanges": ["1d", "5d", "1mo", "3mo", "6mo", "1y", "2y", "5y", "10y", "ytd", "max"],
    }  # fmt: skip


def chart(
    symbol: str,
    on: Sequence[date],
    raw: Sequence[float],
    *,
    splits: Mapping[date, Ratio] = {},
    dividends: Mapping[date, float] = {},
    kind: str = "ETF",
    volume: int = 5_000_000,
) -> dict[str, Any]:
    """A chart body for closes as traded: prices, volumes and dividends adjusted as Yahoo does."""
    by = [factor(day, splits) for day in on]
    quote: dict[str, list[float | int | None]] = {
        name: [single(close * more / f) for close, f in zip(raw, by, strict=True)]
        for name, more in (("open", 0.996), ("high", 1.008), ("low", 0.992), ("close", 1.0))
    }
    quote["volume"] = [round((volume + 1_000 * i) * f) for i, f in enumerate(by)]
    events: dict[str, Any] = {}
    if dividends:
        events["dividends"] = {
            str(moment(day)): {"amount": round(paid / factor(day, splits), 6), "date": moment(day)}
            for day, paid in dividends.items()
        }
    if splits:
        events["splits"] = {
            str(moment(day)): {"date": moment(day), "numerator": float(new),
                               "denominator": float(old), "splitRatio": f"{new:g}:{old:g}"}
            for day, (new, old) in splits.items()
        }  # fmt: skip
    indicators = {"quote": [quote], "adjclose": [{"adjclose": list(quote["close"])}]}
    result = {"meta": meta(symbol, kind, on[-1]), "timestamp": [moment(day) for day in on],
              **({"events": events} if events else {}), "indicators": indicators}  # fmt: skip
    return {"chart": {"result": [result], "error": None}}


def compact(document: object) -> str:
    """JSON as servers send it."""
    return json.dumps(document, separators=(",", ":"))


def stooq(on: Sequence[date], level: Sequence[float], header: str) -> str:
    """Stooq's CSV under a header of its own."""
    lines = [f"{day},{c * 0.997:.4f},{c * 1.006:.4f},{c * 0.993:.4f},{c:.4f},{4_000_000 + i}"
             for i, (day, c) in enumerate(zip(on, level, strict=True))]  # fmt: skip
    return "\r\n".join([header, *lines]) + "\r\n"


POLISH = "\r\nData,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie,Wolumen"
ENGLISH = "Date,Open,High,Low,Close,Volume"


def observation(date_: str, value: str, start: str, end: str = "9999-12-31") -> dict[str, str]:
    """One vintage of one period, as ALFRED prints it."""
    return {"realtime_start": start, "realtime_end": end, "date": date_, "value": value}


def alfred(rows: Sequence[dict[str, str]], count: int | None = None) -> dict[str, Any]:
    """The API's answer."""
    return {
        "realtime_start": "1776-07-04", "realtime_end": "9999-12-31",
        "observation_start": "1600-01-01", "observation_end": "9999-12-31", "units": "lin",
        "output_type": 1, "file_type": "json", "order_by": "observation_date",
        "sort_order": "asc", "count": len(rows) if count is None else count, "offset": 0,
        "limit": 100000, "observations": list(rows),
    }  # fmt: skip


# Release days are the real ones of the shutdown of 2013 (payrolls of September on 22 October instead
# of the 4th, consumer prices on the 30th instead of the 16th); every value is invented.
PAYROLLS = (
    observation("2013-07-01", "136000", "2013-08-02", "2013-09-05"),
    observation("2013-07-01", "136010", "2013-09-06", "2013-10-21"),
    observation("2013-07-01", "136005", "2013-10-22"),
    observation("2013-08-01", "136150", "2013-09-06", "2013-10-21"),
    observation("2013-08-01", "136170", "2013-10-22"),
    observation("2013-09-01", "136320", "2013-10-22"),
)
PRICES = (
    observation("2013-07-01", "233.1", "2013-08-15"),
    observation("2013-08-01", "233.4", "2013-09-17"),
    observation("2013-09-01", "233.8", "2013-10-30"),
)
PRODUCT = (
    observation("2013-07-01", "16900.1", "2013-11-07", "2013-12-04"),
    observation("2013-07-01", "16950.2", "2013-12-05"),
    observation("2013-10-01", "17100.3", "2014-01-30", "2014-02-27"),
    observation("2013-10-01", "17080.4", "2014-02-28", "2014-03-26"),
    observation("2013-10-01", ".", "2014-03-27", "2014-03-30"),
    observation("2013-10-01", "17090.5", "2014-03-31"),
)


def option(code: str, bid: float, iv: float, **more: Any) -> dict[str, Any]:
    """One option of a chain."""
    return {
        "option": code, "bid": bid, "bid_size": 2.0, "ask": round(bid + 0.05, 2), "ask_size": 3.0,
        "iv": iv, "open_interest": 2960.0, "volume": 12.0, "delta": 0.51, "gamma": 0.02,
        "vega": 0.1, "theta": -0.05, "rho": 0.03, "theo": bid, "change": 0.0, "open": bid,
        "high": bid, "low": bid, "tick": "no_change", "last_trade_price": bid,
        "last_trade_time": "2026-06-12T15:59:50", "percent_change": 0.0, "prev_day_close": bid,
    } | more  # fmt: skip


def options(
    symbol: str, listed: Sequence[dict[str, Any]], stamp: str = "2026-06-12 20:01:30"
) -> dict[str, Any]:
    """A chain as CBOE hands it out; the stamp is UTC."""
    data = {"options": list(listed), "symbol": symbol, "security_type": "stock", "exchange_id": 5,
            "current_price": 600.25, "price_change": 1.5, "bid": 600.2, "ask": 600.3,
            "close": 600.25, "prev_day_close": 598.75, "volume": 1000,
            "last_trade_time": "2026-06-12T16:00:00"}  # fmt: skip
    return {"timestamp": stamp, "data": data, "symbol": symbol}


def meeting(month: str, on: str, shaded: bool = False, more: str = "") -> str:
    """One row of the FOMC's calendar page."""
    shade = "fomc-meeting--shaded " if shaded else ""
    return (
        f'<div class="{shade}row fomc-meeting" ">\n'
        f'<div class="{shade}fomc-meeting__month col-xs-5 col-sm-3 col-md-2"><strong>{month}</strong>'
        f'</div>\n<div class="fomc-meeting__date col-xs-4 col-sm-9 col-md-10 col-lg-1">{on}</div>\n'
        f'<div class="col-xs-12 col-md-4 col-lg-4 fomc-meeting__minutes">{more}</div>\n</div>\n'
    )


def panel(year: int, rows: str) -> str:
    """A year of it."""
    return (
        f'<div class="panel panel-default"><div class="panel-heading"><h4><a id="{year}">{year} FOMC'
        f" Meetings</a></h4></div>\n{rows}</div>\n"
    )


RELEASED = (
    '<strong>Minutes:</strong><br>\n<a href="/monetarypolicy/files/fomcminutes.pdf">PDF</a>'
    "<br>(Released May 20, 2026)"
)
CALENDAR = (
    "<!DOCTYPE html>\n<html><head><title>FOMC calendars</title><script>if (1 < 2) {}</script></head>"
    "<body>\n"
    + panel(2027, meeting("January", "26-27") + meeting("March", "16-17*", shaded=True))
    + panel(
        2026,
        meeting("January", "27-28", more=RELEASED)
        + meeting("March", "17-18*", shaded=True)
        + meeting("Apr/May", "30-1")
        + meeting("May", "22 (notation vote)")
        + meeting("June", "16-17*", shaded=True)
        + meeting("July", "28-29"),
    )
    + panel(2020, meeting("March", "3 (unscheduled)") + meeting("March", "17-18 (cancelled)"))
    + '<p class="lastUpdate">Last Update: May 20, 2026</p></body></html>\n'
)

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Invented Markets Wire</title><link>https://news.example/</link>
<description>Constructed headlines</description>
<item><title>Small caps lead &amp; breadth widens</title><guid isPermaLink="false">wire-1001</guid>
<link>https://news.example/1001</link><pubDate>Fri, 12 Jun 2026 13:05:00 GMT</pubDate>
<description>&lt;p&gt;The &lt;b&gt;Russell&lt;/b&gt; rose.&lt;/p&gt;
&lt;script&gt;alert(1)&lt;/script&gt;</description></item>
<item><title>Fed minutes: \u202eno\u202c surprise</title><link>https://news.example/1002</link>
<pubDate>Fri, 12 Jun 2026 21:30:00 GMT</pubDate><description>After the close.</description></item>
</channel></rss>
"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Invented Filings</title><id>urn:filings</id>
<updated>2026-06-11T12:00:00Z</updated>
<entry><title type="html">Mega caps &amp;lt;b&amp;gt;report&amp;lt;/b&amp;gt; in July</title>
<id>urn:filings:7</id>
<link href="https://filings.example/7"/><published>2026-06-11T08:00:00-04:00</published>
<updated>2026-06-11T12:00:00Z</updated>
<content type="html">&lt;i&gt;Dates&lt;/i&gt; are set.</content></entry>
</feed>
"""

CURVE = ('Date,"1 Mo","1.5 Month","2 Mo","3 Mo","4 Mo","6 Mo","1 Yr","2 Yr","3 Yr","5 Yr","7 Yr",'
         '"10 Yr","20 Yr","30 Yr"')  # fmt: skip


def curve(on: Sequence[date]) -> str:
    """The Treasury's CSV, newest first; 1.5 months are missing before 8 May, as new maturities are."""
    lines = []
    for i, day in enumerate(on):
        yields = [f"{3.6 + 0.05 * k + 0.01 * sin(i):.2f}" for k in range(14)]
        yields[1] = "" if day < date(2026, 5, 8) else yields[1]
        lines.append(",".join([f"{day:%m/%d/%Y}", *yields]))
    return "\n".join([CURVE, *reversed(lines)]) + "\n"


def fred(name: str, rows: Sequence[tuple[str, str]]) -> str:
    """The graph's CSV."""
    return "\n".join([f"observation_date,{name}", *(f"{d},{v}" for d, v in rows)]) + "\n"


# No survey was taken in October 2025: the source prints a dot.
UNEMPLOYED = [("2025-07-01", "4.2"), ("2025-08-01", "4.3"), ("2025-09-01", "4.4"), ("2025-10-01", "."),
              ("2025-11-01", "4.5"), ("2025-12-01", "4.4"), ("2026-01-01", "4.3")]  # fmt: skip


def bodies() -> dict[str, str]:
    """Every constructed body by its path under tests/replay/bodies."""
    on = days()
    n = len(on)
    index = chart("^GSPC", on, closes(n, 6000), kind="INDEX", volume=3_000_000_000)
    split = chart("NVDA", on, [c / (4 if d >= date(2026, 5, 4) else 1)
                               for c, d in zip(closes(n, 800), on, strict=True)],
                  splits={date(2026, 5, 4): (4, 1)},
                  dividends={date(2026, 3, 11): 0.04, date(2026, 6, 10): 0.01}, kind="EQUITY",
                  )  # fmt: skip
    halted = split["chart"]["result"][0]["indicators"]["quote"][0]
    for cells in halted.values():
        cells[20] = None
    spy = chart("SPY", on, closes(n, 600), dividends={date(2026, 3, 20): 1.7})
    iwm = chart("IWM", on, closes(n, 230), dividends={date(2026, 3, 17): 0.6})
    yahoo = "query1.finance.yahoo.com/v8/finance/chart"
    graph, api = (
        "fred.stlouisfed.org/graph/fredgraph.csv",
        "api.stlouisfed.org/fred/series/observations",
    )
    rates = "home.treasury.gov/resource-center/data-chart-center/interest-rates/daily-treasury-rates.csv"
    chains = "cdn.cboe.com/api/global/delayed_quotes/options"
    spx = [option("SPX260619C06000000", 55.5, 0.14), option("SPXW260619C06000000", 55.9, 0.141),
           option("SPXW260619P06000000", 52.1, 0.0, last_trade_price=0.0)]  # fmt: skip
    return {
        f"{yahoo}/SPY": compact(spy), f"{yahoo}/IWM": compact(iwm),
        f"{yahoo}/NVDA": compact(split), f"{yahoo}/^GSPC": compact(index),
        "stooq.com/q/d/l@s=spy.us": stooq(on, closes(n, 598), POLISH),
        "stooq.com/q/d/l@s=iwm.us": stooq(on, closes(n, 229), ENGLISH),
        "stooq.com/q/d/l@s=^spx": stooq(on, closes(n, 6000), ENGLISH),
        "stooq.com/q/d/l@s=qqq.us": "Brak danych",
        "stooq.com/q/d/l@s=nvda.us": "Exceeded the daily hits limit",
        f"{graph}@id=DGS2": fred("DGS2", [(str(d), f"{3.9 + 0.02 * sin(i):.2f}" if i % 29 else "")
                                          for i, d in enumerate(on)]),
        f"{graph}@id=UNRATE": fred("UNRATE", UNEMPLOYED),
        f"{graph}@id=CPIAUCSL": fred("CPIAUCSL", [("2025-11-01", "325.1"), ("2025-12-01", "326.0")]),
        f"{api}@series_id=PAYEMS": compact(alfred(PAYROLLS)),
        f"{api}@series_id=CPIAUCSL": compact(alfred(PRICES)),
        f"{api}@series_id=GDP": compact(alfred(PRODUCT)),
        f"{rates}/2026/all": curve(on),
        f"{chains}/SPY.json": compact(options("SPY", [option("SPY260619C00600000", 5.5, 0.15),
                                                      option("SPY260619P00600000", 5.1, 0.16)])),
        f"{chains}/_SPX.json": compact(options("^SPX", spx)),
        "www.federalreserve.gov/monetarypolicy/fomccalendars.htm": CALENDAR,
        "news.example/rss.xml": RSS, "filings.example/atom.xml": ATOM,
    }  # fmt: skip


def main() -> None:
    """Write them."""
    for name, text in bodies().items():
        path = BODIES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


if __name__ == "__main__":
    main()
