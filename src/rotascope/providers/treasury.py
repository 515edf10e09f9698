"""The Treasury's daily par yield curve, one file a year, as series UST.1M to UST.30Y in percent."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import polars as pl

from rotascope.errors import BadFile
from rotascope.net.body import Manners
from rotascope.providers.jobs import DatasetSpec, Job, reading
from rotascope.providers.requests import Needs, Request
from rotascope.providers.table import read_csv
from rotascope.registry import provider, source

__all__ = ["is_treasury", "plan", "read_treasury"]

HOST = "home.treasury.gov"
SPEC = DatasetSpec(
    "treasury", 10, "par yields of the Treasury; known the next session", "registered lag"
)
FIRST_YEAR = 1990
FOLDER = "resource-center/data-chart-center/interest-rates/daily-treasury-rates.csv"
MATURITY = re.compile(r"(\d{1,2}(?:\.\d)?) (Mo|Month|Yr|Year)s?")
MISSING = ("", "N/A")


@source(
    "treasury",
    title="US Treasury: par yield curve",
    hosts=(HOST,),
    terms="a work of the US government: free to use",
    order=34,
)
def plan(needs: Needs) -> tuple[Request, ...]:
    """One body a year, from 1990 or `since`; a year that is over is fetched once.

    The running year has a name of its own: what was fetched of it in December is not all of it.
    """
    first = needs.since.year if needs.since else FIRST_YEAR
    past = [_request(year, str(year), every=0) for year in range(first, needs.until.year)]
    return (*past, _request(needs.until.year, f"{needs.until.year}-to-date", every=1))


def _request(year: int, name: str, every: int) -> Request:
    url = (f"https://{HOST}/{FOLDER}/{year}/all?type=daily_treasury_yield_curve"
           f"&field_tdr_date_value={year}&page&_format=csv")  # fmt: skip
    job = Job(SPEC, "macro", Path(), "", reader="treasury", known="registered lag")
    manners = Manners(per_minute=20, seconds=45)  # it has been seen to take 20 seconds
    return Request(name, url, (job,), manners, begins=(b"Date,",), every=every)


def is_treasury(path: Path) -> bool:
    """Whether the file's header is a date and maturities."""
    with reading(path.name, "file"), path.open("rb") as stream:
        head = stream.readline(4096).decode("utf-8-sig", errors="replace")
    first, *rest = [name.strip().strip('"') for name in head.split(",")]
    return first == "Date" and bool(rest) and all(MATURITY.fullmatch(name) for name in rest)


def _series(maturity: str) -> str:
    found = MATURITY.fullmatch(maturity)
    return f"UST.{found[1]}{found[2][0]}" if found else ""


@provider("treasury")
def read_treasury(path: Path, **_: Any) -> pl.DataFrame:
    """Yields: series (UST.1M ... UST.30Y), date, value in percent. A blank is a missing yield: no row."""
    with reading(path.name, "Treasury CSV"):
        frame = read_csv(path, ",", 0, "utf-8-sig")
        first, *names = [name for name in frame.columns if name != "row"]
        strange = [name for name in names if not _series(name)]
        if first != "Date" or strange or not names:
            raise BadFile(f"{path.name}: columns {', '.join(strange or [first])[:80]}",
                          "Date and maturities like 1 Mo, 10 Yr", "fetch it again")  # fmt: skip
        frame = frame.rename({"Date": "date"} | {name: _series(name) for name in names})
        long = frame.unpivot(index=["row", "date"], variable_name="series", value_name="value")
        day = pl.col("date").str.to_date("%m/%d/%Y", strict=False).dt.to_string("%Y-%m-%d")
        given = pl.col("value").is_not_null() & ~pl.col("value").is_in(MISSING)
        # What is no date stays as it is, for the gate to hold with its own text.
        return long.filter(given).with_columns(date=pl.coalesce(day, "date"))
