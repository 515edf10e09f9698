"""Frames as the checks beside the store see them, and a way to put rows on file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from rotascope.ingest.lines import to_returns
from rotascope.ingest.run import import_jobs
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.store.market import Market
from rotascope.store.tables import TABLES
from tests.ingest.conftest import days
from tests.ingest.planted.case import TODAY

FIRST = "2023-01-03"


def seen(frame: pl.DataFrame, table: str = "bars") -> pl.DataFrame:
    """A file's rows (columns named as the table's, `symbol` for `instrument`) after the gate's lines."""
    frame = frame.sort("symbol", "date")
    ids = "US:" + frame["symbol"]
    frame = frame.with_columns(
        ids.cast(pl.Enum(ids.unique().sort())).alias("instrument"), known_at=pl.col("date")
    )
    kinds = TABLES[table].columns
    absent = [
        n for n in kinds if n not in frame.columns and n != "dataset" and n not in ("tr", "anchor")
    ]
    frame = frame.with_columns(pl.lit(None, dtype=kinds[n]).alias(n) for n in absent)
    frame = frame.with_row_index("at").with_columns(row=pl.col("at") + 1)
    return to_returns(frame) if "level" in frame.columns else frame


def quiet(
    n: int = 50, price: float = 100.0, symbol: str = "ZZ", first: str = FIRST
) -> pl.DataFrame:
    """Raw closes of a line that wobbles by half a percent, 1 million shares a day."""
    close = [price * (1 + 0.003 * ((7 * i) % 5 - 2)) for i in range(n)]
    return pl.DataFrame(
        {
            "symbol": symbol,
            "date": days(n, first),
            "close": close,
            "volume": 1_000_000,
            "basis": "raw",
        }
    )


def told(
    *rows: tuple[int, str, float | None], symbol: str = "ZZ", first: str = FIRST
) -> pl.DataFrame:
    """Actions: (session from `first` on, kind, value)."""
    kinds = {"symbol": pl.String, "date": pl.Date, "kind": pl.String, "ratio": pl.Float64,
             "amount": pl.Float64}  # fmt: skip
    made = [
        (symbol, days(row + 1, first)[row], kind, value if kind == "split" else None,
         None if kind == "split" else value)
        for row, kind, value in rows
    ]  # fmt: skip
    return pl.DataFrame(made, schema=kinds, orient="row")


def put(market: Market, folder: Path, table: str, frame: pl.DataFrame, dataset: str = "a",
        precedence: int = 10, **more: Any) -> Any:  # fmt: skip
    """Import a frame as a file of a dataset; its report."""
    path = folder / f"{dataset}-{table}-{len(market.batches())}.parquet"
    frame.write_parquet(path)
    spec = DatasetSpec(dataset, precedence, "", "same session")
    columns = {name: name for name in frame.columns}
    job = Job(spec, table, path, path.name, columns=columns, **more)
    return import_jobs(market, [job], today=TODAY).jobs[0]
