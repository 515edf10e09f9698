"""The SEC's companyfacts JSON: every number a company filed, with the day it was filed."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from rotascope.errors import BadFile
from rotascope.providers.jobs import reading
from rotascope.registry import provider

__all__ = ["facts", "is_companyfacts", "read_companyfacts"]

LARGEST = 64_000_000
"""Bytes of one company's facts; the largest are about 30 MB."""
COLUMNS = (
    "entity",
    "tag",
    "unit",
    "start",
    "date",
    "accession",
    "value",
    "form",
    "fiscal",
    "known_at",
)


def is_companyfacts(path: Path) -> bool:
    """Whether the file begins like one."""
    with reading(path.name, "file"), path.open("rb") as stream:
        head = stream.read(64)
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b'{"cik"')


@provider("companyfacts")
def read_companyfacts(path: Path, **options: Any) -> pl.DataFrame:
    """entity, tag, unit, start, date (period end), accession, value, form, fiscal; known when filed.

    Instants have no start: their `start` is their date. `tags` keeps those named only, all by default.
    `row` counts the facts in file order.
    """
    with reading(path.name, "companyfacts JSON"):
        if path.stat().st_size > LARGEST:
            raise BadFile(f"{path.name}: {path.stat().st_size:,} bytes of facts",
                          f"at most {LARGEST:,}", "fetch it again")  # fmt: skip
        body = path.read_bytes()
    made = facts(body, path.name, options.get("tags"))
    if not made.height:
        raise BadFile(f"{path.name}: no facts in it", "at least one", "fetch it again")
    return made.with_row_index("row", offset=1)


def facts(body: bytes, source: str, tags: Container[str] | None = None) -> pl.DataFrame:
    """One company's facts in file order; no row if it has none of `tags`. Raises BadFile."""
    with reading(source, "companyfacts JSON"):
        document = json.loads(body.decode("utf-8-sig"))
        entity = f"CIK{int(document['cik']):010d}"
        rows = [
            (tag, unit, *(point.get(name) for name in POINT))
            for taxonomy in _mapping(document["facts"]).values()
            for tag, concept in _mapping(taxonomy).items()
            if tags is None or tag in tags
            for unit, points in _mapping(concept["units"]).items()
            for point in points
        ]
        frame = pl.DataFrame(rows, schema=SHAPE, orient="row")
        fiscal = pl.concat_str([pl.col("fy").cast(pl.String), "fp"], ignore_nulls=True)
        start = pl.coalesce("start", "date")
        return frame.with_columns(entity=pl.lit(entity), start=start, fiscal=fiscal).select(COLUMNS)


def _mapping(part: Any) -> Mapping[str, Any]:
    if not isinstance(part, Mapping):
        raise TypeError(f"{type(part).__name__} where names with values should be")
    return part


POINT = ("start", "end", "val", "accn", "fy", "fp", "form", "filed")
SHAPE = {
    "tag": pl.String, "unit": pl.String, "start": pl.String, "date": pl.String, "value": pl.Float64,
    "accession": pl.String, "fy": pl.Int64, "fp": pl.String, "form": pl.String, "known_at": pl.String,
}  # fmt: skip
