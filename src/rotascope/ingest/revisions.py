"""Whether a row differs from the stored one, and whether it may (Q10)."""

from __future__ import annotations

import polars as pl

from rotascope.ingest.findings import EMPTY, found
from rotascope.store.tables import Table

__all__ = ["LIMIT", "SAME_RETURN", "changed", "is_split", "too_far"]

LIMIT = 0.005
# A vendor's re-basing moves a return in its sixth decimal and a Float32 price in its seventh.
SAME_RETURN, SAME_PRICE, SAME = 2e-5, 1e-6, 1e-9
SPLIT_ROOM = 0.02
FRACTIONS = (1.2, 1.25, 4 / 3, 1.5, 2.5)


def changed(table: Table) -> pl.Expr:
    """True where a stored row exists and the new one says something else.

    A file's first row of a line has no return of its own and contradicts nothing.
    """
    stored = pl.col("old.known_at").is_not_null()
    if table.name == "returns":
        differs = ((pl.col("tr") - pl.col("old.tr")).abs() > SAME_RETURN) | pl.col(
            "old.tr"
        ).is_null()
        return stored & pl.col("tr").is_not_null() & differs
    differs = pl.any_horizontal(_differs(table, name) for name in table.values)
    return stored & differs


def _differs(table: Table, name: str) -> pl.Expr:
    new, old = pl.col(name), pl.col(f"old.{name}")
    if table.columns[name] != pl.Float64:
        return new.ne_missing(old)
    near = SAME_PRICE if table.name == "bars" else SAME
    apart = (new - old).abs() > near * pl.max_horizontal(old.abs(), pl.lit(1e-6))
    return apart.fill_null(value=False) | (new.is_null() != old.is_null())


def is_split(ratio: pl.Expr) -> pl.Expr:
    """Whether a ratio is within 2 % of a split's: n:1, 1:n for whole n to 200, 6:5 5:4 4:3 3:2 5:2."""
    up = pl.when(ratio < 1).then(1 / ratio).otherwise(ratio)
    whole = (up >= 1.96) & (up <= 204) & ((up / up.round() - 1).abs() <= SPLIT_ROOM)
    return whole | pl.any_horizontal((up / f - 1).abs() <= SPLIT_ROOM for f in FRACTIONS)


def too_far(table: Table, paired: pl.DataFrame) -> pl.DataFrame:
    """Q10: a stored price or return that would change by more than 0.5 % without a split's ratio.

    A split re-bases every adjusted close before it, so for such bars the file must also reach back to
    the line's first stored day (`first`): half a line on a new basis would show a fall that never
    happened. A close as traded stays what it was: a vendor that names a split it has not applied yet
    would quadruple them all. Returns are compared over the stored ones' own days (`span`). Macro
    series, estimates and filings are revised by any amount: that is what they do. So are dividends,
    but not by the ratio of a split after them.
    """
    if table.name == "returns":
        new, old = pl.col("span"), pl.col("old.tr")
        bad = ((new - old).abs() > LIMIT) & ~is_split((1 + new) / (1 + old))
    elif table.name == "bars":
        new, old = pl.col("close"), pl.col("old.close")
        whole = pl.col("date").min().over("instrument") <= pl.col("first")
        traded = (pl.col("basis") == "raw") & (pl.col("old.basis") == "raw")
        rebased = is_split(new / old) & whole & ~traded
        bad = ((new / old - 1).abs() > LIMIT) & ~rebased
    elif table.name == "actions":
        return _multiplied(paired)
    else:
        return EMPTY
    said = pl.format("{}", new)
    return found(paired, bad, "Q10", "the stored value, or a change of at most 0.5 %", said)


def _multiplied(paired: pl.DataFrame) -> pl.DataFrame:
    """Q10: dividends that would change by the ratio of a later split in the file.

    A vendor that names a split before it has applied it gives amounts that its reader undoes too often.
    """
    split = pl.col("ratio").is_not_null()
    splits = paired.filter(split).select("instrument", by="ratio", ex="date")
    times = pl.col("amount") / pl.col("old.amount")
    asked = paired.filter(((times - 1).abs() > LIMIT) & (pl.col("old.amount") > 0))
    met = asked.join(splits, on="instrument").filter(pl.col("date") < pl.col("ex"))
    bad = ((times / pl.col("by")) - 1).abs() <= SPLIT_ROOM
    said = pl.format("{}, {} times the one on file", "amount", times.round_sig_figs(6))
    told = found(met, bad, "Q10", "a dividend that a later split does not multiply", said)
    return told.unique("at", keep="first", maintain_order=True)
