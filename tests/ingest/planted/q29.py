"""Q29: yields in another unit than percent, filled in, or of days on which nothing traded."""

from __future__ import annotations

from datetime import date

import polars as pl

from tests.ingest.planted.case import Earlier, Planted
from tests.ingest.planted.figures import at, changed, curve, sound

LAG = "registered lag"
LEVELS = {"DFF": 3.63, "DGS3MO": 3.7, "DGS2": 4.1, "DGS10": 4.5, "DGS30": 4.9}
UST = {"UST.1M": 3.7, "UST.1Y": 3.9, "UST.2Y": 4.0, "UST.5Y": 4.2, "UST.10Y": 4.5, "UST.30Y": 5.0}
N = 12
FRED, TREASURY = curve(LEVELS, N), curve(UST, N)


def place(frame: pl.DataFrame, series: str, day: int) -> int:
    """Where a series' row of a day stands."""
    return list(frame["series"].unique(maintain_order=True)).index(series) * N + day


def unit(name: str, frame: pl.DataFrame, series: str, days: range, factor: float) -> Planted:
    """Some days of one yield in another unit, beside the others."""
    where = tuple(place(frame, series, day) for day in days)
    return Planted(name, "macro", changed(frame, factor, *where), "held", frame, where, known=LAG)


def beside(name: str, frame: pl.DataFrame, series: str, factor: float) -> Planted:
    """The other yields are on file; one comes in a file of its own, whole in another unit."""
    alone = frame.filter(pl.col("series") == series)
    others = frame.filter(pl.col("series") != series)
    return Planted(name, "macro", changed(alone, factor, *range(N)), "held", alone, tuple(range(N)),
                   (Earlier("macro", others, known=LAG),), known=LAG)  # fmt: skip


def after(name: str, series: str, level: float, factor: float, new: int) -> Planted:
    """One yield, its past on file, the newest days in another unit."""
    rows = sound(series, level, "d", 40, 0.01)
    fresh = rows.tail(new)
    past = Earlier("macro", rows.head(-new), known=LAG)
    return Planted(name, "macro", changed(fresh, factor, *range(new)), "held", fresh,
                   tuple(range(new)), (past,), known=LAG)  # fmt: skip


def filled(name: str, frame: pl.DataFrame, first: int, last: int) -> Planted:
    """From `first` to `last` every yield of Treasuries repeats the day before."""
    names = list(frame["series"].unique(maintain_order=True))
    rows, where = frame, []
    for series in names:
        if series == "DFF":
            continue
        where += [place(frame, series, day) for day in range(first, last + 1)]
        value = frame["value"][place(frame, series, first - 1)]
        rows = at(rows, *where[-(last - first + 1) :], value=value)
    return Planted(name, "macro", rows, "held", frame, tuple(sorted(where)), known=LAG)


def closed(name: str, series: str, day: date) -> Planted:
    """A yield of a day without a market."""
    rows = sound(series, 4.2, "d", 30, 0.01).filter(pl.col("date") != day)
    extra = rows.tail(1).with_columns(date=pl.lit(day))
    return Planted(name, "macro", pl.concat([rows, extra]), "held", rows, (len(rows),), known=LAG)


VARIANTS = (
    unit("ten years as a fraction, one day", FRED, "DGS10", range(6, 7), 0.01),
    unit("two years as a fraction for four days", FRED, "DGS2", range(4, 8), 0.01),
    unit("two years as a fraction throughout", FRED, "DGS2", range(N), 0.01),
    unit("three months as a fraction on the last day", FRED, "DGS3MO", range(11, 12), 0.01),
    unit("three months as a fraction throughout", FRED, "DGS3MO", range(N), 0.01),
    unit("the funds rate as a fraction, one day", FRED, "DFF", range(3, 4), 0.01),
    unit("the funds rate as a fraction throughout", FRED, "DFF", range(N), 0.01),
    unit("ten years in basis points, one day", FRED, "DGS10", range(9, 10), 100.0),
    unit("thirty years in basis points throughout", FRED, "DGS30", range(N), 100.0),
    unit("the funds rate in basis points", FRED, "DFF", range(2), 100.0),
    unit("the Treasury's two years as a fraction", TREASURY, "UST.2Y", range(5, 6), 0.01),
    unit("the Treasury's month as a fraction throughout", TREASURY, "UST.1M", range(N), 0.01),
    unit("the Treasury's year as a fraction, first day", TREASURY, "UST.1Y", range(1), 0.01),
    beside("a file of two years as a fraction beside the curve on file", FRED, "DGS2", 0.01),
    beside("a file of three months as a fraction beside the curve on file", FRED, "DGS3MO", 0.01),
    beside("the Treasury's year as a fraction beside the curve on file", TREASURY, "UST.1Y", 0.01),
    after("new days of bills as a fraction", "DGS3MO", 3.7, 0.01, 3),
    after("new days of the funds rate as a fraction", "DFF", 3.6, 0.01, 5),
    filled("the curve of six sessions filled in", FRED, 3, 7),
    filled("the Treasury's curve filled to the end", TREASURY, 5, 11),
    closed("ten years on a Saturday", "DGS10", date(2026, 5, 30)),
    closed("two years on a Sunday", "UST.2Y", date(2026, 5, 31)),
    closed("three months on New Year's Day", "DGS3MO", date(2026, 1, 1)),
    closed("thirty years at Christmas", "DGS30", date(2025, 12, 25)),
    Planted("ten years of nothing where a holiday was filled with zero", "macro",
            at(FRED, place(FRED, "DGS10", 4), value=0.0), "held", FRED, (place(FRED, "DGS10", 4),),
            known=LAG),
    Planted("a whole curve of zeros on one day", "macro",
            at(TREASURY, *(place(TREASURY, s, 7) for s in ("UST.2Y", "UST.5Y", "UST.10Y", "UST.30Y")),
               value=0.0), "held", TREASURY,
            tuple(place(TREASURY, s, 7) for s in ("UST.2Y", "UST.5Y", "UST.10Y", "UST.30Y")),
            known=LAG),
)  # fmt: skip
