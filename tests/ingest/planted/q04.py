"""Q04: bars whose low is not the lowest or whose high is not the highest price of the day."""

from __future__ import annotations

import polars as pl

from tests.ingest.planted.case import Planted
from tests.ingest.planted.prices import as_text, bars, planted, put


def bar(name: str, at: int, sound: pl.DataFrame | None = None, **factor: float) -> Planted:
    """One row whose prices are moved by these factors of its close."""
    sound = bars() if sound is None else sound
    close = sound["close"][at]
    return planted(name, put(sound, at, **{n: close * f for n, f in factor.items()}), sound, at)


def near(name: str, at: int, **beyond: float) -> Planted:
    """Off by two millionths of the price; its twin by half of one, which printing can do."""
    plain = bars(price=250.0).with_columns(open="close")
    close = plain["close"][at]
    wrong = put(plain, at, **{n: close * (1 + 2e-6 * sign) for n, sign in beyond.items()})
    sound = put(plain, at, **{n: close * (1 + 5e-7 * sign) for n, sign in beyond.items()})
    return planted(name, wrong, sound, at)


def swapped(name: str, at: int, one: str, other: str) -> Planted:
    """Two columns of a row changed places."""
    sound = bars("QAA QAB").with_columns(open=pl.col("close") * 1.003)
    row = sound.row(at, named=True)
    return planted(name, put(sound, at, **{one: row[other], other: row[one]}), sound, at)


def text(name: str, at: int, **cells: str) -> Planted:
    """A text file with one bar that cannot be."""
    sound = as_text(bars(), "open", "high", "low", "close")
    return planted(name, put(sound, at, **cells), sound, at)


VARIANTS = (
    bar("a low above the close", 4, low=1.01),
    bar("a high below the close", 7, high=0.99),
    bar("a low above both", 12, low=1.2),
    bar("a high below both", 0, high=0.5),
    bar("an open above the high", 29, open=1.05),
    bar("an open below the low", 18, open=0.9),
    bar("a low a dollar above the high", 21, low=1.02, high=1.01),
    bar("an open of another stock", 9, open=3.7),
    bar("a high lost to a zero place", 15, high=0.1),
    bar("a low a tenth too high", 3, bars("QAA QAB", price=8.0), low=1.1),
    bar("a high a tenth too low", 44, bars("QAA QAB", price=8.0), high=0.9),
    bar("a penny stock's high", 25, bars(price=0.02), high=0.8),
    bar("a low of a thousand dollar stock", 6, bars(price=4000.0), low=1.001),
    near("a low two millionths too high", 10, low=1.0),
    near("a high two millionths too low", 16, high=-1.0),
    near("an open two millionths above the high", 22, high=0.0, open=1.0),
    swapped("high and low changed places", 5, "high", "low"),
    swapped("close and low changed places", 38, "open", "low"),
    swapped("open and high changed places", 51, "close", "high"),
    text("a low in text", 13, low="120.0"),
    text("a high in text", 27, high="88.25", low="88.0"),
)
