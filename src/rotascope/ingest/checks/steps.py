"""Q27 and Q29: steps of a macro series beyond 10 sigmas of its own past; switches of its unit."""

from __future__ import annotations

import numpy as np
import polars as pl

from rotascope.ingest.checks.unit_switch import switched
from rotascope.ingest.checks.yields import is_yield
from rotascope.ingest.findings import found
from rotascope.providers.series import REGISTERED

__all__ = ["SIGMAS", "steps", "units"]

SIGMAS = 10.0
LOOK_BACK, AT_LEAST = 1000, 12
# Changes of these are differences; of everything else, which stays above zero, log differences.
PLAIN = ("percent", "fraction", "state", "ratio")


def _lines(frame: pl.DataFrame, stored: pl.DataFrame) -> pl.DataFrame:
    """Both by series and date, `at` null for stored rows; of several vintages in the file the first."""
    first = frame.sort("series", "date", "known_at").unique(
        ["series", "date"], keep="first", maintain_order=True
    )
    old = stored.join(first.select("series", "date"), on=["series", "date"], how="anti")
    both = pl.concat([first, old], how="diagonal_relaxed")
    return both.filter(pl.col("value").is_finite()).sort("series", "date")


def units(frame: pl.DataFrame, stored: pl.DataFrame) -> list[pl.DataFrame]:
    """Rows that stand a power of ten off their own line, which stays calm on both sides: held.

    Yields say so under Q29, every other series under Q27. Whole files in another unit are told by
    what is on file, or by what the series can be.
    """
    lines = _lines(frame, stored).filter(
        is_yield(pl.col("series")) | (pl.col("value").min().over("series") > 0)
    )
    codes = lines["series"].rle_id().to_numpy().astype(np.int64)
    known = lines["at"].is_null().to_numpy()
    off = switched(codes, lines["value"].to_numpy(), known)
    if not off.any():
        return []
    said = pl.format("{}, {} times its neighbours' unit", "value", 10.0 ** pl.col("off"))
    told = lines.with_columns(off=off).filter((pl.col("off") != 0) & pl.col("at").is_not_null())
    # A later vintage of the same day in the same file is in the same unit.
    keys = told.select("series", "date", "off")
    every = frame.join(keys, on=["series", "date"], how="inner", maintain_order="left")
    yields = is_yield(pl.col("series"))
    return [
        found(every, yields, "Q29", "yields in percent", said),
        found(every, ~yields, "Q27", "one unit for the whole series", said),
    ]


def steps(frame: pl.DataFrame, stored: pl.DataFrame) -> list[pl.DataFrame]:
    """Steps beyond 10 robust sigmas and larger than any of the last 1,000 changes: flagged, not held.

    Real series have them (payrolls in April 2020), so a step alone holds nothing; with a switch of
    unit or a value the series cannot have, those checks hold it. Sigma is 1.4826 x the median size of
    the changes before, or their mean size x 1.2533 where most are zero (policy rates); of at least 12.
    """
    plain = [name for name, r in REGISTERED.items() if r.unit in PLAIN or r.low <= 0]
    straight = pl.col("series").is_in(plain) | (pl.col("value") <= 0)
    lines = _lines(frame, stored).filter(pl.col("series").is_in(list(REGISTERED)))
    lines = lines.with_columns(
        level=pl.when(straight).then(pl.col("value")).otherwise(pl.col("value").log())
    ).with_columns(size=pl.col("level").diff().abs().over("series"))
    past = pl.col("size").shift(1)
    told = lines.with_columns(
        median=(1.4826 * past.rolling_median(LOOK_BACK, min_samples=AT_LEAST)).over("series"),
        mean=(1.2533 * past.rolling_mean(LOOK_BACK, min_samples=AT_LEAST)).over("series"),
        most=past.rolling_max(LOOK_BACK, min_samples=AT_LEAST).over("series"),
    ).with_columns(sigma=pl.max_horizontal("median", "mean"))
    sigmas = pl.col("size") / pl.col("sigma")
    large = (pl.col("sigma") > 0) & (sigmas > SIGMAS) & (pl.col("size") > pl.col("most"))
    said = pl.format("a step to {} of {} sigmas", "value", sigmas.round(1))
    expected = f"a step of at most {SIGMAS:.0f} sigmas"
    return [found(told, large & pl.col("at").is_not_null(), "Q27", expected, said, "flag")]
