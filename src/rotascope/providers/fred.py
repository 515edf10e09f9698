"""FRED's graph CSV: the newest vintage of every registered series, without a key.

One series a request: the graph answers several at once too, but then sometimes as a zip, leaves a
series it does not know out without a word, and one that fails takes the others with it; alone, a series
fails, resumes and ages alone. The whole history each time: the graph does not keep to a first date, and
a revision may reach back decades. Values are one late vintage: when they were known is the registered
lag, and said to be assumed; a revision that a later fetch brings is known from that fetch. Where ALFRED
has the vintages, they win.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import polars as pl

from rotascope.errors import BadFile
from rotascope.net.body import Manners
from rotascope.providers.jobs import DatasetSpec, Job, reading
from rotascope.providers.requests import Needs, Request
from rotascope.providers.series import FRED
from rotascope.providers.table import read_csv
from rotascope.registry import provider, source

__all__ = ["is_fred", "job", "plan", "read_fred"]

HOST = "fred.stlouisfed.org"
SPEC = DatasetSpec(
    "fred", 20, "one late vintage: revised series are not point-in-time", "registered lag"
)
MISSING = (".", "")
HEAD = re.compile(r"(observation_date|DATE)((?:,[A-Z0-9_]+)+)\s*$")


@source(
    "fred",
    title="FRED: macro series",
    hosts=(HOST,),
    terms="name FRED and the agency as the source; series of other owners keep their owners' terms",
    order=30,
)
def plan(needs: Needs) -> tuple[Request, ...]:
    """One body a registered series."""
    manners = Manners(per_minute=60, seconds=30, headers={"Accept": "text/csv"})
    return tuple(
        Request(name, f"https://{HOST}/graph/fredgraph.csv?{urlencode({'id': name})}",
                (job(name),), manners, begins=(b"observation_date", b"DATE"))
        for name in FRED
    )  # fmt: skip


def job(series: str = "") -> Job:
    """How such a file is read; `series` names the one whose header says only VALUE."""
    made = Job(SPEC, "macro", Path(), "", reader="fred", known="registered lag")
    return replace(made, options={"series": series}) if series else made


def is_fred(path: Path) -> bool:
    """Whether the file is such a CSV: by its header, and under DATE by series that are registered."""
    with reading(path.name, "file"), path.open("rb") as stream:
        head = stream.readline(4096).decode("utf-8-sig", errors="replace")
    found = HEAD.match(head)
    if found is None:
        return False
    names = found[2].strip(",").split(",")
    known = all(name in FRED for name in names) or (names == ["VALUE"] and path.stem in FRED)
    return found[1] == "observation_date" or known


@provider("fred")
def read_fred(path: Path, **options: Any) -> pl.DataFrame:
    """series, date, value as text. A dot or a blank is a missing value: no row.

    Option `series`: the name of what the header calls VALUE (default: the file's name); a body that
    holds another series than the one asked for is BadFile.
    """
    with reading(path.name, "FRED CSV"):
        frame = read_csv(path, ",", 0, "utf-8-sig")
        first, *names = [name for name in frame.columns if name != "row"]
        asked = str(options.get("series", ""))
        if first not in ("observation_date", "DATE") or not names:
            raise _other(path, "columns " + ", ".join([first, *names])[:80])
        if asked and names not in (["VALUE"], [asked]):
            raise _other(path, f"series {', '.join(names)[:80]} instead of {asked}")
        frame = frame.rename({first: "date"})
        if names == ["VALUE"]:
            frame = frame.rename({"VALUE": asked or path.stem})
        long = frame.unpivot(index=["row", "date"], variable_name="series", value_name="value")
        return long.filter(pl.col("value").is_not_null() & ~pl.col("value").is_in(MISSING))


def _other(path: Path, what: str) -> BadFile:
    return BadFile(f"{path.name}: {what}", "observation_date and the series' name",
                   "fetch the series again, one at a time")  # fmt: skip
