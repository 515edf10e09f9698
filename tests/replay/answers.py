"""What the replay server says at an address: a recorded body, a constructed one, or one made by formula.

Recorded bodies lie in the shared data and are never committed; constructed ones lie in `bodies/`. Where a
plan asks for hundreds of lines, the rest follows the format of the constructed ones: invented numbers in
the source's real form, the same for the same address, so that two syncs can be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from math import isfinite, sin
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit
from zlib import crc32

from rotascope.catalog import load
from rotascope.providers.series import REGISTERED, Registered
from tests.providers import constructed

__all__ = ["Replayed", "replayed"]

LAST = constructed.LAST
Replayed = tuple[bytes, str]
RECORDED: Mapping[str, str] = {
    "fred.stlouisfed.org/graph/fredgraph.csv?id=BAA10Y": "formats/fred/BAA10Y.csv",
    "fred.stlouisfed.org/graph/fredgraph.csv?id=DGS10": "formats/fred/DGS10.csv",
    "fred.stlouisfed.org/graph/fredgraph.csv?id=T10Y2Y": "formats/fred/T10Y2Y.csv",
    "fred.stlouisfed.org/graph/fredgraph.csv?id=VIXCLS": "formats/fred/VIXCLS.csv",
    "stooq.com/q/d/l?s=spy.us": "formats/stooq_spy_us_d.csv",
    "IWM_holdings": "holdings/IWM_holdings_2026-04-10.csv",
    "IVV_holdings": "holdings/IVV_holdings_2023-04-06.csv",
    "holdings-daily-us-en-spy.xlsx": "holdings/holdings-daily-us-en-spy_2025-09-05.xlsx",
    "companyfacts/CIK0000320193.json": "earnings/sec_companyfacts/CIK0000320193.json",
    "companyfacts/CIK0001652044.json": "earnings/sec_companyfacts/CIK0001652044.json",
}
TYPES = {".json": "application/json", ".xml": "text/xml", ".xlsx": "application/octet-stream",
         ".htm": "text/html", ".zip": "application/zip"}  # fmt: skip


def replayed(
    url: str, shared: Path | None = None, first: date = constructed.FIRST
) -> Replayed | None:
    """(body, content type) at https://host/path?query; None where the source would say 404.

    `shared`: the folder of real data, whose bodies come before the constructed ones; `first` is how far
    back bodies made by formula reach.
    """
    kind = TYPES.get(Path(urlsplit(url).path).suffix, "text/csv")
    recorded = _recorded(url, shared)
    if recorded is not None:
        return recorded, kind
    stored = constructed.body_of(url)
    if stored is not None:
        return stored.read_bytes(), kind
    made = _made(url, first)
    return None if made is None else (made.encode(), kind)


def _recorded(url: str, shared: Path | None) -> bytes | None:
    if shared is None:
        return None
    plain = url.removeprefix("https://").replace("/?", "?")
    for word, path in RECORDED.items():
        if word in plain:
            return (shared / path).read_bytes()
    return None


def _made(url: str, first: date) -> str | None:
    parts = urlsplit(url)
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    maker = MAKERS.get(parts.hostname or "")
    return maker(unquote(parts.path), asked, first) if maker else None


def _level(symbol: str) -> float:
    """Where a line starts: between 40 and 440, the same on every machine."""
    return 40 + crc32(symbol.encode()) % 400


def _yahoo(path: str, asked: Mapping[str, str], first: date) -> str | None:
    symbol = path.rpartition("/")[2]
    listed = load().lookup(symbol)
    start, end = (datetime.fromtimestamp(int(asked[p]), UTC).date() for p in ("period1", "period2"))
    every = constructed.days(first)
    inside = [day for day in every if start <= day <= end]
    if listed is None or not inside:
        return None
    level = dict(zip(every, constructed.closes(len(every), _level(symbol)), strict=True))
    kind = {"index": "INDEX", "fund": "ETF"}.get(listed.kind, "EQUITY")
    made = constructed.chart(symbol, inside, [level[day] for day in inside], kind=kind)
    # A day's volume is that day's, from wherever the body starts.
    quote = made["chart"]["result"][0]["indicators"]["quote"][0]
    quote["volume"] = [3_000_000 + 1_000 * (day.toordinal() % 997) for day in inside]
    return constructed.compact(made)


def _stooq(path: str, asked: Mapping[str, str], first: date) -> str:
    del path
    symbol = asked["s"].upper().removesuffix(".US").replace(".", "-")
    every = constructed.days(first)
    levels = dict(zip(every, constructed.closes(len(every), _level(symbol)), strict=True))
    start = asked.get("d1", "")
    inside = [day for day in every if f"{day:%Y%m%d}" >= start]
    text = constructed.stooq(inside, [levels[d] for d in inside], constructed.ENGLISH)
    return text if inside else "No data"


def _periods(period: str) -> list[date]:
    """Days a series of this period speaks of."""
    if period in ("m", "q"):
        step = {"m": 1, "q": 3}[period]
        return [date(year, month, 1) for year in (2024, 2025) for month in range(1, 13, step)]
    return constructed.days()[:: 5 if period == "w" else 1]


def _fred(path: str, asked: Mapping[str, str], first: date) -> str | None:
    del path, first
    name = asked.get("id", "")
    known = REGISTERED.get(name)
    if known is None:
        return None
    rows = [(str(day), f"{value:.3f}") for day, value in _values(known)]
    return constructed.fred(name, rows)


def _values(known: Registered) -> list[tuple[date, float]]:
    """A quiet course through values that the series can have."""
    low, high = (known.low, known.high) if isfinite(known.high) else (90.0, 110.0)
    base = 1.5 * low if low > 0 else low + 0.4 * (high - low)
    wave = 0.01 * min(abs(base) or 1.0, high - low)
    return [(day, base + wave * sin(i)) for i, day in enumerate(_periods(known.period))]


def _alfred(path: str, asked: Mapping[str, str], first: date) -> str | None:
    del path, first
    known = REGISTERED.get(asked.get("series_id", ""))
    if known is None:
        return None
    made = [
        constructed.observation(str(day), f"{value:.3f}", str(day + timedelta(days=130)))
        for day, value in _values(known)
    ]
    return constructed.compact(constructed.alfred(made))


def _treasury(path: str, asked: Mapping[str, str], first: date) -> str:
    del path, first
    year = int(asked["field_tdr_date_value"])
    return constructed.curve(constructed.days(date(year, 3, 1), date(year, 3, 31)))


def _cboe(path: str, asked: Mapping[str, str], first: date) -> str:
    del asked, first
    code = path.rpartition("/")[2].removesuffix(".json")
    root = code.removeprefix("_")
    listed = [constructed.option(f"{root}260619C00600000", 5.5, 0.15),
              constructed.option(f"{root}260619P00600000", 5.1, 0.16)]  # fmt: skip
    return constructed.compact(constructed.options(code.replace("_", "^"), listed))


MAKERS: Mapping[str, Callable[[str, Mapping[str, str], date], str | None]] = {
    "query1.finance.yahoo.com": _yahoo,
    "stooq.com": _stooq,
    "fred.stlouisfed.org": _fred,
    "api.stlouisfed.org": _alfred,
    "home.treasury.gov": _treasury,
    "cdn.cboe.com": _cboe,
}
