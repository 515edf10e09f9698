"""Q24: a holdings file whose weights are possible, and whose stamp is not in the future."""

from __future__ import annotations

from datetime import date

import polars as pl

from rotascope.ingest.findings import found

__all__ = ["weights"]

TOLERANCE = 0.005


def weights(frame: pl.DataFrame, today: date) -> list[pl.DataFrame]:
    """Lines above 100 %, whole files that do not sum to 100 +- 0.5 %, stamps after `today`.

    A file that does not add up is held whole: which line is wrong cannot be told.
    """
    whole = pl.col("weight").fill_nan(None).sum().over("fund", "date")
    percent = (whole * 100).round(2)
    return [
        found(frame, pl.col("weight").abs() > 1.0, "Q24", "a weight of at most 100 %",
              pl.format("{} %", (pl.col("weight") * 100).round(2))),
        found(frame, (whole - 1.0).abs() > TOLERANCE, "Q24", "weights that sum to 100 % +- 0.5 %",
              pl.format("a sum of {} %", percent)),
        found(frame, pl.col("date") > today, "Q24", f"a stamp of {today} or before", pl.col("date")),
    ]  # fmt: skip
