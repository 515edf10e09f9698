"""Lists of an index's companies, and what changed in it, as users keep them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from rotascope.errors import BadFile
from rotascope.providers.table import read_table
from rotascope.registry import provider

__all__ = ["read_changes", "read_constituents"]


def _columns(path: Path, *wanted: str) -> pl.DataFrame:
    table = read_table(path)
    absent = [name for name in wanted if name not in table.columns]
    if absent:
        raise BadFile(f"{path.name}: no column {', '.join(absent)}", ", ".join(wanted),
                      "name the right reader in the manifest")  # fmt: skip
    return table


@provider("changes")
def read_changes(path: Path, **_: Any) -> pl.DataFrame:
    """Additions and removals (date, add, remove) as events: kind `added` or `removed`, note = symbols.

    Known on the day they take effect: they are announced some days before, which the file does not
    say, so this is late and never early.
    """
    table = _columns(path, "date", "add", "remove")
    parts = [
        table.filter(pl.col(column).is_not_null()).select(
            "row", "date", kind=pl.lit(kind), note=pl.col(column), known_at=pl.col("date")
        )
        for column, kind in (("add", "added"), ("remove", "removed"))
    ]
    return pl.concat(parts).sort("row", maintain_order=True)


@provider("constituents")
def read_constituents(path: Path, **_: Any) -> pl.DataFrame:
    """Companies with their CIK (Symbol, Security, CIK) as codes; the list names no day, so no `date`.

    Share classes of one company have one CIK, and a row each.
    """
    table = _columns(path, "Symbol", "Security", "CIK")
    code = pl.col("CIK").cast(pl.Int64, strict=False)
    ten = pl.when(code > 0).then(code.cast(pl.String).str.zfill(10))
    return table.select(
        "row", code=pl.coalesce(ten, "CIK"), scheme=pl.lit("CIK"), symbol="Symbol", name="Security"
    )
