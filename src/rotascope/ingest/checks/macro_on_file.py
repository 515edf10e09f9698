"""Checks of a macro file beside what its dataset has on file: steps, units, the curve, vintages."""

from __future__ import annotations

import polars as pl

from rotascope.ingest.checks import steps, vintages, yields
from rotascope.providers.jobs import Job
from rotascope.store.market import Market

__all__ = ["beside"]


def beside(frame: pl.DataFrame, job: Job, market: Market) -> list[pl.DataFrame]:
    """Q27, Q28 and Q29 of rows that passed everything that a file alone can show."""
    stored = _stored(frame, job.dataset.name, market)
    newest = stored.unique(["series", "date"], keep="last", maintain_order=True).drop("known_at")
    return [
        *(vintages.against_stored(frame, stored) if vintages.carried(job) else ()),
        *steps.units(frame, newest),
        *steps.steps(frame, newest),
        *yields.by_the_curve(frame, newest),
        *yields.not_filled(frame, newest),
    ]


def _stored(frame: pl.DataFrame, dataset: str, market: Market) -> pl.DataFrame:
    """Every version of the dataset's rows of these series, and of all yields where one is among them."""
    names = frame["series"].unique()
    wanted = pl.col("series").is_in(names.implode())
    if names.str.contains(yields.NAMES).any():
        wanted |= yields.is_yield(pl.col("series"))
    lazy = market.scan("macro").filter((pl.col("dataset") == dataset) & wanted)
    stored = market.collect(lazy.select("series", "date", "known_at", "value"))
    return stored.sort("series", "date", "known_at", maintain_order=True)
