"""State Street's daily holdings workbook, as the site hands it out."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from rotascope.errors import BadFile
from rotascope.providers.ishares import NUMBER
from rotascope.providers.jobs import reading, with_rows
from rotascope.registry import provider

__all__ = ["is_spdr", "read_spdr"]

COLUMNS = ("Name", "Ticker", "Identifier", "SEDOL", "Weight", "Sector", "Shares Held")


def _cells(path: Path) -> pl.DataFrame:
    import fastexcel  # 20 ms that only workbooks need

    with reading(path.name, "xlsx workbook"):
        book = fastexcel.read_excel(path)
        return book.load_sheet(0, header_row=None, dtypes="string").to_polars()


def is_spdr(path: Path) -> str | None:
    """The fund's ticker if the workbook is such a file, else None."""
    try:
        cells = _cells(path)
    except BadFile:
        return None
    if cells.width < 5 or cells.height < 6 or cells.item(0, 0) != "Fund Name:":
        return None
    return str(cells.item(1, 1))


def _stamp(text: str | None, source: str) -> date | None:
    if not text or not text.startswith("As of"):
        return None
    with reading(source, "SPDR file: its stamp is no date"):
        return datetime.strptime(text.removeprefix("As of").strip(), "%d-%b-%Y").date()  # noqa: DTZ007


@provider("spdr")
def read_spdr(path: Path, **_: Any) -> pl.DataFrame:
    """One row a holding: date, line, symbol, name, weight in percent, shares, kind.

    The workbook has no asset class: a line without ticker whose SEDOL is '-' is cash. No market
    values are printed, so `market_value` is null.
    """
    cells = _cells(path)
    first = cells.to_series(0)
    header = first.index_of("Name")
    if header is None or tuple(cells.row(header)[: len(COLUMNS)]) != COLUMNS:
        raise BadFile(f"{path.name}: no header 'Name, Ticker, Identifier, ...'",
                      "a State Street holdings workbook", "name the right reader")  # fmt: skip
    names = [str(name) for name in cells.row(header)]
    body = with_rows(cells.rename(dict(zip(cells.columns, names, strict=True))), 1)[header + 1 :]
    blank = pl.col("Ticker").is_null() | pl.col("Ticker").is_in(["-", ""])
    return body.filter(pl.col("Weight").is_not_null()).select(
        "row",
        date=pl.lit(_stamp(cells.item(2, 1), path.name), dtype=pl.Date),
        line=pl.int_range(1, pl.len() + 1, dtype=pl.Int64),
        symbol=pl.when(blank).then(pl.col("Name")).otherwise(pl.col("Ticker")),
        name="Name",
        weight=NUMBER("Weight"),
        shares=NUMBER("Shares Held"),
        market_value=pl.lit(None, dtype=pl.String),
        kind=pl.when(blank & pl.col("SEDOL").is_in(["-", ""]))
        .then(pl.lit("cash"))
        .otherwise(pl.lit("equity")),
        sector="Sector",
    )
