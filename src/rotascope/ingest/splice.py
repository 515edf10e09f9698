"""A level that comes late into a line of returns: its own return, and that of the row after it."""

from __future__ import annotations

import polars as pl

from rotascope.errors import BadArgument
from rotascope.providers.jobs import Job
from rotascope.store.market import Market

__all__ = ["inserted"]


def inserted(market: Market, job: Job, frame: pl.DataFrame) -> pl.DataFrame:
    """Rows of `tr` and `anchor` that put one late level into its stored line.

    The level's return is measured from the stored row before it, and the row after it is measured
    anew from the level: the product over both days stays what it was. A level after the line's end
    only adds its own row; one before its beginning cannot be connected. Raises BadArgument.
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
    first = pl.DataFrame({"date": [day], "tr": [level / before["level"][0] - 1.0]})
    rows = [first]
    if after.height:
        rows.append(after.select("date", tr=pl.col("level") / level - 1.0))
    none = pl.lit(None, dtype=pl.Float64)
    return pl.concat(rows).with_columns(instrument=pl.lit(instrument), anchor=none)


def _line(market: Market, job: Job, instrument: str) -> pl.DataFrame:
    """Day and level of the stored line: the anchor before x the product of (1 + tr).

    Newest versions, also those of a release of today that readers have from the next session on.
    """
    mine = (pl.col("dataset") == job.dataset.name) & (pl.col("instrument") == instrument)
    rows = market.collect(market.scan("returns").filter(mine))
    rows = rows.sort("date", "known_at").unique("date", keep="last", maintain_order=True)
    rows = rows.sort("date").with_columns(part=pl.col("anchor").is_not_null().cum_sum())
    growth = (1.0 + pl.col("tr").fill_null(0.0)).cum_prod().over("part")
    start = pl.col("anchor").first().over("part")
    return rows.select("date", level=start * growth)
