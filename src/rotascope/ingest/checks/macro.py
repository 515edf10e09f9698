"""Q27: a registered series comes in its unit, frequency and adjustment, with values it can have."""

from __future__ import annotations

import math
import re
from functools import cache

import polars as pl

from rotascope.ingest.checks.yields import is_yield
from rotascope.ingest.findings import found
from rotascope.providers.series import REGISTERED

__all__ = ["GAPS", "REGISTRY", "as_registered", "measure", "plausible", "spacing"]

# Days between two rows of a series; the middle one must lie in here, so holidays and holes may be.
GAPS = {"d": (1.0, 5.0), "w": (5.0, 9.0), "m": (27.0, 33.0), "q": (85.0, 95.0)}
NAMES = {"d": "daily", "w": "weekly", "m": "monthly", "q": "quarterly"}
FEW = 3
SCALES = r"(thousand|million|billion|trillion)"
BASES = {
    "percent": r"percent|per cent|%|\bpct\b",
    "basis points": r"basis point|\bbps?\b",
    "fraction": r"fraction|decimal",
    "index": r"index|points",
    "USD": r"dollar|usd|\$",
    "EUR": r"euro|\beur\b",
    "CHF": r"franc|\bchf\b",
}


def REGISTRY() -> pl.DataFrame:  # noqa: N802 - a constant that takes a moment to make
    """The registered series: series, unit, period, lag, low, high, adjustment."""
    rows = [
        (name, r.unit, r.period, r.lag_days, r.low, r.high, r.adjustment)
        for name, r in REGISTERED.items()
    ]
    names = ["series", "unit", "period", "lag", "low", "high", "adjustment"]
    return pl.DataFrame(rows, schema=names, orient="row")


@cache
def measure(unit: str) -> tuple[str, str]:
    """(scale, base) of a unit's text: 'Billions of Chained 2017 Dollars' -> ('billion', 'USD').

    An empty part says nothing: 'thousand' has no base, 'percent' no scale.
    """
    text = unit.lower()
    scale = re.search(SCALES, text)
    base = next((name for name, words in BASES.items() if re.search(words, text)), "")
    return (scale.group(1) if scale else "", base)


def _alike(said: str, registered: str) -> bool:
    """Whether two texts name one unit: the same scale, and the same base where both name one."""
    (scale, base), (scale_here, base_here) = measure(said), measure(registered)
    return scale == scale_here and (not base or not base_here or base == base_here)


def as_registered(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Rows whose file says another unit, frequency or seasonal adjustment than the registered one.

    Only what the file says is compared; a column that is not there, or a blank, says nothing.
    """
    said = frame.join(REGISTRY(), on="series", how="inner", suffix=".is", maintain_order="left")
    wrong = {
        (unit, registered): not _alike(unit, registered)
        for unit, registered in said.select("unit", "unit.is").unique().iter_rows()
        if unit
    }
    pairs = pl.struct("unit", "unit.is")
    listed = [{"unit": u, "unit.is": r} for (u, r), bad in wrong.items() if bad]
    made = []
    if listed:
        kind = pl.Struct({"unit": pl.String, "unit.is": pl.String})
        bad = pairs.is_in(pl.Series(listed, dtype=kind).implode())
        made.append(found(said, bad, "Q27", "the registered unit",
                          pl.format("{}, registered is {}", "unit", "unit.is")))  # fmt: skip
    if "frequency" in frame.columns:
        letter = pl.col("frequency").str.strip_chars().str.to_lowercase().str.slice(0, 1)
        made.append(found(said, (letter != "") & (letter != pl.col("period")), "Q27",
                          "the registered frequency",
                          pl.format("{}, registered is {}", "frequency",
                                    pl.col("period").replace_strict(NAMES))))  # fmt: skip
    if "adjustment" in frame.columns:
        made.append(_adjusted(said))
    return made


def _adjusted(said: pl.DataFrame) -> pl.DataFrame:
    text = pl.col("adjustment").str.strip_chars().str.to_uppercase()
    plain = text.str.starts_with("N")
    code = pl.when(plain).then(pl.lit("NSA")).when(text.str.starts_with("S")).then(pl.lit("SA"))
    bad = (pl.col("adjustment.is") != "") & (code != pl.col("adjustment.is"))
    return found(said, bad, "Q27", "the registered seasonal adjustment",
                 pl.format("{}, registered is {}", "adjustment", "adjustment.is"))  # fmt: skip


def plausible(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Values outside what the series can be, in its registered unit; of yields this is Q29."""
    limits = REGISTRY().select("series", "low", "high").filter(pl.col("low") > -math.inf)
    joined = frame.join(limits, on="series", how="inner", maintain_order="left")
    bad = (pl.col("value") < pl.col("low")) | (pl.col("value") > pl.col("high"))
    span = pl.format("{}, plausible is {} to {}", "value", "low", "high")
    yields = is_yield(pl.col("series"))
    return [
        found(joined, bad & yields, "Q29", "a yield in percent", span),
        found(joined, bad & ~yields, "Q27", "a value the series can have", span),
    ]


def spacing(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Whole series whose days are spaced like another frequency; months and quarters by first days.

    Judged on three days or more. A single late or missing period moves no median.
    """
    days = frame.select("series", "date").unique().drop_nulls().sort("series", "date")
    gap = (pl.col("date") - pl.col("date").shift(1)).over("series").dt.total_days()
    told = days.with_columns(gap=gap).group_by("series").agg(
        days=pl.len(), gap=pl.col("gap").median()
    ).join(REGISTRY().select("series", "period"), on="series", how="inner")  # fmt: skip
    low, high = (
        pl.col("period").replace_strict({p: g[side] for p, g in GAPS.items()}) for side in (0, 1)
    )
    off = told.filter((pl.col("days") >= FEW) & ~pl.col("gap").is_between(low, high))
    joined = frame.join(told.select("series", "period"), on="series", how="inner",
                        maintain_order="left")  # fmt: skip
    joined = joined.join(
        off.select("series", "gap"), on="series", how="left", maintain_order="left"
    )
    name = pl.col("period").replace_strict(NAMES)
    starts = pl.col("period").is_in(["m", "q"]) & (pl.col("date").dt.day() != 1)
    return [
        found(joined, pl.col("gap").is_not_null(), "Q27", "days spaced as registered",
              pl.format("{} days apart, registered is {}", "gap", name)),
        found(joined, starts, "Q27", "the first day of the period described", pl.col("date")),
    ]  # fmt: skip
