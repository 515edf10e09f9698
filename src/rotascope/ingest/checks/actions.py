"""Splits and dividends as announced: whole rows, and what raw prices on file say of them (Q14, Q15)."""

from __future__ import annotations

import polars as pl

from rotascope.ingest.checks.dividends import special, steps
from rotascope.ingest.checks.splits import contradicted
from rotascope.ingest.findings import EMPTY, found
from rotascope.ingest.market_rows import held_by, newest
from rotascope.ingest.vendor_pairs import raw_beside_returns, recomputed_days
from rotascope.ingest.whole import Whole, bars_with
from rotascope.store.market import Market
from rotascope.store.tables import TABLES

__all__ = ["actions_beside", "well_formed"]

KINDS = ("split", "dividend")
MOST = 1000.0
CEILING = 1e7
KEY = ["instrument", "date", "kind"]


def well_formed(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Q01 for another kind, Q02 for a value that is not the kind's, Q03 for one that cannot be, Q14 for
    a split into one share.

    A row with neither ratio nor amount withdraws what is on file; `actions_beside` sees that it does.
    """
    kind, ratio, amount = pl.col("kind"), pl.col("ratio"), pl.col("amount")
    split, neither = kind == "split", ratio.is_null() & amount.is_null()
    foreign = (split & amount.is_not_null()) | ((kind == "dividend") & ratio.is_not_null())
    values = pl.format("ratio {}, amount {}", ratio, amount)
    return [
        found(frame, ~kind.is_in(KINDS), "Q01", "kind: split or dividend", kind),
        found(frame, ~neither & foreign, "Q02", "a ratio of a split, or an amount of a dividend", values),
        found(frame, (ratio <= 0) | (ratio > MOST) | (ratio < 1 / MOST), "Q03",
              "ratio above 0, at most 1000 either way", ratio),
        found(frame, (amount <= 0) | (amount >= CEILING), "Q03", "amount above 0 and below 1e7", amount),
        found(frame, (ratio - 1.0).abs() < 1e-9, "Q14", "a split into more or fewer shares", ratio),
    ]  # fmt: skip


def actions_beside(frame: pl.DataFrame, dataset: str, market: Market) -> list[pl.DataFrame]:
    """Held: splits that the raw closes on file do not show (Q14), dividends that the adjusted series of
    the same dataset does not (Q15), withdrawals of what is not on file (Q02). Flagged: dividends above
    5 % of the close before. Without raw closes on file there is nothing to judge by.
    """
    stored = _on_file(market, frame, dataset)
    told = [_withdrawals(frame, stored)]
    for name, whole in _wholes(market, frame, dataset, stored):
        paid = special(recomputed_days(whole))
        if name == dataset:
            paid += steps(raw_beside_returns(market, whole, dataset))
        told.append(_of_actions(whole, frame, contradicted(whole), "split"))
        told += [_of_actions(whole, frame, part, "dividend") for part in paid]
    return told


def _on_file(market: Market, frame: pl.DataFrame, dataset: str) -> pl.DataFrame:
    if dataset not in held_by(market, "actions"):
        return TABLES["actions"].schema.to_frame()
    names = frame["instrument"].unique().to_list()
    mine = (pl.col("dataset") == dataset) & pl.col("instrument").is_in(names)
    return newest(market, "actions", mine)


def _withdrawals(frame: pl.DataFrame, stored: pl.DataFrame) -> pl.DataFrame:
    empty = frame.filter(pl.col("ratio").is_null() & pl.col("amount").is_null())
    bare = empty.join(stored.select(KEY), on=KEY, how="anti")
    return found(bare, pl.lit(value=True), "Q02", "a ratio or an amount", pl.lit("nothing"))


def _wholes(
    market: Market, frame: pl.DataFrame, dataset: str, stored: pl.DataFrame
) -> list[tuple[str, Whole]]:
    """The raw bars these actions go with, by dataset: its own, else those of datasets without actions.

    `at` of the bars is their position, so that what is found on one can be said of its action.
    """
    bars = held_by(market, "bars")
    mine = {dataset} if dataset in bars else bars - held_by(market, "actions")
    if not mine:
        return []
    names = pl.col("instrument").is_in(frame["instrument"].unique().to_list())
    rows = newest(
        market, "bars", pl.col("dataset").is_in(sorted(mine)) & (pl.col("basis") == "raw") & names
    )
    columns = TABLES["actions"].schema.names()
    fresh = frame.with_columns(dataset=pl.lit(dataset)).select(columns)
    actions = pl.concat([stored.join(fresh, on=KEY, how="anti").select(columns), fresh])
    kind = pl.Enum(rows["instrument"].unique().sort())
    return [
        (
            str(part["dataset"][0]),
            bars_with(
                part.with_row_index("at").with_columns(
                    pl.col("instrument").cast(kind), row=pl.col("at")
                ),
                actions,
            ),
        )
        for part in rows.partition_by("dataset", maintain_order=True)
    ]


def _of_actions(whole: Whole, frame: pl.DataFrame, told: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Findings on bars, said of the actions of that kind that count on their day."""
    bars = whole.frame.select(pl.col("instrument").cast(pl.String), "date", place="at")
    rows = frame.filter(pl.col("kind") == kind).sort("instrument", "date")
    placed = rows.join_asof(
        bars, on="date", by="instrument", strategy="forward", check_sortedness=False
    )
    words = told.select("check", "severity", "expected", seen="observed", place="at")
    met = placed.join(words, on="place", maintain_order="left")
    groups = met.group_by(["check", "severity", "expected"], maintain_order=True)
    parts = [
        found(part, pl.lit(value=True), str(check), str(expected), pl.col("seen"), severity)
        for (check, severity, expected), part in groups
    ]
    return pl.concat(parts) if parts else EMPTY
