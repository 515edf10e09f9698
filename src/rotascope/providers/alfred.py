"""ALFRED's vintages: what every revised series said on each day, through FRED's API with a key.

One row a vintage: `realtime_start` is the day on which the number was published. The releases asked
for come out by 13:00 in New York (most at 08:30), so they are known in the session of that day; a
release on a day without a session (payrolls on Good Friday) is known in the next one, and of two that
fall on one session the later stands. Always the whole history: asked from a later day on, the API says
that all of it was published that day.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np
import polars as pl

from rotascope.errors import BadFile, NoAnswer
from rotascope.net.body import Manners
from rotascope.providers.jobs import DatasetSpec, Job, reading, with_rows
from rotascope.providers.requests import Needs, Request
from rotascope.providers.series import UNITS_OF_ALFRED
from rotascope.registry import provider, source
from rotascope.sessions import all_sessions, as_days

__all__ = ["plan", "read_alfred"]

HOST = "api.stlouisfed.org"
SPEC = DatasetSpec("alfred", 10, "every vintage: known on the day of its release", "in file")
LIMIT = 100_000
EVER = {"realtime_start": "1776-07-04", "realtime_end": "9999-12-31"}


@source(
    "alfred",
    title="ALFRED: vintages of revised series",
    hosts=(HOST,),
    terms="needs a free API key of FRED; name the source; not to be passed on as a service",
    order=32,
)
def plan(needs: Needs) -> tuple[Request, ...]:
    """One body a revised series: every number it ever had, with its days. Needs ROTASCOPE_FRED_KEY."""
    key = needs.keys.get("fred", "")
    if not key:
        raise NoAnswer("ALFRED gives vintages only to those with a key", "an API key of FRED",
                       "set ROTASCOPE_FRED_KEY (free at fred.stlouisfed.org)")  # fmt: skip
    return tuple(_request(series, key) for series in UNITS_OF_ALFRED)


def _request(series: str, key: str) -> Request:
    query = {"series_id": series, **EVER, "file_type": "json", "limit": LIMIT, "api_key": key}
    job = Job(SPEC, "macro", Path(), "", reader="alfred", known="in file",
              options={"series": series})  # fmt: skip
    manners = Manners(per_minute=60, seconds=60, cap=30_000_000, wire=30_000_000)
    url = f"https://{HOST}/fred/series/observations?{urlencode(query)}"
    return Request(series, url, (job,), manners, secret=("api_key",), begins=(b"{",))


@provider("alfred")
def read_alfred(path: Path, **options: Any) -> pl.DataFrame:
    """series, date, value, unit, known_at: one row a vintage, from the API's JSON.

    Option `series` (required: the body does not name it). A dot is no row. A body that holds fewer
    rows than it counts is BadFile: half of the vintages would pass for all of them.
    """
    series = str(options.get("series", ""))
    if not series:
        raise BadFile(f"{path.name}: the file does not name its series", "the option series",
                      'options = { series = "GDP" }')  # fmt: skip
    with reading(path.name, "ALFRED JSON"):
        document = json.loads(path.read_bytes())
        if "error_message" in document:
            raise BadFile(f"{path.name}: {str(document['error_message'])[:200]}", "observations",
                          "check the key and the series")  # fmt: skip
        return _vintages(path, document).with_columns(
            series=pl.lit(series), unit=pl.lit(UNITS_OF_ALFRED.get(series), dtype=pl.String)
        )


def _vintages(path: Path, document: dict[str, Any]) -> pl.DataFrame:
    given = document["observations"]
    if int(document["count"]) != len(given):
        raise BadFile(f"{path.name}: {len(given)} of {document['count']} vintages",
                      "all of them in one body",
                      "report this: the series has outgrown a page")  # fmt: skip
    columns = {
        name: [str(one[name]) for one in given] for name in ("realtime_start", "date", "value")
    }
    frame = with_rows(pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)), 1)
    days = frame["realtime_start"].str.to_date("%Y-%m-%d", strict=True)
    known = all_sessions()
    at = np.searchsorted(known, as_days(days.to_numpy()))
    frame = frame.with_columns(
        known_at=pl.Series(known[np.minimum(at, len(known) - 1)], dtype=pl.Date)
    )
    frame = frame.filter(pl.col("value") != ".").sort("date", "realtime_start", maintain_order=True)
    return frame.unique(["date", "known_at"], keep="last", maintain_order=True)
