"""Q03: prices of nothing, below nothing, or beyond ten millions; volumes, returns below their floor."""

from __future__ import annotations

from typing import Any

import polars as pl

from tests.ingest.planted.case import Planted
from tests.ingest.planted.prices import as_text, bars, closes, levels, planted, put


def cell(name: str, sound: pl.DataFrame, at: int, **wrong: Any) -> Planted:
    """One number outside its bounds."""
    return planted(name, put(sound, at, **wrong), sound, at)


def near(name: str, at: int, column: str, wrong: float, right: float, price: float) -> Planted:
    """A number just outside its bounds; in the twin it is just inside."""
    sound = put(closes(price=price), at, **{column: right})
    return planted(name, put(sound, at, **{column: wrong}), sound, at)


def returned(name: str, tr: float, at: int) -> Planted:
    """A file of one-session returns, one of them of more than everything."""
    plain = levels().rename({"level": "tr"}).with_columns(tr=pl.col("tr") / 1e4)
    return planted(name, put(plain, at, tr=tr), plain, at)


VARIANTS = (
    cell("a close of zero", closes(), 5, close=0.0),
    cell("a negative close", bars(), 11, close=-101.3),
    cell("a close in billions", closes("QAA QAB"), 33, close=1.2e9),
    cell("an open of zero", bars(), 0, open=0.0),
    cell("a negative open", bars(), 24, open=-0.01),
    cell("a high in millions of millions", bars(), 3, high=1e12),
    cell("a low of zero", bars(), 8, low=0.0),
    cell("a negative low", bars("QAA QAB"), 52, low=-99.0),
    cell("a level of zero", levels(), 14, level=0.0),
    cell("a negative level", levels("QAA QAB"), 31, level=-4.5),
    cell("a level a hair below zero", levels(), 29, level=-1e-12),
    cell("a negative volume", closes(), 6, volume=-1),
    cell("a volume of minus two billions", bars(), 19, volume=-(2**31)),
    cell("a volume that ran over", closes("QAA QAB"), 40, volume=-(2**63) + 1),
    cell("a negative close in text", as_text(closes(), "close"), 9, close="-100.2"),
    cell("a zero in text", as_text(levels(), "level"), 2, level="0.00"),
    near("a close of ten millions", 12, "close", 1e7, 1e7 - 1, 9.9e6),
    near("a close of no size", 3, "close", 0.0, 0.0101, 0.01),
    near("a volume of minus one", 21, "volume", -1, 0, 100.0),
    returned("a loss of everything", -1.0, 10),
    returned("a loss of more than everything", -1.25, 22),
)
