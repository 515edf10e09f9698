"""Q08: no bar before its session closed; what is printed before then is provisional."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import polars as pl

from rotascope.ingest.findings import found
from rotascope.sessions import all_sessions, closes

__all__ = ["unfinished"]

AFTER_CLOSE = np.timedelta64(15, "m")
CLOSED = "a bar of a session that had closed"


def unfinished(frame: pl.DataFrame, today: date, fetched_at: datetime | None) -> list[pl.DataFrame]:
    """Bars of sessions that had not closed (+ 15 minutes) when they were fetched.

    13:00 on half days, by New York's clock. A file that nobody fetched has no hour: bars dated after
    `today` are held. The final bar, when it comes, replaces the held one (quarantine: superseded).
    """
    if fetched_at is None:
        late = pl.col("date") > today
        return [found(frame, late, "Q08", CLOSED, pl.format("{}, after {}", "date", pl.lit(today)))]
    moment = fetched_at.astimezone(UTC) if fetched_at.tzinfo else fetched_at
    when = np.datetime64(moment.replace(tzinfo=None), "s")
    ready = int(np.searchsorted(closes() + AFTER_CLOSE, when, side="right"))
    open_ = pl.col("date") > all_sessions()[ready - 1].item()
    # A column, not a literal: what is observed is read from the rows that are found.
    hours = closes(frame["date"].to_numpy().astype("datetime64[D]")).astype("datetime64[ms]")
    dated = frame.with_columns(pl.Series("closes_at", hours, dtype=pl.Datetime("ms")))
    close = pl.col("closes_at").dt.strftime("before %H:%M UTC, when it closes")
    said = pl.lit(f"fetched {moment:%Y-%m-%d %H:%M} UTC, ") + close.fill_null("no session")
    return [found(dated, open_, "Q08", CLOSED, said)]
