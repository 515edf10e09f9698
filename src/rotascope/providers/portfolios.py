"""Lines made of portfolios' monthly returns: the mean of several columns, dated at the month's end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from rotascope.errors import BadFile
from rotascope.providers.table import read_table
from rotascope.registry import provider
from rotascope.sessions import all_sessions

__all__ = ["means_of_portfolios", "month_end_sessions", "read_portfolios"]


def month_end_sessions(days: pl.Series) -> pl.Series:
    """Each month's last session, from any day of the month."""
    ends = days.dt.month_end().to_numpy().astype("datetime64[D]")
    sessions = all_sessions()
    return pl.Series(sessions[np.searchsorted(sessions, ends, side="right") - 1]).cast(pl.Date)


def means_of_portfolios(wide: pl.DataFrame, lines: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    """Rows `row, date, symbol, tr, anchor` of lines that are means of columns of monthly returns.

    wide: row, date (any day of the month), portfolios' total returns as fractions. A base row at the
    last session before the first month carries the anchor, 100; months without every portfolio of
    a line have no mean.
    """
    missing = pl.lit(None, dtype=pl.Float64)
    means = [
        pl.when(pl.all_horizontal(pl.col(*columns).is_not_null()))
        .then(pl.mean_horizontal(*columns))
        .alias(symbol)
        for symbol, columns in lines.items()
    ]
    made = wide.select("row", "date", *means)
    made = made.with_columns(date=month_end_sessions(made["date"]))
    long = made.unpivot(
        index=["row", "date"], variable_name="symbol", value_name="tr"
    ).with_columns(anchor=missing)
    before = wide.select(pl.col("date").min().dt.month_start().dt.offset_by("-1d"))["date"]
    base = long.unique("symbol", maintain_order=True).with_columns(
        row=pl.lit(1, dtype=long.schema["row"]),
        date=pl.lit(month_end_sessions(before)[0]),
        tr=missing,
        anchor=pl.lit(100.0),
    )
    return pl.concat([base, long.drop_nulls("tr")])


@provider("portfolios")
def read_portfolios(path: Path, **options: Any) -> pl.DataFrame:
    """A wide table of monthly portfolio returns as lines: `symbol, date, tr, anchor`.

    Options: `lines` = {SYMBOL = [columns]}; `date` (column, default date); `percent` = true if the
    file prints percent. Every value must be a number.
    """
    lines, day = options["lines"], options.get("date", "date")
    columns = sorted({column for names in lines.values() for column in names})
    frame = read_table(path)
    absent = [column for column in (day, *columns) if column not in frame.columns]
    if absent:
        raise BadFile(
            f"{path.name}: no column {', '.join(absent)}",
            f"the columns {', '.join((day, *columns))}",
            "mend `lines` in the manifest",
        )
    scale = 100.0 if options.get("percent") else 1.0
    values = [pl.col(c).cast(pl.Float64, strict=False) / scale for c in columns]
    printed = pl.col(day)
    if frame.schema[day] == pl.String:
        printed = printed.str.to_date("%Y-%m-%d", strict=False)
    dates = printed.cast(pl.Date).alias("date")
    return means_of_portfolios(frame.select("row", dates, *values), lines)
