"""Q28: vintages of a period that is not over, and vintages with two values."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from tests.ingest.planted.case import Earlier, Planted
from tests.ingest.planted.figures import at, sound

KNOWN = "in file"
RELEASED = {"d": ("0d", 1), "w": ("0d", 5), "m": ("1mo", 14), "q": ("3mo", 29)}


def published(
    series: str, level: float, period: str, n: int = 24, unit: str = "index"
) -> pl.DataFrame:
    """A series whose rows were published some days after their period's end."""
    length, lag = RELEASED[period]
    known = pl.col("date").dt.offset_by(length) + pl.duration(days=lag)
    return sound(series, level, period, n).with_columns(unit=pl.lit(unit), known_at=known)


def early(name: str, rows: pl.DataFrame, where: int, days: int) -> Planted:
    """One vintage dated `days` after the first day of its period, which is not over."""
    first: date = rows["date"][where]
    wrong = at(rows, where, known_at=first + timedelta(days=days))
    return Planted(name, "macro", wrong, "held", rows, (where,), known=KNOWN)


def twice(name: str, rows: pl.DataFrame, where: int, factor: float) -> Planted:
    """A row stands twice with one vintage and two values: both are held."""
    again = rows[where].with_columns(value=pl.col("value") * factor)
    return Planted(name, "macro", pl.concat([rows, again]), "held", rows, (where, len(rows)),
                   known=KNOWN)  # fmt: skip


def rewritten(name: str, rows: pl.DataFrame, where: int, factor: float) -> Planted:
    """The vintages on file come again, one of them with another value; its twin repeats or revises."""
    wrong = at(rows, where, value=pl.col("value") * factor)
    later = at(wrong, where, known_at=rows["known_at"][where] + timedelta(days=31))
    return Planted(name, "macro", wrong, "held", later, (where,),
                   (Earlier("macro", rows, known=KNOWN),), known=KNOWN)  # fmt: skip


CPI, JOBS = published("CPIAUCSL", 320.0, "m"), published("PAYEMS", 159000.0, "m", unit="thousand")
GDP = published("GDP", 30000.0, "q", unit="billion USD")
CLAIMS = published("ICSA", 230000.0, "w", unit="persons")
RATE = published("DGS10", 4.4, "d", unit="percent")
MINE_M, MINE_Q = published("MINE.M", 100.0, "m"), published("MINE.Q", 50.0, "q")
MINE_D, MOOD = published("MINE.D", 7.0, "d"), published("UMCSENT", 60.0, "m")
VARIANTS = (
    early("prices published on the month's first day", CPI, 5, 0),
    early("prices published before the month's end", CPI, 9, 26),
    early("jobs published within the month", JOBS, 20, 3),
    early("output published in the quarter's second month", GDP, 11, 45),
    early("output published on the quarter's last morning but one", GDP, 3, 88),
    early("claims published before their week's day", CLAIMS, 7, -1),
    early("a yield published the day before", RATE, 15, -1),
    early("a month of one's own series, too early", MINE_M, 12, 20),
    early("a quarter of one's own series, too early", MINE_Q, 8, 60),
    early("a day of one's own series, a year too early", MINE_D, 2, -365),
    early("a survey published before its month began", MOOD, 6, -2),
    early("the first row of a file", GDP, 0, 1),
    twice("two values of prices in one vintage", CPI, 10, 1.001),
    twice("two values that differ in the sixth digit", JOBS, 0, 1.000002),
    twice("two values of output", GDP, 23, 0.998),
    twice("the second in another unit", CLAIMS, 12, 0.5),
    twice("two values of one's own series", MINE_D, 4, 1.1),
    rewritten("prices on file come with another value", CPI, 21, 1.002),
    rewritten("output on file comes smaller", GDP, 0, 0.97),
    rewritten("jobs on file come with one more", JOBS, 23, 1.00001),
    rewritten("one's own series rewritten", MINE_Q, 9, 1.4),
)
