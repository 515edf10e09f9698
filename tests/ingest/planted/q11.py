"""Q11: rows that come late into a stored line, and files of levels that do not meet it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from tests.ingest.planted.case import Earlier, Planted
from tests.ingest.planted.prices import as_text, bars, closes, levels, planted, without

Made = Callable[..., pl.DataFrame]


def late(name: str, frame: pl.DataFrame, rows: Sequence[int], text: bool = False) -> Planted:
    """Days that the stored line lacks: kept, known from arrival, and told. The twin only goes on."""
    table = "returns" if "level" in frame.columns else "bars"
    twin = without(frame, *rows)
    stored = twin.head(len(twin) - 1)
    file, sound = (as_text(f, "date") if text else f for f in (frame, twin))
    return planted(name, file, sound, rows, "flagged", earlier=(Earlier(table, stored),))


def alone(name: str, frame: pl.DataFrame, rows: Sequence[int]) -> Planted:
    """A file of nothing but late bars."""
    stored = without(frame, *rows)
    return planted(name, frame[list(rows)], stored[:4], range(len(rows)), "flagged",
                   earlier=(Earlier("bars", stored),))  # fmt: skip


def apart(name: str, symbols: str, known: int, begins: int, n: int = 30) -> Planted:
    """Levels that begin after the stored line's end: no return connects them. The twin shares a day."""
    frame = levels(symbols, n=n)
    place = pl.int_range(pl.len()) % n
    stored = frame.filter(place < known)
    file, sound = frame.filter(place >= begins), frame.filter(place >= known - 1)
    at = range(min(len(file), 5)) if n - begins <= 5 else range(len(file))
    return planted(name, file, sound, at, earlier=(Earlier("returns", stored),))


VARIANTS = (
    late("a bar late by a day", closes(n=31), [28]),
    late("a bar late by a month", closes(n=31), [5]),
    late("two bars late", bars(n=31), [10, 20]),
    late("three bars in a row late", bars(n=31), [12, 13, 14]),
    late("the second bar of a line", closes(n=31), [1]),
    late("a bar late in the second of two lines", closes("QAA QAB", n=31), [45]),
    late("a bar late in each of three lines", bars("QAA QAB QAC", n=21), [7, 27, 47]),
    late("a bar late, in text", closes(n=31), [17], text=True),
    late("a level late by a day", levels(n=31), [28]),
    late("a level late by a month", levels(n=31), [4]),
    late("two levels late", levels(n=31), [9, 19]),
    late("five levels in a row late", levels(n=31), range(10, 15)),
    late("a level late in the second of two lines", levels("QAA QAB", n=31), [50]),
    late("a level late, in text", levels(n=31), [22], text=True),
    alone("a file of one late bar", closes(), [14]),
    alone("a file of three late bars", bars(), [3, 9, 25]),
    apart("levels that begin after the line's end", "QAA", 20, 25),
    apart("levels that begin the day after", "QAA", 26, 26),
    apart("levels of two lines that begin later", "QAA QAB", 20, 28),
    apart("one level, long after", "QAA", 10, 29),
    apart("three levels, soon after", "QAA", 24, 27),
)
