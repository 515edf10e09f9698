"""Q18: bars that stand still, and liquid names in which nothing traded."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from tests.ingest.planted.case import Earlier, Planted
from tests.ingest.planted.prices import as_text, bars, closes, planted, put

BAR = ("open", "high", "low", "close")


def still(
    name: str, frame: pl.DataFrame, start: int, length: int, *, text: bool = False
) -> Planted:
    """`length` bars alike from row `start` on; told from the third of them."""
    cells = [
        c for c in (*BAR, "volume" if "open" not in frame.columns else "") if c in frame.columns
    ]
    same = {c: frame[c][start] for c in cells}
    file = put(frame, range(start, start + length), **same)
    sound = put(frame, [start + length - 1], **same)
    if text:
        file, sound = (as_text(f, *cells) for f in (file, sound))
    return planted(name, file, sound, range(start + 2, start + length), "flagged")


def untraded(name: str, frame: pl.DataFrame, rows: Sequence[int]) -> Planted:
    """Days of no volume in a liquid name."""
    return planted(name, put(frame, list(rows), volume=0), frame, rows, "flagged")


def thin(name: str, price: float, volume: int) -> Planted:
    """A median day just above 1 M USD; the twin's is just below."""
    frame = closes(price=price).with_columns(volume=pl.lit(volume, dtype=pl.Int64))
    frame = frame.with_columns(volume=pl.col("volume") + pl.int_range(pl.len()))
    little = frame.with_columns(volume=(pl.col("volume") * 0.9).cast(pl.Int64))
    return planted(name, put(frame, 8, volume=0), put(little, 8, volume=0), 8, "flagged")


def onward(name: str, n: int) -> Planted:
    """A file whose first `n` bars repeat the last two on file."""
    frame = bars(n=25)
    same = {c: frame[c][18] for c in BAR}
    whole = put(frame, range(18, 20 + n), **same)
    stored, file, sound = whole[:20], whole[20:], frame[20:]
    return planted(name, file, sound, range(n), "flagged", earlier=(Earlier("bars", stored),))


VARIANTS = (
    still("three bars alike", bars(), 10, 3),
    still("four bars alike", bars(), 0, 4),
    still("the last three bars alike", bars(), 27, 3),
    still("a fortnight alike", bars(), 12, 10),
    still("three closes and volumes alike", closes(), 5, 3),
    still("five closes and volumes alike", closes(), 20, 5),
    still("three bars alike in the second line", bars("QAA QAB"), 41, 3),
    still("a whole short line alike", bars(n=5), 0, 5),
    still("three bars alike in text", bars(), 14, 3, text=True),
    still("a penny stock that stands still", bars(price=0.02), 8, 6),
    still("three bars alike over the new year", bars(first="2023-12-20", n=15), 5, 3),
    untraded("a day without volume", closes(), [12]),
    untraded("two days without volume", bars(), [3, 20]),
    untraded("a week without volume", closes(n=60), range(30, 35)),
    untraded("the first day without volume", bars(), [0]),
    untraded("the last day without volume", closes(), [29]),
    untraded("a day without volume in the second line", closes("QAA QAB"), [50]),
    thin("a median day of 1.05 M USD", 10.0, 105_000),
    thin("a median day of 1.05 M USD of a dear stock", 2000.0, 525),
    onward("a bar like the two on file", 1),
    onward("three bars like the two on file", 3),
)
