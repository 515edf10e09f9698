"""Q08: bars of sessions that had not closed when they were fetched, and bars of days to come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import polars as pl

from rotascope.sessions import last_session, shift
from tests.ingest.planted.case import Planted
from tests.ingest.planted.prices import as_text, bars, closes, levels, names, planted

Made = Callable[..., pl.DataFrame]
NEW_YORK = ZoneInfo("America/New_York")


def fetched(
    name: str, day: str, hour: str, zone: timezone | ZoneInfo = NEW_YORK, made: Made = closes,
    symbols: str = "QAA", n: int = 12,
) -> Planted:  # fmt: skip
    """Bars up to `day`, fetched that day at `hour`; the twin ends a session before."""
    on = date.fromisoformat(day)
    moment = datetime.combine(on, datetime.strptime(hour, "%H:%M").time(), tzinfo=zone)  # noqa: DTZ007
    frame = made(symbols, n=n, first=shift(last_session(on), 1 - n).isoformat())
    at = [i for i, held in enumerate(frame["date"] == on) if held]
    sound = frame.filter(pl.col("date") != on)
    return planted(name, frame, sound, at, fetched_at=moment.astimezone(UTC), today=on)


def ahead(name: str, today: str, n: int = 1, made: Made = closes, text: bool = False) -> Planted:
    """`n` bars dated after the day of the import, of a file that nobody fetched."""
    on = date.fromisoformat(today)
    frame = made(n=12 + n, first=shift(on, -11).isoformat())
    if text:
        frame = as_text(frame, "date")
    return planted(name, frame, frame.head(12), range(12, 12 + n), today=on)


def several(name: str, n: int) -> Planted:
    """A file with bars of `n` sessions after the moment it was fetched at."""
    frame = levels(n=10 + n, first="2024-03-04")
    last = frame["date"][9]
    moment = datetime.combine(last, datetime.min.time(), UTC) + timedelta(hours=22)
    return planted(name, frame, frame.head(10), range(10, 10 + n), fetched_at=moment)


VARIANTS = (
    fetched("at noon", "2024-05-14", "12:00"),
    fetched("at the bell of the close", "2024-05-14", "16:00", made=bars),
    fetched("fourteen minutes after the close", "2024-05-14", "16:14", made=levels),
    fetched("before the open", "2025-10-01", "08:00"),
    fetched("in the first minute", "2025-10-01", "09:30", made=bars, symbols="QAA QAB QAC"),
    fetched("at noon of a half day", "2024-07-03", "12:00"),
    fetched("at the close of a half day", "2024-07-03", "13:00", made=levels),
    fetched("on the day after Thanksgiving", "2024-11-29", "13:14", made=bars),
    fetched("on Christmas eve", "2024-12-24", "11:11", made=levels),
    fetched("the Friday before summer time", "2024-03-08", "21:00", UTC),
    fetched("the Monday of summer time", "2024-03-11", "20:10", UTC, levels),
    fetched("the Monday of winter time", "2024-11-04", "20:30", UTC, bars),
    fetched("the Friday before winter time", "2024-11-01", "19:59", UTC),
    fetched("from Tokyo", "2024-06-13", "23:00", ZoneInfo("Asia/Tokyo")),
    fetched("from Zurich", "2024-06-13", "22:10", ZoneInfo("Europe/Zurich"), levels),
    fetched("with twenty names", "2026-05-07", "14:00", made=levels, symbols=names(20), n=8),
    ahead("a bar of tomorrow", "2024-02-01"),
    ahead("five bars of next week", "2024-02-02", 5, levels),
    ahead("a bar of tomorrow in text", "2026-06-11", 1, bars, text=True),
    ahead("two bars after New Year's eve", "2024-12-31", 2),
    several("two sessions after the fetch", 2),
    several("four sessions after the fetch", 4),
)
