"""Q06: moments that name no session of New York, or more than one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any

import polars as pl

from tests.ingest.planted.case import Planted
from tests.ingest.planted.prices import bars, closes, levels, planted

Made = Callable[..., pl.DataFrame]


def text(
    name: str, wrong: str, right: str, at: int, like: str, made: Made = closes, **more: Any
) -> Planted:
    """A text file of moments. `like` spells every row's, with {} for its day."""
    plain = made(**more).with_columns(pl.format(like, pl.col("date").cast(pl.String)).alias("date"))

    def said(moment: str) -> pl.DataFrame:
        here = pl.int_range(pl.len()) == at
        return plain.with_columns(date=pl.when(here).then(pl.lit(moment)).otherwise(pl.col("date")))

    return planted(name, said(wrong), said(right), at)


def column(
    name: str, wrong: str, at: int, hour: time, zone: str = "", made: Made = levels,
    unit: Any = "us",
) -> Planted:  # fmt: skip
    """A column of datetimes (of a zone, or none) with one at another hour."""
    sound = made().with_columns(pl.col("date").dt.combine(hour, unit))
    moment = pl.Series([wrong]).str.to_datetime("%Y-%m-%d %H:%M", time_unit=unit)
    here = pl.int_range(pl.len()) == at
    bad = sound.with_columns(date=pl.when(here).then(moment.first()).otherwise(pl.col("date")))
    if zone:
        sound, bad = (
            f.with_columns(pl.col("date").dt.replace_time_zone(zone)) for f in (sound, bad)
        )
    return planted(name, bad, sound, at)


def epoch(name: str, wrong: int, at: int, hour: int, milli: bool = False) -> Planted:
    """A column of seconds (or milliseconds) since 1970, with one at another hour."""
    size = 1000 if milli else 1
    seconds = pl.col("date").cast(pl.Datetime("ms")).dt.epoch("s") + 3600 * hour
    sound = closes().with_columns(date=seconds * size)
    here = pl.int_range(pl.len()) == at
    bad = sound.with_columns(date=pl.when(here).then(wrong * size).otherwise(pl.col("date")))
    return planted(name, bad, sound, at)


# The thirty sessions begin on 2023-01-03; the fourth is Friday the 6th, the eleventh the 18th.
VARIANTS = (
    text("before the winter open", "2023-01-06T13:30:00Z", "2023-01-06T14:30:00Z", 3, "{}T14:30:00Z"),
    text("in the evening", "2023-01-18T23:30:00Z", "2023-01-18T21:00:00Z", 10, "{}T21:00:00Z", bars),
    text("in the night to a holiday", "2023-01-14T02:00:00Z", "2023-01-13T20:59:00Z", 8,
         "{}T15:00:00Z", levels),
    text("a minute after the grace of the close", "2023-01-06T21:16:00Z", "2023-01-06T21:15:00Z", 3,
         "{}T21:00:00Z"),
    text("a minute before the open", "2023-01-06 09:29", "2023-01-06 09:30", 3, "{} 16:00"),
    text("the evening without a zone", "2023-01-06 20:00:00", "2023-01-06 00:00:00", 3, "{} 00:00:00"),
    text("an hour after a half day's close", "2023-07-03T18:00:00Z", "2023-07-03T17:00:00Z", 5,
         "{}T17:00:00Z", closes, first="2023-06-26", n=15),
    text("the regular close of a half day", "2022-11-25 16:00", "2022-11-25 13:00", 4, "{} 12:59",
         levels, first="2022-11-18", n=15),
    text("the hour that the clock skips", "2023-03-12 02:30:00", "2023-03-10 12:00:00", 7,
         "{} 12:00:00", levels, first="2023-03-01", n=20),
    text("the hour that the clock has twice", "2023-11-05 01:30:00", "2023-11-03 12:00:00", 9,
         "{} 12:00:00", closes, first="2023-10-23", n=20),
    text("midnight of winter written in summer", "2023-06-06T05:00:00Z", "2023-06-06T04:00:00Z", 3,
         "{}T04:00:00Z", bars, first="2023-06-01", n=15),
    text("Sunday noon", "2023-01-08T17:00:00Z", "2023-01-09T17:00:00Z", 4, "{}T17:00:00Z"),
    text("noon of a holiday", "2023-01-16T12:00:00-05:00", "2023-01-17T12:00:00-05:00", 9,
         "{}T12:00:00-05:00", levels),
    text("Tokyo's evening is the night in New York", "2023-01-06T18:00:00+09:00",
         "2023-01-06T23:45:00+09:00", 3, "{}T23:50:00+09:00"),
    text("a close of London", "2023-01-06T08:30:00+00:00", "2023-01-06T16:30:00+00:00", 3,
         "{}T16:30:00+00:00", bars),
    text("fractions of a second past the grace", "2023-01-06T21:15:00.001Z",
         "2023-01-06T21:14:59.999Z", 3, "{}T20:00:00.500Z"),
    column("a datetime in the evening", "2023-01-06 20:00", 3, time(0)),
    column("a datetime before breakfast", "2023-01-18 05:00", 10, time(16), made=bars),
    column("a column of UTC at night", "2023-01-06 03:00", 3, time(15), "UTC", unit="ns"),
    column("a column of New York after the close", "2023-01-06 17:00", 3, time(16),
           "America/New_York", closes, "ms"),
    column("a column of London at lunch", "2023-01-06 12:00", 3, time(21), "Europe/London"),
    epoch("seconds of the evening before", 1_672_963_200 + 3600, 3, 15),
    epoch("milliseconds of a Saturday", 1_673_103_600, 4, 20, milli=True),
)  # fmt: skip
