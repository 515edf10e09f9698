"""Q15: a dividend's step in the adjusted price is the dividend, and in no other price."""

from __future__ import annotations

import numpy as np
import polars as pl

from rotascope.ingest.findings import EMPTY, found
from rotascope.ingest.lines import Floats
from rotascope.terms import Severity

__all__ = ["STEP", "in_step", "offset_closes", "offset_levels", "special", "steps"]

STEP = 2e-4
SPECIAL = 0.05
ROWS, FEW = 20, 3
SHIFT, LEAST, MOST = 0.1, 2e-5, 0.1
OFFSET, SHARPER = 5e-4, 0.1


def in_step() -> pl.Expr:
    """Whether the adjusted series takes the dividend that was paid: within 2e-4, by either custom.

    Vendors take 1 - D / close before; reinvesting at the ex-date's close takes close / (close + D).
    The two differ by the product of the dividend's and the day's return.
    """
    step = pl.col("price") / (1.0 + pl.col("tr"))
    vendors, reinvested = 1.0 - pl.col("paid"), pl.col("price") / pl.col("total")
    room = STEP + pl.col("room")
    return ((step - vendors).abs() <= room) | ((step - reinvested).abs() <= room)


def steps(pairs: pl.DataFrame, severity: Severity = "quarantine") -> list[pl.DataFrame]:
    """Ex-dates whose step in the adjusted series is not the dividend on file.

    pairs from `vendor_pairs`. Held where the adjusted series is what came; where it is on file and the
    raw closes or the dividend came, those are flagged.
    """
    if not pairs.height:
        return [EMPTY]
    step = pl.col("price") / (1.0 + pl.col("tr"))
    bad = (pl.col("paid") != 0.0) & ~in_step()
    said = pl.format(
        "a step of {} for a dividend of {} % of the close before",
        step.round(5), (pl.col("paid") * 100).round(3),
    )  # fmt: skip
    return [found(pairs, bad, "Q15", "a step of 1 - dividend / close before", said, severity)]


def special(days: pl.DataFrame) -> list[pl.DataFrame]:
    """Flags on dividends above 5 % of the close before. days from `recomputed_days`."""
    said = pl.format("{} % of the close before", (pl.col("paid") * 100).round(2))
    large = (pl.col("paid") > SPECIAL) & pl.col("at").is_not_null()
    return [found(days, large, "Q15", "a dividend of at most 5 %", said, "flag")]


def offset_closes(pairs: pl.DataFrame, paid: pl.DataFrame | None) -> list[pl.DataFrame]:
    """Held: three or more closes that differ from those on file by one amount, or one part, throughout.

    Prices of the past do not change because a dividend is paid; a download that is adjusted for it says
    so by an offset of the dividend (LIN in 2025: 1.50 USD on every day before the ex-date). pairs: rows
    with `close` and `theirs`, the close on file, on one basis. `paid` None: the dataset's own past; a
    table of dividends: another source's closes, where the offset must be one of them to be judged.
    """
    if not pairs.height:
        return [EMPTY]
    away = pl.col("close") - pl.col("theirs")
    part = away / pl.col("theirs")
    moved = pairs.with_columns(away=away, part=part).filter(pl.col("part").abs() > LEAST)
    line = moved.group_by("instrument", "other").agg(
        n=pl.len(), away_=pl.col("away").median(), part_=pl.col("part").median(),
        amount=(pl.col("away") - pl.col("away").median()).abs().max(),
        share=(pl.col("part") - pl.col("part").median()).abs().max(),
        last=pl.col("date").max(),
    )  # fmt: skip
    room = pl.max_horizontal(SHIFT * pl.col("away_").abs(), pl.lit(0.006))
    one = (pl.col("amount") <= room) & (pl.col("away_").abs() > 0.012)
    constant = one | (pl.col("share") <= SHIFT * pl.col("part_").abs())
    told = line.filter((pl.col("n") >= FEW) & constant & (pl.col("part_").abs() < MOST))
    if paid is not None:
        told = _as_paid(told, paid)
    rows = moved.join(told, on=["instrument", "other"], maintain_order="left")
    rows = rows.unique("at", keep="first", maintain_order=True)
    said = pl.format(
        "close {}, {} from {} on every day up to {}", "close",
        pl.col("away_").round(4), "other", "last",
    )  # fmt: skip
    yes = pl.lit(value=True)
    return [found(rows, yes, "Q15", "closes of the past, which no dividend moves", said)]


def _as_paid(told: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    """The offsets that are a dividend of that line, within 2 %."""
    cash = paid.filter(pl.col("amount").is_not_null()).select("instrument", amount_paid="amount")
    kind = told.schema["instrument"]
    cash = cash.with_columns(pl.col("instrument").cast(kind, strict=False)).drop_nulls()
    met = told.join(cash, on="instrument")
    near = (pl.col("away_").abs() / pl.col("amount_paid") - 1.0).abs() < 0.02
    return met.filter(near).unique(["instrument", "other"]).select(told.columns)


def offset_levels(level: Floats, recomputed: Floats) -> float:
    """The constant by which a line's adjusted levels are off raw closes and dividends; 0.0 if none is.

    level and recomputed (n,) of the same days, before the newest ex-date. The levels are `a` times the
    recomputed ones plus a constant: of at least 5 parts in 10,000, and explaining what the factor alone
    leaves by a factor of ten. Fewer than 20 days, or levels that hardly move, are not judged.
    """
    if len(level) < ROWS or np.ptp(recomputed) < 0.01 * recomputed.mean():
        return 0.0
    design = np.column_stack([recomputed, np.ones(len(level))])
    (factor, constant), *_ = np.linalg.lstsq(design, level, rcond=None)
    left = level - factor * recomputed - constant
    plain = level - recomputed * (level @ recomputed / (recomputed @ recomputed))
    sharper = np.sqrt((left**2).mean()) < SHARPER * np.sqrt((plain**2).mean())
    return float(constant) if sharper and abs(constant) > OFFSET * level.mean() else 0.0
