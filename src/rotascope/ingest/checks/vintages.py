"""Q28: a vintage describes a period that had ended, and says one value of it."""

from __future__ import annotations

import polars as pl

from rotascope.ingest.checks.macro import REGISTRY
from rotascope.ingest.findings import found
from rotascope.providers.jobs import Job

__all__ = ["FLASH", "against_stored", "carried", "of_file", "one_value", "period_over"]

ENDS = {"d": "0d", "w": "0d", "m": "1mo", "q": "3mo"}
QUARTERLY, MONTHLY = 80.0, 27.0
SAME = 1e-9
FLASH = ("MICH", "UMCSENT")
"""Surveys of a month, first published within it."""


def carried(job: Job) -> bool:
    """Whether the file itself says when each row was known."""
    return job.known.startswith("in file")


def of_file(frame: pl.DataFrame, job: Job) -> list[pl.DataFrame]:
    """Both checks of the file alone, where it carries vintages."""
    return [*period_over(frame), *one_value(frame)] if carried(job) else []


def period_over(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Vintages dated before the period they describe was over; daily, weekly and flash: before its day.

    The period is the registered one, else the one the file's own days are spaced by.
    """
    days = frame.select("series", "date").unique().drop_nulls().sort("series", "date")
    gap = (pl.col("date") - pl.col("date").shift(1)).over("series").dt.total_days()
    told = days.with_columns(gap=gap).group_by("series").agg(pl.col("gap").median())
    spaced = (
        pl.when(pl.col("gap") > QUARTERLY).then(pl.lit("q"))
        .when(pl.col("gap") > MONTHLY).then(pl.lit("m")).otherwise(pl.lit("d"))
    )  # fmt: skip
    named = told.join(REGISTRY().select("series", "period"), on="series", how="left")
    named = named.select("series", period=pl.coalesce("period", spaced))
    joined = frame.join(named, on="series", how="left", maintain_order="left")
    long = pl.col("period").is_in(["m", "q"]) & ~pl.col("series").is_in(FLASH)
    end = pl.col("date").dt.offset_by(pl.col("period").replace_strict(ENDS, default="0d"))
    end = pl.when(long).then(end.dt.offset_by("-1d")).otherwise(pl.col("date"))
    said = pl.format("a vintage of {} for a period to {}", "known_at", end)
    return [
        found(joined, pl.col("known_at") < end, "Q28", "a vintage after the period's end", said)
    ]


def one_value(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """One day of one series with two values in one vintage: neither can be believed."""
    key = ("series", "date", "known_at")
    told = frame.with_columns(versions=pl.col("value").n_unique().over(key))
    said = pl.format("{} values, among them {}", "versions", "value")
    return [found(told, pl.col("versions") > 1, "Q28", "one value for each vintage", said)]


def against_stored(frame: pl.DataFrame, stored: pl.DataFrame) -> list[pl.DataFrame]:
    """A vintage that is on file already, with another value: history as published does not change.

    `stored`: series, date, known_at and value of the dataset, every version.
    """
    key = ["series", "date", "known_at"]
    old = stored.unique(key, keep="last", maintain_order=True).select(*key, old="value")
    joined = frame.join(old, on=key, how="left", maintain_order="left")
    apart = (pl.col("value") - pl.col("old")).abs() > SAME * pl.col("old").abs()
    said = pl.format("{}, on file is {}", "value", "old")
    return [found(joined, apart, "Q28", "the value this vintage has on file", said)]
