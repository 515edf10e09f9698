"""Workbooks of real-time vintages: sheet '2014m1' is what the statistics said in January 2014."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import polars as pl

from rotascope.errors import BadFile
from rotascope.providers.jobs import reading
from rotascope.providers.series import UNITS_OF_VINTAGES
from rotascope.registry import provider

__all__ = ["read_spf", "read_vintages"]

SHEET = re.compile(r"(\d{4})m(\d{1,2})$")


@provider("vintages")
def read_vintages(path: Path, **_: Any) -> pl.DataFrame:
    """series, date (the quarter's first day), value, unit, known_at (the vintage month's last day).

    Series are suffixed '.V': quarterly averages as first known and as revised, not to be mixed with
    the monthly series of the same name. `row` counts through all sheets.
    """
    import fastexcel  # 20 ms that only workbooks need

    made = []
    with reading(path.name, "xlsx workbook"):
        book = fastexcel.read_excel(path)
        for name in book.sheet_names:
            found = SHEET.match(name)
            if found is None:
                raise BadFile(f"{path.name}: sheet '{name}' is no vintage", "names like 2014m1", "")
            sheet = book.load_sheet(name, dtypes="string").to_polars()
            year, month = int(found.group(1)), int(found.group(2))
            made.append(_long(sheet).with_columns(known_at=pl.date(year, month, 1).dt.month_end()))
    return pl.concat(made).with_row_index("row", offset=1)


def _long(sheet: pl.DataFrame) -> pl.DataFrame:
    quarter = pl.col("observation").str.extract(r"Q(\d)").cast(pl.Int32)
    year = pl.col("observation").str.extract(r"^(\d{4})").cast(pl.Int32)
    dated = sheet.with_columns(date=pl.date(year, quarter * 3 - 2, 1)).drop("observation")
    long = dated.unpivot(index="date", variable_name="series", value_name="value")
    unit = pl.col("series").replace_strict(UNITS_OF_VINTAGES, default=None)
    return long.filter(pl.col("value").is_not_null()).with_columns(
        unit=unit, series=pl.col("series") + ".V"
    )


@provider("spf")
def read_spf(path: Path, **options: Any) -> pl.DataFrame:
    """Survey of Professional Forecasters: series SPF.<statistic>.<column>, date = the survey quarter.

    Option `statistic`: mean or median. '#N/A' means not asked: absent. Sheets without the
    YEAR, QUARTER header hold no survey and are passed over.
    """
    import fastexcel  # 20 ms that only workbooks need

    made: list[pl.DataFrame] = []
    seen: set[str] = set()
    with reading(path.name, "xlsx workbook"):
        book = fastexcel.read_excel(path)
        for name in book.sheet_names:
            sheet = book.load_sheet(name, dtypes="string").to_polars()
            if tuple(sheet.columns[:2]) == ("YEAR", "QUARTER"):
                # A summary sheet repeats columns of the sheets before it.
                made.append(_survey(sheet.drop([c for c in sheet.columns[2:] if c in seen])))
                seen.update(sheet.columns[2:])
    prefix = f"SPF.{options.get('statistic', 'mean')}."
    return (
        pl.concat(made)
        .with_columns(series=prefix + pl.col("series"))
        .with_row_index("row", offset=1)
    )


def _survey(sheet: pl.DataFrame) -> pl.DataFrame:
    quarter = pl.col("QUARTER").cast(pl.Float64).cast(pl.Int32)
    year = pl.col("YEAR").cast(pl.Float64).cast(pl.Int32)
    dated = sheet.filter(pl.col("YEAR").is_not_null()).with_columns(
        date=pl.date(year, quarter * 3 - 2, 1)
    )
    long = dated.drop("YEAR", "QUARTER").unpivot(
        index="date", variable_name="series", value_name="value"
    )
    asked = pl.col("value").is_not_null() & ~pl.col("value").is_in(["#N/A", "", "#DIV/0!"])
    return long.filter(asked & ~pl.col("series").str.starts_with("__UNNAMED"))
