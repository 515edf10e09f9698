"""Q24: a holdings file adds up, its lines too, and it is as old as it says."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import polars as pl

from rotascope.ingest.checks.classes import counted_twice
from rotascope.ingest.findings import found
from rotascope.sessions import count

__all__ = ["adds_up", "holdings", "prices", "stamps"]

TOLERANCE = 0.005
HALF_A_CENT = 0.005
STALE = 5
NEW_YORK = ZoneInfo("America/New_York")


def holdings(
    frame: pl.DataFrame, today: date, fetched_at: datetime | None = None
) -> list[pl.DataFrame]:
    """Q23 and Q24 in this order: what is left must add up without the lines that count twice."""
    twice = counted_twice(frame)
    at = [part["at"] for part in twice if part.height]
    rest = frame.filter(~pl.col("at").is_in(pl.concat(at).implode())) if at else frame
    return [*twice, *adds_up(rest), *prices(rest), *stamps(rest, today, fetched_at)]


def adds_up(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Lines above 100 %, and whole files that do not sum to 100 +- 0.5 %.

    Notional may stand beside the collateral that backs it: a file adds up if all its lines do, or
    all but its derivatives. One that does neither is held whole: which line is wrong cannot be told.
    """
    weight = pl.col("weight").fill_nan(None)
    every = weight.sum().over("fund", "date")
    paid = weight.filter(pl.col("kind").ne_missing("derivative")).sum().over("fund", "date")
    bad = ((every - 1.0).abs() > TOLERANCE) & ((paid - 1.0).abs() > TOLERANCE)
    return [
        found(frame, pl.col("weight").abs() > 1.0, "Q24", "a weight of at most 100 %",
              pl.format("{} %", (pl.col("weight") * 100).round(2))),
        found(frame, bad, "Q24", "weights that sum to 100 % +- 0.5 %",
              pl.format("a sum of {} %", (every * 100).round(2))),
    ]  # fmt: skip


def prices(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Shares x price = value within 0.5 %, where the file prints all three.

    A price is printed in cents, so half a cent a share is no contradiction; below that a penny stock
    would be. Only shares and cash are judged: a future has a multiplier.
    """
    if "price" not in frame.columns:
        return []
    made = pl.col("shares") * pl.col("price")
    room = TOLERANCE * pl.col("market_value").abs() + HALF_A_CENT * pl.col("shares").abs() + 1.0
    bad = (pl.col("kind") == "equity") & ((made - pl.col("market_value")).abs() > room)
    said = pl.format("{} x {} = {}, printed {}", "shares", "price", made.round(2), "market_value")
    return [found(frame, bad, "Q24", "shares x price = market value +- 0.5 %", said)]


def stamps(frame: pl.DataFrame, today: date, fetched_at: datetime | None) -> list[pl.DataFrame]:
    """Stamps after `today` hold their lines; one more than 5 sessions old on arrival flags its file.

    Old on arrival is only what a network source hands out as its present file: a file brought by
    hand may well be history, and `rotascope data` shows its age. The flag is on the first line.
    """
    made = [
        found(frame, pl.col("date") > today, "Q24", f"a stamp of {today} or before", pl.col("date"))
    ]
    if fetched_at is None:
        return made
    arrived = fetched_at.astimezone(NEW_YORK).date()
    first = frame.unique(["fund", "date"], keep="first", maintain_order=True)
    days = first["date"].to_list()
    ages = [count(day, arrived) if day is not None else 0 for day in days]
    aged = first.with_columns(age=pl.Series(ages, dtype=pl.Int64))
    said = pl.format("{}, {} sessions before it was fetched", "date", "age")
    late = found(aged, pl.col("age") > STALE, "Q24", f"a stamp at most {STALE} sessions old", said,
                 "flag")  # fmt: skip
    return [*made, late]
