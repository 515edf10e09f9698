"""How a plain table writes its numbers and days, read from whole columns, as options of its jobs."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from rotascope.providers.forms import ISO, dates_of, decimal_of
from rotascope.providers.sniff import Sniff
from rotascope.providers.table import read_table

__all__ = ["written"]

COMPUTERS = (ISO, f"{ISO} 00:00:00", f"{ISO}T00:00:00")
SIGNS = {",": "decimal commas", ".": "grouped numbers with decimal points"}


def written(
    seen: Sniff, numbers: Mapping[str, str], whole: Mapping[str, str], days: Mapping[str, str]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """(options of the jobs, what to tell). Each mapping is table column -> file column.

    Raises BadFile where a column can be read in two ways.
    """
    if seen.kind == "parquet":
        return {}, ()
    frame = read_table(seen.path)

    def taken(mapping: Mapping[str, str]) -> dict[str, pl.Series]:
        return {column: frame[column] for column in mapping.values()}

    options: dict[str, str] = {}
    remarks = []
    source = seen.path.name
    decimal = decimal_of(taken(numbers) | taken(whole), whole.values(), source)
    if decimal:
        options["decimal"] = decimal
        remarks.append(SIGNS[decimal])
    form = dates_of(taken(days), source)
    if form not in COMPUTERS:
        options["dates"] = form
        remarks.append(f"days written as {form}")
    return options, tuple(remarks)
