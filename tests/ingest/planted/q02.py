"""Q02: blanks, not-a-numbers and infinities where a row must say something."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl

from tests.ingest.planted.case import Planted
from tests.ingest.planted.prices import as_text, bars, closes, levels, planted, put

NAN, INF = float("nan"), float("inf")


def cell(name: str, sound: pl.DataFrame, at: int, **wrong: Any) -> Planted:
    """One cell blank or not finite."""
    return planted(name, put(sound, at, **wrong), sound, at)


def macro(name: str, value: Any, at: int = 2, **more: Any) -> Planted:
    """A macro series with one value that is none."""
    first = date(2024, 1, 2)
    sound = pl.DataFrame({
        "series": ["DGS10"] * 6, "date": [first + timedelta(n) for n in (0, 1, 2, 3, 6, 7)],
        "value": [3.95, 3.91, 4.0, 4.05, 4.01, 4.02],
    })  # fmt: skip
    wrong = put(sound, at, **(more or {"value": value}))
    return Planted(name, "macro", wrong, "held", sound, (at,), known="registered lag")


def shares(name: str, value: float, at: int) -> Planted:
    """A volume column of decimals with one that is not finite."""
    sound = closes().with_columns(pl.col("volume").cast(pl.Float64))
    return planted(name, put(sound, at, volume=value), sound, at)


VARIANTS = (
    cell("a close that is missing", closes(), 4, close=None),
    cell("a close that is NaN", bars(), 0, close=NAN),
    cell("an infinite close", closes("QAA QAB"), 47, close=INF),
    cell("a close of minus infinity", bars("QAA QAB"), 31, close=-INF),
    cell("an open that is NaN", bars(), 9, open=NAN),
    cell("a high that is infinite", bars(), 18, high=INF),
    cell("a low that is minus infinity", bars(), 22, low=-INF),
    cell("a level that is missing", levels(), 15, level=None),
    cell("a level that is NaN", levels("QAA QAB"), 59, level=NAN),
    cell("a level that is infinite", levels(), 0, level=INF),
    cell("a close without its day", closes(), 29, date=None),
    cell("a level without its day", levels(), 1, date=None),
    cell("a close without its ticker", closes("QAA QAB QAC"), 40, symbol=None),
    cell("a level whose ticker is blank", levels("QAA QAB"), 12, symbol=""),
    cell("a text that says NaN", as_text(closes(), "close"), 6, close="NaN"),
    cell("a text that says -inf", as_text(levels(), "level"), 25, level="-inf"),
    cell("a blank text", as_text(bars(), "close"), 19, close=""),
    cell("a basis that is missing", closes(), 7, basis=None),
    shares("a volume that is NaN", NAN, 14),
    shares("an infinite volume", INF, 27),
    macro("a yield that is NaN", NAN),
    macro("a yield that is infinite", INF, 5),
    macro("a yield of no series", 0.0, 3, series=None),
)
