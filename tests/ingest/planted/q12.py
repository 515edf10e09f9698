"""Q12: sessions missing inside lines: told; where the universe misses one, the file is held."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from tests.ingest.planted.case import Earlier, Planted
from tests.ingest.planted.prices import as_text, bars, closes, levels, names, planted, without


def holes(name: str, frame: pl.DataFrame, lost: Sequence[int], text: bool = False) -> Planted:
    """Rows taken out; the row after each hole is told."""
    after = [row for row in range(len(frame)) if row - 1 in lost and row not in lost]
    at = [row - sum(place < row for place in lost) for row in after]
    file, sound = without(frame, *lost), frame
    if text:
        file, sound = as_text(file, "date"), as_text(sound, "date")
    return planted(name, file, sound, at, "flagged")


def joint(name: str, lost: int, n: int = 12) -> Planted:
    """A file that begins `lost` sessions after the stored line's end."""
    frame = closes(n=20 + lost + n)
    file, sound = frame[20 + lost :], frame[20:]
    return planted(name, file, sound, 0, "flagged", earlier=(Earlier("bars", frame[:20]),))


def universe(name: str, lines: int, miss: int, table: str = "level", lost: int = 5) -> Planted:
    """`miss` of `lines` lines have no row on one session; in the twin one of them lacks it."""
    made = levels if table == "level" else closes
    frame = made(names(lines), n=10)
    rows = [line * 10 + lost for line in range(miss)]
    return planted(name, without(frame, *rows), frame, (), "batch")


VARIANTS = (
    holes("one session", closes(), [10]),
    holes("the second session", bars(), [1]),
    holes("the last but one", levels(), [28]),
    holes("three sessions in a row", closes(), [5, 6, 7]),
    holes("two holes", levels(), [4, 20]),
    holes("a hole in the second line", bars("QAA QAB"), [44]),
    holes("holes in three lines", levels("QAA QAB QAC"), [3, 40, 80]),
    holes("a fortnight", closes(n=60), range(25, 35)),
    holes("a third of a short line", levels(n=9), [2, 3, 6]),
    holes("one session, in text", closes(), [15], text=True),
    holes("the session after a holiday", closes(first="2024-01-02", n=20), [9]),
    holes("a half day", levels(first="2024-11-18", n=20), [9]),
    holes("a session in the week the clocks change", closes(first="2024-03-04", n=20), [5]),
    holes("one session in 1987", levels(first="1987-10-01", n=30), [12]),
    joint("one session between two files", 1),
    joint("a week between two files", 5),
    joint("two months between two files", 42),
    universe("a quarter of the universe", 20, 5),
    universe("all names but the first day", 24, 24, lost=1),
    universe("a third of the closes", 25, 8, "close"),
    universe("six of thirty", 30, 6, "close", 8),
    universe("half of the universe on the last but one", 22, 11, "level", 8),
)
