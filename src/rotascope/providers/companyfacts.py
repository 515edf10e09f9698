"""The SEC's companyfacts JSON: every number a company filed, with the day it was filed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl

from rotascope.providers.jobs import reading
from rotascope.registry import provider

__all__ = ["is_companyfacts", "read_companyfacts"]


def is_companyfacts(path: Path) -> bool:
    """Whether the file begins like one."""
    with reading(path.name, "file"), path.open("rb") as stream:
        head = stream.read(64)
    return head.lstrip().startswith(b'{"cik"')


@provider("companyfacts")
def read_companyfacts(path: Path, **_: Any) -> pl.DataFrame:
    """entity, tag, unit, start, date (period end), accession, value, form, fiscal; known when filed.

    Instants have no start: their `start` is their date. `row` counts the facts in file order.
    """
    with reading(path.name, "companyfacts JSON"):
        document = json.loads(path.read_text("utf-8"))
        entity = f"CIK{int(document['cik']):010d}"
        parts = [
            _facts(points, tag, unit)
            for taxonomy in document["facts"].values()
            for tag, concept in taxonomy.items()
            for unit, points in concept["units"].items()
        ]
    return (
        pl.concat(parts)
        .with_columns(
            entity=pl.lit(entity),
            start=pl.coalesce("start", "date"),
            fiscal=pl.concat_str([pl.col("fy").cast(pl.String), "fp"], ignore_nulls=True),
        )
        .drop("fy", "fp")
        .with_row_index("row", offset=1)
    )


SHAPE = {
    "start": pl.String, "end": pl.String, "val": pl.Float64, "accn": pl.String,
    "fy": pl.Int64, "fp": pl.String, "form": pl.String, "filed": pl.String,
}  # fmt: skip


def _facts(points: list[dict[str, Any]], tag: str, unit: str) -> pl.DataFrame:
    return pl.from_dicts(points, schema=SHAPE).select(
        "start", "fy", "fp", "form", tag=pl.lit(tag), unit=pl.lit(unit),
        date="end", accession="accn", value="val", known_at="filed",
    )  # fmt: skip
