"""Frames of the planted market in the schemas of `store.tables`: arithmetic only, no truth of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rotascope import sessions
from rotascope.sessions import Days, as_days
from rotascope.store.tables import TABLES

__all__ = [
    "DATASET",
    "bars",
    "frame",
    "holdings",
    "macro",
    "meetings",
    "members",
    "quarter_ends",
    "returns",
]

Vector = NDArray[np.float64]
DATASET = "planted"


def frame(table: str, columns: Mapping[str, object]) -> pl.DataFrame:
    """`columns` in the table's schema, sorted by its key; columns not given are null."""
    schema = TABLES[table].schema
    given = pl.DataFrame({"dataset": DATASET, **columns}, strict=False)
    cells = [
        pl.col(name).cast(kind) if name in given.columns else pl.lit(None, kind).alias(name)
        for name, kind in schema.items()
    ]
    return given.select(cells).sort([*TABLES[table].key, "known_at"])


def month_ends(days: Days) -> NDArray[np.intp]:
    """Rows of the last session of each complete month, and the last row."""
    months = days.astype("datetime64[M]")
    return np.append(np.flatnonzero(months[1:] != months[:-1]), len(days) - 1)


def quarter_ends(days: Days) -> NDArray[np.intp]:
    """Rows of the last session of March, June, September and December: planted ex-dividend days."""
    rows = month_ends(days)
    month = days[rows].astype("datetime64[M]").astype(np.int64) % 12 + 1
    return np.asarray(rows[month % 3 == 0])


def returns(lines: Mapping[str, Vector], days: Days) -> pl.DataFrame:
    """One-session total returns by instrument; the first row anchors the line at 100, NaN = no row."""
    ids = list(lines)
    tr = np.concatenate([lines[i] for i in ids])
    first = np.tile(np.arange(len(days)) == 0, len(ids))
    dates = np.tile(days, len(ids))
    rows = frame(
        "returns",
        {
            "instrument": np.repeat(np.array(ids, dtype=object), len(days)).tolist(),
            "date": dates,
            "known_at": dates,
            "tr": tr,
            "anchor": np.where(first, 100.0, np.nan),
        },
    )
    kept = rows.filter(pl.col("tr").is_not_nan())
    anchored = pl.col("anchor").is_not_nan()
    return kept.with_columns(
        pl.when(anchored).then(None).otherwise(pl.col("tr")).alias("tr"),
        pl.when(anchored).then(pl.col("anchor")).alias("anchor"),
    )


def price_levels(tr: Vector, dividends: NDArray[np.intp], a_quarter: float) -> Vector:
    """Prices from total returns: on an ex-dividend row the price grows by tr less the dividend."""
    growth = 1.0 + tr
    growth[dividends] -= a_quarter
    growth[0] = 1.0
    return np.asarray(100.0 * np.cumprod(growth))


def bars(
    lines: Mapping[str, tuple[Vector, float]],
    days: Days,
    dividends: NDArray[np.intp],
    draw: np.random.Generator,
) -> pl.DataFrame:
    """Daily bars on price basis; `lines` holds (total returns, dividend a quarter) by instrument."""
    parts = []
    for instrument, (tr, a_quarter) in lines.items():
        close = price_levels(tr, dividends, a_quarter)
        opened = np.concatenate([close[:1], close[:-1]]) * (
            1.0 + 0.001 * draw.standard_normal(len(days))
        )
        reach = np.abs(0.003 * draw.standard_normal((2, len(days))))
        columns = {
            "instrument": [instrument] * len(days),
            "date": days,
            "known_at": days,
            "open": opened,
            "high": np.maximum(opened, close) * (1.0 + reach[0]),
            "low": np.minimum(opened, close) * (1.0 - reach[1]),
            "close": close,
            "volume": draw.integers(10_000_000, 50_000_000, len(days)),
            "basis": ["split"] * len(days),
        }
        parts.append(frame("bars", columns))
    return pl.concat(parts).sort([*TABLES["bars"].key, "known_at"])


def holdings(
    fund: str,
    lines: Sequence[str],
    days: Days,
    caps: Vector,
    split: tuple[str, date, int],
) -> pl.DataFrame:
    """Month-end files: weights are market values over their sum, less 0.2 % cash; known a session later.

    caps (T, N), 0 = not held. Before the split's day the line has half the shares at twice the price.
    """
    rows = month_ends(days)[:-1]  # the file of the last day is not out yet
    net = 1e9
    weight = caps[rows] / caps[rows].sum(axis=1, keepdims=True) * 0.998
    price = 50.0 * caps[rows] / np.where(caps[0] > 0, caps[0], caps[-1])
    early = days[rows] < np.datetime64(split[1])
    price[early, lines.index(split[0])] *= split[2]
    at, line = np.nonzero(weight)
    cash = np.arange(len(rows))
    value = np.append(weight[at, line], np.full(len(rows), 0.002)) * net
    names = np.append(np.array(lines)[line], np.full(len(rows), "-"))
    file_row = np.append(at, cash)
    return frame(
        "holdings",
        {
            "fund": [fund] * len(value),
            "date": days[rows][file_row],
            "line": np.append(line, np.full(len(rows), len(lines))) + 1,
            "known_at": days[rows + 1][file_row],
            "symbol": names.tolist(),
            "name": [f"Planted {n}" if n != "-" else "Cash" for n in names],
            "weight": value / net,
            "shares": value / np.append(price[at, line], np.ones(len(rows))),
            "market_value": value,
            "kind": ["equity" if n != "-" else "cash" for n in names],
            "sector": ["Planted"] * len(value),
        },
    )


def members(
    index: str,
    lines: Sequence[str],
    days: Days,
    joined: Mapping[str, date],
    left: Mapping[str, date],
) -> pl.DataFrame:
    """Membership intervals; a deletion is a revision of the interval, known on its last day."""
    first = [joined.get(line, days[0].item()) for line in lines]
    gone = list(left)
    return frame(
        "members",
        {
            "index": [index] * (len(lines) + len(gone)),
            "symbol": [*lines, *gone],
            "date": first + [first[lines.index(line)] for line in gone],
            "known_at": first + [left[line] for line in gone],
            "last": [None] * len(lines) + [left[line] for line in gone],
        },
    )


def macro(days: Days, draw: np.random.Generator) -> pl.DataFrame:
    """PWGROWTH, quarterly, percent: a first estimate a month after the quarter, revised two months on."""
    ends = quarter_ends(days)
    ends = ends[ends + 63 < len(days)]
    start = (days[ends].astype("datetime64[M]") - 2).astype("datetime64[D]")
    first = 2.0 + draw.standard_normal(len(ends))
    revised = first + 0.4 * draw.standard_normal(len(ends))
    return frame(
        "macro",
        {
            "series": ["PWGROWTH"] * (2 * len(ends)),
            "date": np.append(start, start),
            "known_at": np.append(days[ends + 21], days[ends + 63]),
            "value": np.append(first, revised),
            "unit": ["percent"] * (2 * len(ends)),
            "assumed": [False] * (2 * len(ends)),
        },
    )


def meetings(days: Days) -> pl.DataFrame:
    """Policy meetings every 30 sessions, two of them after the last day; announced well ahead."""
    at = np.arange(130, len(days), 30)
    last = days[-1].item()
    dates = np.append(days[at], as_days([sessions.shift(last, 14), sessions.shift(last, 44)]))
    return frame(
        "events",
        {
            "entity": ["FOMC"] * len(dates),
            "kind": ["FOMC meeting"] * len(dates),
            "date": dates,
            "known_at": np.append(days[at - 100], [days[-60], days[-30]]),
            "note": ["planted"] * len(dates),
        },
    )
