"""Q19: feeds that stand still: closes that are yesterday's, days on which nobody traded."""

from __future__ import annotations

import polars as pl

from tests.ingest.planted.case import Earlier, Planted
from tests.ingest.planted.prices import as_text, bars, closes, levels, names, planted, put


def frozen(
    name: str, frame: pl.DataFrame, days: int, lines: int, day: int, sound: int = 0,
    *, text: bool = False,
) -> Planted:  # fmt: skip
    """`lines` lines repeat on session `day` the close of the day before; in the twin only `sound` do."""
    column = "level" if "level" in frame.columns else "close"

    def stood(some: int) -> pl.DataFrame:
        before = pl.col(column).shift(1)
        place = pl.int_range(pl.len())
        still = (place % days == day) & (place // days < some)
        made = frame.with_columns(
            pl.when(still).then(before).otherwise(pl.col(column)).alias(column)
        )
        if "open" in made.columns:
            made = made.with_columns(open=column, high=column, low=column)
        return as_text(made, column) if text else made

    return planted(name, stood(lines), stood(sound), (), "batch")


def untraded(name: str, lines: int, days: int, day: int, made: object = closes) -> Planted:
    """No line has any volume on one session; in the twin one line has."""
    frame = bars(names(lines), n=days) if made is bars else closes(names(lines), n=days)
    rows = [line * days + day for line in range(lines)]
    wrong = put(frame, rows, volume=0)
    sound = put(frame, rows[1:], volume=0)
    return planted(name, wrong, sound, (), "batch")


def onward(name: str, lines: int, still: int, sound: int = 0, known: int = 8) -> Planted:
    """A file of one day, in which `still` lines have the close that is on file of the day before."""
    frame = closes(names(lines), n=known + 1)
    place = pl.int_range(pl.len()) % (known + 1)
    stored, last = frame.filter(place < known), frame.filter(place == known)
    yesterday = frame.filter(place == known - 1)["close"]
    line = pl.int_range(pl.len())

    def file(some: int) -> pl.DataFrame:
        return last.with_columns(
            close=pl.when(line < some).then(yesterday).otherwise(pl.col("close"))
        )

    return planted(name, file(still), file(sound), (), "batch", earlier=(Earlier("bars", stored),))


VARIANTS = (
    frozen("a whole file stands still on its last day", closes(names(20), n=12), 12, 20, 11),
    frozen("a whole file of levels stands still", levels(names(25), n=10), 10, 25, 9),
    frozen("half of the names stand still", closes(names(24), n=12), 12, 12, 11, 2),
    frozen("a third of the levels stand still", levels(names(30), n=10), 10, 10, 9, 1),
    frozen("whole bars stand still", bars(names(20), n=12), 12, 20, 11),
    frozen("the second day is the first", levels(names(30), n=8), 8, 30, 1),
    frozen("a day in the middle", closes(names(22), n=13), 13, 22, 6, 1),
    frozen("nine tenths in text", closes(names(20), n=10), 10, 18, 9, text=True),
    frozen("two days only, the same twice", levels(names(60), n=2), 2, 60, 1, 3),
    frozen("a fifth of a hundred and twenty names", levels(names(120), n=2), 2, 24, 1, 6),
    frozen("an eighth of a hundred and fifty names", levels(names(145), n=2), 2, 26, 1, 12),
    frozen("before prices had decimals", levels(names(25), n=10, first="1999-06-01"), 10, 25, 9, 5),
    frozen(
        "names that often stand still, all at once", closes(names(20, "QAZ"), n=14), 14, 20, 13, 4
    ),
    untraded("nobody traded on the last day", 20, 12, 11),
    untraded("nobody traded on the first day", 24, 10, 0),
    untraded("nobody traded in the middle", 30, 9, 4, bars),
    untraded("a file of one day without volume", 40, 1, 0),
    onward("a new day that is the stored one", 25, 25),
    onward("a new day of which half is the stored one", 30, 15, 2),
    onward("a new day after a single one on file", 30, 30, 1, 1),
    onward("a new day of which a quarter is old", 33, 11, 1, 7),
)
