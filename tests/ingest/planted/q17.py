"""Q17: lines that change their unit: a hundredfold, a thousandfold, for a row or from then on."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from tests.ingest.planted.case import Earlier, Planted
from tests.ingest.planted.prices import as_text, bars, closes, levels, names, planted, times

BAR = ("open", "high", "low", "close")


def switched(
    name: str, frame: pl.DataFrame, rows: Sequence[int], factor: float, *, text: bool = False
) -> Planted:
    """Prices of some rows in another unit."""
    columns = [c for c in (*BAR, "level") if c in frame.columns]
    file, sound = times(frame, rows, factor, *columns), frame
    if text:
        file, sound = (as_text(f, *columns) for f in (file, sound))
    return planted(name, file, sound, rows)


def continued(name: str, factor: float, n: int = 6, lines: str = "QAA") -> Planted:
    """A file in another unit than the bars that are stored."""
    frame = closes(lines, n=20 + n)
    place = pl.int_range(pl.len()) % (20 + n)
    stored, new = frame.filter(place < 20), frame.filter(place >= 20)
    file = times(new, range(len(new)), factor, "close")
    return planted(name, file, new, range(len(new)), earlier=(Earlier("bars", stored),))


def announced(name: str, ratio: float, factor: float, rows: range, on: int) -> Planted:
    """A split of another size, or of another day, is on file: it excuses nothing."""
    frame = closes()
    split = pl.DataFrame({"symbol": ["QAA"], "date": [frame["date"][on]], "kind": ["split"],
                          "ratio": [ratio]})  # fmt: skip
    wrong = times(frame, rows, factor, "close").with_columns(basis=pl.lit("split"))
    actions = (Earlier("actions", split),)
    return planted(name, wrong, frame, rows, earlier=actions)


def everywhere(name: str, lines: int, factor: float) -> Planted:
    """The last two days of every line in another unit: the whole file is held."""
    frame = levels(names(lines), n=12)
    rows = [row for row in range(len(frame)) if row % 12 >= 10]
    return planted(name, times(frame, rows, factor, "level"), frame, (), "batch")


VARIANTS = (
    switched("a close in cents", closes(), [12], 100.0),
    switched("three closes in cents", closes(), [12, 13, 14], 100.0),
    switched("a week in cents", bars(), range(10, 15), 100.0),
    switched("the last four rows in cents", closes(), range(26, 30), 100.0),
    switched("the first five rows in cents", levels(), range(5), 100.0),
    switched("the last row in cents", levels(), [29], 100.0),
    switched("the first row in cents", closes(), [0], 100.0),
    switched("a level in dollars among cents", levels(price=9000.0), [7], 0.01),
    switched("the last third in hundreds", levels(), range(20, 30), 0.01),
    switched("a close in thousands", closes(), [18], 0.001),
    switched("two weeks in thousands", levels("QAA QAB"), range(40, 50), 0.001),
    switched("a row of mills", bars(), [25], 1000.0),
    switched("the tail in mills", levels(), range(24, 30), 1000.0),
    switched("cents in the second line only", closes("QAA QAB"), range(55, 60), 100.0),
    switched("cents in text", closes(), [9, 10], 100.0, text=True),
    switched("nearly a hundredfold, on a rising day", levels(), range(25, 30), 108.0),
    switched("nearly a hundredth, on a falling day", closes(), range(24, 30), 0.0095),
    continued("a new file in cents", 100.0),
    continued("a new day in cents", 100.0, 1),
    continued("a new file in thousands", 0.001, 4),
    continued("a new file of two lines in cents", 100.0, 2, "QAA QAB"),
    announced("a tenfold split does not explain cents", 0.1, 100.0, range(25, 30), 25),
    announced("a split of last month does not explain cents", 0.01, 100.0, range(26, 30), 3),
    everywhere("every line in cents", 8, 100.0),
    everywhere("every line in thousands", 12, 0.001),
)
