"""Tables out: CSV or a workbook, numbers as numbers, text never as a formula."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from rotascope.errors import BadArgument
from rotascope.plain import cell

if TYPE_CHECKING:
    import polars as pl

__all__ = ["safe", "write"]

KINDS = (".csv", ".xlsx", ".parquet")


def write(frame: pl.DataFrame, path: Path) -> None:
    """Write a frame as what its name ends with; complete or not at all.

    Text cells (headers too) that a spreadsheet would take for a formula get an apostrophe; Parquet has
    no formulas and keeps every character. Missing values are empty cells. Raises BadArgument.
    """
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise BadArgument(f"no export to '{path.name}'", "a name ending in " + ", ".join(KINDS))
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        if kind == ".parquet":
            frame.write_parquet(partial)
        elif kind == ".csv":
            safe(frame).write_csv(partial)
        else:
            _workbook(safe(frame), partial)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def safe(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with text that no spreadsheet runs. Numbers and days are left as they are."""
    import polars as pl

    texts = (pl.String, pl.Categorical, pl.Enum)
    made = frame.with_columns(
        pl.col(name).cast(pl.String).map_elements(cell, return_dtype=pl.String)
        for name, kind in frame.schema.items()
        if isinstance(kind, texts)
    )
    return made.rename({name: cell(name) for name in made.columns if cell(name) != name})


def _workbook(frame: pl.DataFrame, path: Path) -> None:
    import xlsxwriter

    # Strings stay strings: a cell that begins with = or names an address is neither run nor linked.
    plainly = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), plainly) as book:
        frame.write_excel(book, autofilter=False)
