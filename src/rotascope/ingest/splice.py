"""A level that comes late into a line of returns: its own return, and that of the row after it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from rotascope.errors import BadArgument
from rotascope.ingest.revisions import SAME_RETURN
from rotascope.providers.jobs import Job
from rotascope.store.market import Market

__all__ = ["inserted", "on_file"]

Beside = Mapping[str, Any]
"""What a level was read beside in its own file, see `neighbours.BESIDE`."""


def inserted(market: Market, job: Job, frame: pl.DataFrame, beside: Beside) -> pl.DataFrame:
    """Rows of `tr` and `anchor` that put one late level into its stored line.

    The level is on the basis of its own file; a neighbour in that file that is stored says how the two
    compare. Its return is measured from the stored row before it, and the row after it is measured
    anew: the product over both days stays what it was. A level after the line's end only adds its own
    row. Raises BadArgument for one before the line's beginning, or without a stored neighbour.
    """
    instrument, day, level = frame.select(
        pl.col("instrument").cast(pl.String), "date", "level"
    ).row(0)
    line = _line(market, job, instrument)
    before = line.filter(pl.col("date") < day).tail(1)
    after = line.filter(pl.col("date") > day).head(1)
    if not before.height:
        raise BadArgument(
            f"{instrument} has no stored row before {day}",
            "a row inside a stored line",
            "importing a file that begins earlier",
        )
    placed = _placed(line, level, beside)
    # Where the line begins anew between the two, each side has its own basis.
    sides = [(part, before) for part in before["part"]] + [(part, after) for part in after["part"]]
    if any(part not in placed for part, _ in sides):
        raise BadArgument(
            f"{instrument} on {day} was read beside no row that is on file",
            "a row whose neighbours in its file are stored",
            "importing a later file that brings it",
        )
    rows = [pl.DataFrame({"date": [day], "tr": [placed[sides[0][0]] / before["level"][0] - 1.0]})]
    if after.height:
        rows.append(after.select("date", tr=pl.col("level") / placed[sides[1][0]] - 1.0))
    none = pl.lit(None, dtype=pl.Float64)
    return pl.concat(rows).with_columns(instrument=pl.lit(instrument), anchor=none)


def on_file(market: Market, job: Job, beside: Beside) -> bool:
    """Whether the stored line has this very level on its day, whatever basis its file is on."""
    line = _line(market, job, beside["instrument"])
    here = line.filter(date=beside["date"])
    if not here.height or beside["level"] is None:
        return False
    level = _placed(line, beside["level"], beside).get(here["part"][0])
    return level is not None and bool(abs(level / here["level"][0] - 1.0) < SAME_RETURN)


def _placed(line: pl.DataFrame, level: float, beside: Beside) -> dict[int, float]:
    """The level on the basis of each part of the line that has one of its neighbours."""
    placed = {}
    for near in (beside.get("after"), beside.get("before")):
        stored = line.filter(date=_day(near["date"])) if near else line.clear()
        if near and stored.height:
            placed[stored["part"][0]] = level * stored["level"][0] / near["level"]
    return placed


def _day(told: date | str) -> date:
    return date.fromisoformat(told) if isinstance(told, str) else told


def _line(market: Market, job: Job, instrument: str) -> pl.DataFrame:
    """Day, level and part of the stored line: the anchor before x the product of (1 + tr).

    Newest versions, also those of a release of today that readers have from the next session on.
    """
    mine = (pl.col("dataset") == job.dataset.name) & (pl.col("instrument") == instrument)
    rows = market.collect(market.scan("returns").filter(mine))
    rows = rows.sort("date", "known_at").unique("date", keep="last", maintain_order=True)
    rows = rows.sort("date").with_columns(part=pl.col("anchor").is_not_null().cum_sum())
    growth = (1.0 + pl.col("tr").fill_null(0.0)).cum_prod().over("part")
    start = pl.col("anchor").first().over("part")
    return rows.select("date", "part", level=start * growth)
