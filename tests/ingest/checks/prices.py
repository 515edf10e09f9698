"""Price lines as the gate's line checks see them: identified, sorted, with `at` and `row`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from tests.ingest.conftest import days

__all__ = ["held", "line", "lines_of"]


def line(
    levels: Sequence[float], symbol: str = "QA", first: str = "2023-01-03", name: str = "close",
    instrument: str = "", **columns: Sequence[Any],
) -> pl.DataFrame:  # fmt: skip
    """One line on consecutive sessions."""
    frame = pl.DataFrame({"symbol": [symbol] * len(levels), "date": days(len(levels), first),
                          name: [float(v) for v in levels], **columns})  # fmt: skip
    return frame.with_columns(instrument=pl.lit(instrument or f"US:{symbol}"))


def lines_of(*parts: pl.DataFrame) -> pl.DataFrame:
    """Lines one behind the other, numbered; identified as the gate does it."""
    whole = pl.concat(parts)
    kind = pl.Enum(sorted(whole["instrument"].unique()))
    whole = whole.with_columns(pl.col("instrument").cast(kind)).sort("instrument", "date")
    return whole.with_row_index("at").with_columns(row=pl.col("at") + 1)


def held(parts: list[pl.DataFrame], severity: str = "quarantine") -> list[int]:
    """Positions that findings of a severity name, ascending."""
    return sorted({at for part in parts for at in part.filter(severity=severity)["at"]})
