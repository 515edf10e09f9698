"""Tables as users keep them: Parquet, CSV, xlsx, told apart by their first bytes, never by name.

CSV and xlsx are read as text, so that the gate sees what the file says and not what a parser guessed.
"""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path
from typing import Any, Literal

import polars as pl

from rotascope.errors import BadFile
from rotascope.providers.jobs import reading, with_rows
from rotascope.registry import provider

__all__ = ["kind_of", "read_csv", "read_sheet", "read_table"]

Kind = Literal["parquet", "xlsx", "csv"]


def kind_of(path: Path) -> Kind:
    """What the first bytes say the file is. Raises BadFile for an empty or unreadable one."""
    with reading(str(path), "file"), path.open("rb") as stream:
        head = stream.read(4)
    if not head:
        raise BadFile(
            f"{path}: the file is empty", "at least a header and one row", "export it again"
        )
    return "parquet" if head == b"PAR1" else "xlsx" if head[:2] == b"PK" else "csv"


@provider("table")
def read_table(path: Path, **options: Any) -> pl.DataFrame:
    """A Parquet, CSV or xlsx table with one header row. `row` is the line in the file.

    Options: `separator` (CSV, default a comma), `skip` (lines before the header), `sheet` (xlsx),
    `take` (columns to read, all by default), `melt` = {index, prefix} turns every other column
    into rows (series = prefix + column name, value); `split` = {column, before, name, first, then}
    adds a column that says on which side of a date a row lies.
    """
    kind = kind_of(path)
    if kind == "parquet":
        frame = _parquet(path, options.get("take"))
    elif kind == "xlsx":
        frame = read_sheet(path, options.get("sheet", 0))
    else:
        frame = read_csv(path, options.get("separator", ","), options.get("skip", 0))
    if "melt" in options:
        frame = _melt(frame, **options["melt"])
    return _split(frame, **options["split"]) if "split" in options else frame


def _split(
    frame: pl.DataFrame, column: str, before: str, name: str, first: str, then: str
) -> pl.DataFrame:
    earlier = pl.col(column).cast(pl.String) < before
    return frame.with_columns(
        pl.when(earlier).then(pl.lit(first)).otherwise(pl.lit(then)).alias(name)
    )


def _parquet(path: Path, take: list[str] | None) -> pl.DataFrame:
    with reading(path.name, "Parquet file"):
        if take:
            have = pl.read_parquet_schema(path)
            take = [column for column in take if column in have]
        return with_rows(pl.read_parquet(path, columns=take or None, glob=False), 1)


def read_sheet(path: Path, sheet: str | int = 0) -> pl.DataFrame:
    """One xlsx sheet as text; its first row is the header."""
    import fastexcel  # 20 ms that only workbooks need

    with reading(path.name, "xlsx workbook"):
        book = fastexcel.read_excel(path)
        return with_rows(book.load_sheet(sheet, dtypes="string").to_polars(), 2)


def read_csv(path: Path, separator: str = ",", skip: int = 0) -> pl.DataFrame:
    """A delimited text file as text columns, blanks as null. Raises BadFile naming the broken row."""
    _plain_text(path)
    try:
        frame = pl.read_csv(
            path, separator=separator, skip_lines=skip, infer_schema=False, glob=False
        )
    except pl.exceptions.NoDataError:
        raise BadFile(
            f"{path.name}: no header row", "a header and rows", "export it again"
        ) from None
    except pl.exceptions.PolarsError:
        raise _broken_row(path, separator, skip) from None
    return with_rows(frame.with_columns(pl.all().str.strip_chars()), 2 + skip)


def _plain_text(path: Path) -> None:
    """Refuse what is no text before a parser makes a header of it."""
    with reading(path.name, "file"), path.open("rb") as stream:
        head = stream.read(65_536)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        raise BadFile(f"{path.name}: not UTF-8 text", "UTF-8", "save the file as UTF-8") from None
    if b"\0" in head:
        raise BadFile(f"{path.name}: not a text file", "CSV, Parquet or xlsx", "export it again")


def _broken_row(path: Path, separator: str, skip: int) -> BadFile:
    """Say which row has more fields than the header: Polars' own message does not."""
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    wide = None
    for number, fields in enumerate(csv.reader(io.StringIO(text), delimiter=separator), start=1):
        if number == 1 + skip:
            wide = len(fields)
        elif wide is not None and len(fields) > wide:
            what = f"{path.name}, row {number}: {len(fields)} fields under a header of {wide}"
            return BadFile(what, f"{wide} fields separated by '{separator}'", "mend that row")
    if "�" in text:
        return BadFile(f"{path.name}: not UTF-8 text", "UTF-8", "save the file as UTF-8")
    return BadFile(
        f"{path.name}: not a delimited text file", "CSV, Parquet or xlsx", "export it again"
    )


def _melt(frame: pl.DataFrame, index: str, prefix: str) -> pl.DataFrame:
    return frame.unpivot(
        index=["row", index], variable_name="series", value_name="value"
    ).with_columns(series=prefix + pl.col("series"))
