"""Q06: a bar's moment names exactly one session in New York.

A daily bar is stored under its session's date. Files stamp it in many ways, and not every way says
which session is meant:

- a day, or midnight on the clock that the file prints (00:00Z, 00:00-05:00, a datetime column at
  midnight), is a date's name: the evening before in New York, which 00:00Z would be, has no session;
- midnight in New York, however written (05:00Z in winter), is that day's name as well;
- a moment between a session's open and its close + 15 minutes is that session (Yahoo's 13:30Z and
  14:30Z); without an offset the clock is New York's, and an hour which that clock skips or has twice
  names nothing;
- any other moment is held: before the open or in the evening it could mean either neighbour.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from rotascope.ingest.findings import found
from rotascope.sessions import closes, numbers, opens

__all__ = ["session_days"]

NEW_YORK = "America/New_York"
AFTER_CLOSE = np.timedelta64(15, "m")
TEXT = r"^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|UTC|[+-]\d{2}:?\d{2})?$"
WALL = pl.Datetime("us")
EPOCH_SECONDS, EPOCH_MILLIS = (10**8, 10**11), (10**11, 10**14)
DAY_NUMBERS = (19_000_101, 21_001_231)
ONE_SESSION = "date: a moment inside one New York session, or a midnight as a day's name"


def session_days(
    frame: pl.DataFrame, day: pl.Expr, like: str
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """The frame with `date` as a day, and findings: Q06 for moments of no session, Q01 for no moment.

    `day` reads a day from text, `like` says what such text looks like. Blank dates stay null
    (another check names them). Numbers are days (20240328), or seconds or milliseconds since 1970;
    no other number is taken for a day.
    """
    kind = frame.schema["date"]
    if kind in (pl.Date, pl.Null):
        return frame.with_columns(pl.col("date").cast(pl.Date)), []
    made = _taken_apart(frame.select("date"), kind, day)
    local = _new_york(made)
    made = made.with_columns(local=local, session=_session(local))
    named = [pl.when(_midnight(n)).then(pl.col(n).dt.date()) for n in ("wall", "local")]
    days = made.select(date=pl.coalesce("label", *named, "session")).to_series()
    moment = made.select(pl.coalesce("wall", "instant").is_not_null()).to_series()
    said = frame["date"].is_not_null()
    if kind == pl.String:
        said &= frame["date"] != ""
    told = [
        found(frame, pl.lit(said & days.is_null() & ~moment), "Q01", f"date: {like}", _quoted(kind)),
        found(frame.with_columns(local=local), pl.lit(days.is_null() & moment), "Q06", ONE_SESSION,
              _observed()),
    ]  # fmt: skip
    return frame.with_columns(days), told


def _quoted(kind: pl.DataType) -> pl.Expr:
    return pl.format("'{}'" if kind == pl.String else "{}", pl.col("date").cast(pl.String))


def _observed() -> pl.Expr:
    there = pl.col("local").dt.strftime("%Y-%m-%d %H:%M (%A) in New York")
    return pl.format(
        "{}: {}", pl.col("date").cast(pl.String), there.fill_null("no single hour in New York")
    )


def _midnight(name: str) -> pl.Expr:
    return pl.col(name).dt.time() == pl.time(0)


def _taken_apart(dates: pl.DataFrame, kind: pl.DataType, day: pl.Expr) -> pl.DataFrame:
    """label: a plain day; wall: the clock as printed; instant: the moment in UTC, where one is said."""
    column = pl.col("date")
    label = pl.lit(None, dtype=pl.Date)
    wall = instant = pl.lit(None, dtype=WALL)
    if kind == pl.String:
        return _text(dates, day)
    if isinstance(kind, pl.Datetime):
        wall = column.dt.replace_time_zone(None).cast(WALL)
        if kind.time_zone is not None:
            instant = column.dt.convert_time_zone("UTC").dt.replace_time_zone(None).cast(WALL)
    elif kind.is_numeric():
        whole = column.cast(pl.Float64).round().cast(pl.Int64, strict=False)
        exact = whole.cast(pl.Float64) == column.cast(pl.Float64)
        label = pl.when(exact & whole.is_between(*DAY_NUMBERS)).then(
            whole.cast(pl.String).str.to_date("%Y%m%d", strict=False)
        )
        seconds = pl.when(exact & whole.is_between(*EPOCH_SECONDS, closed="left")).then(
            whole * 1000
        )
        millis = pl.when(exact & whole.is_between(*EPOCH_MILLIS, closed="left")).then(whole)
        instant = pl.from_epoch(pl.coalesce(seconds, millis), "ms").cast(WALL)
        wall = instant
    return dates.select(label=label, wall=wall, instant=instant)


def _text(dates: pl.DataFrame, label: pl.Expr) -> pl.DataFrame:
    part = pl.col("date").str.extract_groups(TEXT)
    day, clock, zone = (part.struct.field(n) for n in ("1", "2", "3"))
    padded = pl.when(clock.str.len_chars() == 5).then(clock + ":00").otherwise(clock)
    wall = (day + " " + padded).str.to_datetime("%Y-%m-%d %H:%M:%S%.f", strict=False)
    offset = zone.replace(["Z", "UTC"], ["+00:00", "+00:00"]).str.replace(":", "")
    minutes = offset.str.slice(1, 2).cast(pl.Int64) * 60 + offset.str.slice(3, 2).cast(pl.Int64)
    east = pl.when(offset.str.starts_with("-")).then(-minutes).otherwise(minutes)
    made = dates.select(label=label, wall=wall.cast(WALL), east=east)
    return made.select("label", "wall", instant=pl.col("wall") - pl.duration(minutes="east"))


def _new_york(made: pl.DataFrame) -> pl.Series:
    """New York's clock at each moment; null where a bare clock names none, or two."""
    said = pl.col("instant").dt.replace_time_zone("UTC").dt.convert_time_zone(NEW_YORK)
    bare = pl.col("wall").dt.replace_time_zone(NEW_YORK, ambiguous="null", non_existent="null")
    both = pl.when(pl.col("instant").is_not_null()).then(said).otherwise(bare)
    return made.select(local=both).to_series()


def _session(local: pl.Series) -> pl.Series:
    """The session whose open .. close + 15 minutes holds the moment; null if none does."""
    days = local.dt.date()
    at = numbers(days.to_physical().fill_null(-(10**6)).to_numpy())
    moments = local.dt.convert_time_zone("UTC").dt.replace_time_zone(None).to_numpy()
    held = (at >= 0) & (moments >= opens()[at]) & (moments <= closes()[at] + AFTER_CLOSE)
    return pl.select(pl.when(pl.lit(pl.Series(held))).then(pl.lit(days))).to_series()
