"""Yahoo's chart JSON: daily bars as traded, and the splits and dividends that explain them.

Yahoo adjusts every price, volume and dividend of a body for every split up to the day of the request.
A body always reaches to that day, so it names each split its own numbers were adjusted for, and
multiplying them back gives what was traded and paid: numbers that a later split changes no more. That
is why a line fetched in parts stays right: bars on file need no change when a split comes, and the
next body takes it off again. Where Yahoo announces a split before it adjusts the prices, or adjusts
before it announces (both have happened), the bars are off by the ratio and the gate sees it: Q10
against what is on file, Q14 against the actions. A spin-off comes as an odd split (1253:1000), which
is what the line lost in value, not a number of shares. For funds, `amount` includes capital gains. Prices
are Yahoo's float32, exact to seven digits; after a reverse split the last digits of older volumes are
lost, which a body that overlaps shows as a revised volume.

The parsing is our own, although yfinance is the well-kept client: its functions turn null, NaN and
infinity into one thing, and come with pandas and a session that asks Yahoo by itself. The tests use
it as an independent oracle on the same bodies.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import numpy as np
import polars as pl

from rotascope import sessions
from rotascope.catalog import Catalog, Instrument
from rotascope.errors import BadFile
from rotascope.net.body import Manners
from rotascope.providers.jobs import DatasetSpec, Job, reading, with_rows
from rotascope.providers.moments import epoch, new_york_day
from rotascope.providers.requests import Needs, Request
from rotascope.registry import provider, source

__all__ = ["first_day", "plan", "read_yahoo", "traded", "trading", "wanted_from"]

HOST = "query1.finance.yahoo.com"
SPEC = DatasetSpec("yahoo", 40, "Yahoo's daily bars, put back to what was traded", "same session")
OVERLAP = 10
RECENT = 21
AHEAD = timedelta(days=7)
CELLS = ("open", "high", "low", "close", "volume")
PRICES = list(CELLS[:4])


def traded(catalog: Catalog) -> tuple[Instrument, ...]:
    """Instruments a market quotes: no baskets, nothing constructed or planted."""
    real = ("fund", "stock", "index")
    return tuple(i for i in catalog.instruments if i.kind in real and not i.id.startswith("ROTA:"))


def trading(needs: Needs) -> tuple[Instrument, ...]:
    """Those that can have a bar in what is asked for: since a day, else in the last month of sessions.

    A line that left the market earlier is asked for with --since only. Most sources drop such a line,
    and one that never answers would be told as failing on every day.
    """
    since = needs.since or sessions.shift(needs.until, -RECENT)
    lines = traded(needs.catalog)
    return tuple(i for i in lines if i.delisted is None or i.delisted >= since)


def first_day(line: Instrument) -> date:
    """The day a line was first traded, which its permanent id holds."""
    return date.fromisoformat(line.id.rpartition(":")[2])


def wanted_from(needs: Needs, line: Instrument, table: str, dataset: str) -> date:
    """The first day to ask for: `since`, else ten sessions before the newest on file, else the first.

    The overlap is what the gate compares a new body with: without a common day nothing shows that
    both speak of one line.
    """
    if needs.since is not None:
        return max(needs.since, first_day(line))
    newest = needs.on_file.newest(table, dataset, line.id)
    return sessions.shift(newest, -OVERLAP) if newest else first_day(line)


@source(
    "yahoo",
    title="Yahoo: daily bars, splits, dividends",
    hosts=(HOST,),
    terms="Yahoo's terms allow personal use; the data may not be passed on",
    order=20,
)
def plan(needs: Needs) -> tuple[Request, ...]:
    """One body a line of the catalog: bars and actions from where the store ends to now."""
    return tuple(_request(needs, line) for line in trading(needs))


def _request(needs: Needs, line: Instrument) -> Request:
    # A split between `until` and the request has changed the whole body: the body must name it.
    query = {"period1": epoch(wanted_from(needs, line, "bars", SPEC.name)),
             "period2": epoch(needs.until + AHEAD), "interval": "1d", "events": "div,split",
             "includeAdjustedClose": "true"}  # fmt: skip
    url = f"https://{HOST}/v8/finance/chart/{quote(line.symbol)}?{urlencode(query, safe=',')}"
    basis = "index" if line.kind == "index" else "raw"
    # Actions first: the gate looks at a bar's fall beside the splits on file. Indices have none.
    parts = [("actions", {}), ("bars", {"basis": basis})][line.kind == "index" :]
    jobs = tuple(_job(line, part, constants) for part, constants in parts)
    manners = Manners(per_minute=30, seconds=20, headers={"Accept": "application/json"})
    return Request(line.symbol, url, jobs, manners, begins=(b'{"chart"',))


def _job(line: Instrument, part: str, constants: dict[str, str]) -> Job:
    return Job(SPEC, part, Path(), "", reader="yahoo", constants=constants,
               options={"part": part, "symbol": line.symbol})  # fmt: skip


@provider("yahoo")
def read_yahoo(path: Path, **options: Any) -> pl.DataFrame:
    """Yahoo's chart JSON. Option `part`: bars (default) or actions; `symbol`: whose body it must be.

    bars: symbol, date (the session in New York), open, high, low, close, volume as traded. A day on
    which nothing is given is no row; NaN and infinity are rows, for the gate to hold. Of two rows for
    the last day the second stands: Yahoo repeats a running session as it goes on.
    actions: symbol, date (the ex-date), kind, ratio (new shares for one old), amount (USD for one
    share as it was on that day). A line without actions gives no rows.
    """
    with reading(path.name, "Yahoo chart JSON"):
        result = _result(path)
        symbol = _described(path, result["meta"], str(options.get("symbol", "")))
        splits = _splits(result.get("events") or {})
        made = _actions if options.get("part") == "actions" else _bars
        return made(result, splits).with_columns(symbol=pl.lit(symbol))


def _result(path: Path) -> dict[str, Any]:
    chart = json.loads(path.read_bytes())["chart"]
    if chart.get("error") or not chart["result"]:
        said = (chart.get("error") or {}).get("description") or "an empty result"
        raise BadFile(f"{path.name}: Yahoo gave no bars ({said})", "a chart with a result",
                      "check the symbol, then sync again")  # fmt: skip
    found: dict[str, Any] = chart["result"][0]
    return found


def _described(path: Path, meta: dict[str, Any], asked: str) -> str:
    """The body's symbol, after seeing that it holds daily US dollar bars of the line asked for."""
    symbol = str(meta["symbol"])
    wanted = {"symbol": asked or symbol, "currency": "USD", "dataGranularity": "1d"}
    for name, right in wanted.items():
        if meta.get(name, right) not in (right, None):
            raise BadFile(f"{path.name}: {name} is {str(meta[name])[:40]!r}", f"{right!r}",
                          "sync again; if it stays, the vendor changed the line")  # fmt: skip
    return symbol


def _splits(events: dict[str, Any]) -> tuple[list[date], list[float]]:
    """Ex-dates, ascending, and ratios. Raises ValueError for a ratio that is none."""
    found = []
    for split in (events.get("splits") or {}).values():
        ratio = float(split["numerator"]) / float(split["denominator"] or np.nan)
        if not 0.0 < ratio < np.inf:
            raise ValueError(f"a split of {split['numerator']}:{split['denominator']}")
        found.append((new_york_day(split["date"]), ratio))
    found.sort()
    return [day for day, _ in found], [ratio for _, ratio in found]


def _factor(dates: list[date], splits: tuple[list[date], list[float]]) -> pl.Series:
    """What Yahoo divided a day's prices by: the product of the splits after that day."""
    days, ratios = splits
    after = np.append(np.cumprod(np.array(ratios, dtype=np.float64)[::-1])[::-1], 1.0)
    at = np.searchsorted(np.array(days, dtype="datetime64[D]"),
                         np.array(dates, dtype="datetime64[D]"), side="right")  # fmt: skip
    return pl.Series("factor", after[at])


def _bars(result: dict[str, Any], splits: tuple[list[date], list[float]]) -> pl.DataFrame:
    dates = [new_york_day(moment) for moment in result.get("timestamp") or []]
    quoted = result["indicators"]["quote"][0]
    cells = {name: _numbers(quoted.get(name) or [], len(dates)) for name in CELLS}
    frame = pl.DataFrame({"date": dates, **cells},
                         schema={"date": pl.Date} | dict.fromkeys(CELLS, pl.Float64))  # fmt: skip
    factor = _factor(dates, splits)
    raw = with_rows(frame, 1).with_columns(
        pl.col(*PRICES) * factor, volume=(pl.col("volume") / factor).round()
    )
    given = raw.filter(pl.any_horizontal(pl.col(*PRICES).is_not_null()))
    before_last = pl.int_range(pl.len()) == pl.len().cast(pl.Int64) - 2
    return given.filter(~(before_last & (pl.col("date") == pl.col("date").last())))


def _numbers(cells: list[Any], length: int) -> list[float | None]:
    if len(cells) != length:
        raise ValueError(f"{len(cells)} numbers for {length} days")
    return [None if cell is None else _number(cell) for cell in cells]


def _number(cell: Any) -> float:
    """A number, or the word Infinity or NaN as text (seen in their adjusted closes)."""
    if isinstance(cell, bool):
        raise TypeError(f"{cell} where a number belongs")
    return float(cell)


ACTIONS = {"date": pl.Date, "kind": pl.String, "ratio": pl.Float64, "amount": pl.Float64}


def _actions(result: dict[str, Any], splits: tuple[list[date], list[float]]) -> pl.DataFrame:
    paid = list(((result.get("events") or {}).get("dividends") or {}).values())
    foreign = {str(one["currency"]) for one in paid if one.get("currency")} - {"USD"}
    if foreign:
        raise ValueError(f"dividends in {', '.join(sorted(foreign))[:40]}")
    days = [new_york_day(one["date"]) for one in paid]
    amounts = pl.Series([_number(one["amount"]) for one in paid], dtype=pl.Float64)
    given = pl.DataFrame({"date": days, "amount": amounts * _factor(days, splits)},
                         schema={"date": pl.Date, "amount": pl.Float64})  # fmt: skip
    split = pl.DataFrame({"date": splits[0], "ratio": splits[1]},
                         schema={"date": pl.Date, "ratio": pl.Float64})  # fmt: skip
    both = pl.concat(
        [split.with_columns(kind=pl.lit("split")), given.with_columns(kind=pl.lit("dividend"))],
        how="diagonal",
    )
    return with_rows(both.select(**{n: pl.col(n).cast(k) for n, k in ACTIONS.items()})
                     .sort("date", "kind", maintain_order=True), 1)  # fmt: skip
