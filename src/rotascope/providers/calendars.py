"""Dated events and memberships: earnings calendars, recession dates, index members, meetings."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from rotascope.errors import BadFile
from rotascope.providers.jobs import reading
from rotascope.providers.table import read_table
from rotascope.registry import provider

__all__ = ["read_calendar_json", "read_meetings", "read_membership", "read_recessions"]

# When the NBER's committee announced each turning point (nber.org, business cycle dating). It did not
# announce before 1980.
ANNOUNCED = {
    date(1980, 1, 1): date(1980, 6, 3),
    date(1980, 7, 1): date(1981, 7, 8),
    date(1981, 7, 1): date(1982, 1, 6),
    date(1982, 11, 1): date(1983, 7, 8),
    date(1990, 7, 1): date(1991, 4, 25),
    date(1991, 3, 1): date(1992, 12, 22),
    date(2001, 3, 1): date(2001, 11, 26),
    date(2001, 11, 1): date(2003, 7, 17),
    date(2007, 12, 1): date(2008, 12, 1),
    date(2009, 6, 1): date(2010, 9, 20),
    date(2020, 2, 1): date(2020, 6, 8),
    date(2020, 4, 1): date(2021, 7, 19),
}

# Meetings nobody could have put in a diary (federalreserve.gov): known only on the day.
UNSCHEDULED = [
    date(2001, 1, 3), date(2001, 4, 18), date(2001, 9, 17), date(2007, 8, 17),
    date(2008, 1, 22), date(2008, 10, 8), date(2020, 3, 3), date(2020, 3, 15),
]  # fmt: skip


@provider("calendar_json")
def read_calendar_json(path: Path, **_: Any) -> pl.DataFrame:
    """A JSON array of flat objects as a table of text; `row` counts the objects."""
    with reading(path.name, "JSON array"):
        records = json.loads(path.read_text("utf-8"))
        if not isinstance(records, list) or not records:
            raise BadFile(f"{path.name}: no records", "a JSON array of objects", "fetch it again")
        frame = pl.from_dicts(records, infer_schema_length=None)
        return frame.cast(pl.String).with_row_index("row", offset=1)


@provider("recessions")
def read_recessions(path: Path, **_: Any) -> pl.DataFrame:
    """peak,trough pairs as events, known on the day of the committee's announcement.

    Turning points before 1980 were not announced: a year is assumed, and the note says so.
    """
    table = read_table(path).with_columns(pl.col("peak", "trough").str.to_date(strict=False))
    long = table.unpivot(
        on=["peak", "trough"], index="row", variable_name="kind", value_name="date"
    )
    announced = pl.col("date").replace_strict(ANNOUNCED, default=None, return_dtype=pl.Date)
    return long.with_columns(
        kind="recession " + pl.col("kind"),
        known_at=announced.fill_null(pl.col("date").dt.offset_by("1y")),
        note=pl.when(announced.is_null())
        .then(pl.lit("NBER; announcement assumed a year later"))
        .otherwise(pl.lit("NBER; known on the committee's announcement")),
    )


@provider("meetings")
def read_meetings(path: Path, **options: Any) -> pl.DataFrame:
    """Policy meetings as events. Known: scheduled ones from the year's first day (assumed; the Fed
    publishes a year's dates the year before), unscheduled ones and decisions on their day.

    Option `date`: the file's date column. With `decisions`, `change_pp` becomes the value (percentage
    points of the target's upper bound) and `method` the note; meetings still to come have none.
    """
    table = read_table(path)
    day = pl.col(str(options.get("date", "date")))
    if table.schema[options.get("date", "date")] == pl.String:
        day = day.str.to_date(strict=False)
    table = table.with_columns(date=day)
    if options.get("decisions"):
        return table.filter(pl.col("method").is_not_null()).select(
            "row", "date", kind=pl.lit("FOMC decision"), value="change_pp",
            note="change of the target in percentage points, " + pl.col("method"),
            known_at=pl.col("date"),
        )  # fmt: skip
    sprung = pl.col("date").is_in(UNSCHEDULED)
    return table.select(
        "row", "date", kind=pl.lit("FOMC meeting"), value=pl.lit(None, dtype=pl.Float64),
        note=pl.when(sprung).then(pl.lit("unscheduled")).otherwise(pl.lit("scheduled")),
        known_at=pl.when(sprung).then(pl.col("date")).otherwise(pl.date(pl.col("date").dt.year(), 1, 1)),
    )  # fmt: skip


@provider("membership")
def read_membership(path: Path, **_: Any) -> pl.DataFrame:
    """Membership intervals (ticker, start_date, end_date) as what was known when.

    An interval gives two rows: on its first day it is open, and only on the day of the removal does
    `last` appear, so that no reader learns of a removal before it happened. `end_date` in the file is
    the first day outside the index; `last` is the day before it.
    """
    table = read_table(path).with_columns(
        pl.col("start_date", "end_date").str.to_date(strict=False)
    )
    opened = table.select(
        "row", "ticker", date="start_date", last=pl.lit(None, dtype=pl.Date), known_at="start_date"
    )
    closed = table.filter(pl.col("end_date").is_not_null()).select(
        "row", "ticker", date="start_date",
        last=pl.col("end_date").dt.offset_by("-1d"), known_at="end_date",
    )  # fmt: skip
    return pl.concat([opened, closed])
