"""Tables as users keep them: Parquet, text, xlsx, told apart by their first bytes, never by name.

Text and xlsx are read as text, so that the gate sees what the file says and not what a parser guessed.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any, Literal

import polars as pl

from rotascope.errors import BadFile
from rotascope.providers.jobs import reading, with_rows
from rotascope.providers.limits import COLUMNS, TEXT_ROWS
from rotascope.providers.text import Layout, header_at, layout, named
from rotascope.registry import provider

__all__ = ["Kind", "kind_of", "read_csv", "read_sheet", "read_table"]

Kind = Literal["parquet", "zip", "json", "xml", "csv"]


def kind_of(path: Path) -> Kind:
    """What the first bytes say the file is; `zip` is what xlsx workbooks are, `csv` any other text.

    Raises BadFile for an empty or unreadable one.
    """
    with reading(str(path), "file"), path.open("rb") as stream:
        head = stream.read(256)
    if not head:
        raise BadFile(
            f"{path}: the file is empty", "at least a header and one row", "export it again"
        )
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"PK"):
        return "zip"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")):
        return "json"
    return "xml" if start.startswith(b"<") else "csv"


@provider("table")
def read_table(path: Path, **options: Any) -> pl.DataFrame:
    """A Parquet, text or xlsx table with one header row. `row` is the line in the file.

    Options: `separator`, `encoding`, `skip` (lines before the header) of a text, each looked for if
    not given; `sheet` (xlsx); `take` (columns to read, all by default); `melt` = {index, prefix} turns
    every other column into rows (series = prefix + column name, value); `split` = {column, before,
    name, first, then} adds a column that says on which side of a date a row lies. `decimal` and
    `dates` say how the file writes numbers and days: the gate reads them so.
    """
    kind = kind_of(path)
    if kind == "parquet":
        frame = _parquet(path, options.get("take"))
    elif kind == "zip":
        frame = read_sheet(path, options.get("sheet", 0))
    else:
        frame = read_csv(
            path, options.get("separator", ""), options.get("skip"), options.get("encoding", "")
        )
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
    """One xlsx sheet as text. Rows above the header are left out, names that repeat are numbered."""
    import fastexcel  # 20 ms that only workbooks need

    with reading(path.name, "xlsx workbook"):
        loaded = fastexcel.read_excel(path).load_sheet(
            sheet, header_row=None, skip_rows=0, dtypes="string"
        )
        cells = loaded.to_polars()
        if not cells.height:
            raise BadFile(f"{path.name}: an empty sheet", "a header and rows", "another sheet")
        top = [[str(c or "").strip() for c in row] for row in cells.head(60).rows()]
        at = header_at(top)
        names, _ = named(top[at])
        if len(names) > COLUMNS:
            raise BadFile(f"{path.name}: {len(names):,} columns", f"at most {COLUMNS}", "split it")
        frame = cells.rename(dict(zip(cells.columns, names, strict=True)))[at + 1 :]
        return with_rows(frame.with_columns(pl.all().str.strip_chars()), at + 2)


def read_csv(
    path: Path, separator: str = "", skip: int | None = None, encoding: str = ""
) -> pl.DataFrame:
    """A delimited text file as text columns, blanks as null. Raises BadFile naming the broken row."""
    found = layout(path, separator, skip, encoding)
    if found.body.count("\n") > TEXT_ROWS:
        raise BadFile(f"{path.name}: more than {TEXT_ROWS:,} lines", f"at most {TEXT_ROWS:,}",
                      "split it, or keep it as Parquet")  # fmt: skip
    kinds = dict.fromkeys(found.header, pl.String)
    if not found.body.strip("\n"):
        return with_rows(pl.DataFrame(schema=kinds), found.line + 1)
    # Polars asks the first line how many cells there are: the header, named plainly, tells it.
    plain = found.separator.join(f"c{n}" for n in range(len(found.header)))
    try:
        with reading(path.name, "delimited text file"):
            frame = pl.read_csv(
                f"{plain}\n{found.body}".encode(), separator=found.separator, infer_schema=False
            )
    except BadFile:
        raise _broken_row(path, found) from None
    frame = frame.rename(dict(zip(frame.columns, found.header, strict=True)))
    frame = with_rows(frame.with_columns(pl.all().str.strip_chars()), found.line + 1)
    return frame.filter(pl.any_horizontal(pl.exclude("row").is_not_null()))


def _broken_row(path: Path, found: Layout) -> BadFile:
    """Say which row has more fields than the header: Polars' own message does not."""
    wide, shown = len(found.header), {"\t": "tabs"}.get(found.separator, f"'{found.separator}'")
    reader = csv.reader(io.StringIO(found.body), delimiter=found.separator)
    try:
        for fields in reader:
            if len(fields) > wide:
                row = found.line + reader.line_num
                what = f"{path.name}, row {row}: {len(fields)} fields under a header of {wide}"
                return BadFile(what, f"{wide} fields separated by {shown}", "mend that row")
    except csv.Error:
        pass
    return BadFile(
        f"{path.name}: not a delimited text file", "CSV, Parquet or xlsx", "export it again"
    )


def _melt(frame: pl.DataFrame, index: str, prefix: str) -> pl.DataFrame:
    return frame.unpivot(
        index=["row", index], variable_name="series", value_name="value"
    ).with_columns(series=prefix + pl.col("series"))
