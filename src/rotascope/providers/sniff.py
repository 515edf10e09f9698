"""The head of a file, read once: its kind, its header, its first rows. What it is called says nothing."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from rotascope.errors import BadFile
from rotascope.providers.jobs import reading
from rotascope.providers.table import kind_of
from rotascope.providers.text import Row, decoded, header_at, layout, named, rows_of

__all__ = ["HEAD", "Sniff", "sniff"]

HEAD = 65_536
"""Bytes of a file that recognition looks at."""
TOP = 60


@dataclass(frozen=True, slots=True)
class Sniff:
    """What the head of a file shows. `kind`: parquet, xlsx, zip (another archive), json, xml, csv.

    `header`: the table's column names, each once, as they stand in the file; of a workbook the first
    sheet's. `rows`: the first records of a text or of that sheet, a preamble among them. `sheets` of a
    workbook, `members` of another archive. `said`: what reading the text had to decide.
    """

    path: Path
    kind: str
    head: bytes
    header: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    sheets: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    said: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The header in lower case."""
        return frozenset(name.strip().lower() for name in self.header)

    @property
    def cells(self) -> frozenset[str]:
        """Every cell of the first rows."""
        return frozenset(cell for _, row in self.rows for cell in row)

    def has(self, *names: str) -> bool:
        """Whether the header holds all of these names, in any case."""
        return self.names >= {name.lower() for name in names}

    def begins(self, *cells: str) -> bool:
        """Whether one of the first rows begins with these cells."""
        return any(tuple(row[: len(cells)]) == cells for _, row in self.rows)


def sniff(path: Path) -> Sniff:
    """Look at the head of a file. Raises BadFile for one that is empty, unreadable, or no file."""
    if not path.is_file():
        raise BadFile(f"{path}: no such file", "a file", "check the path")
    kind = kind_of(path)
    with reading(str(path), "file"), path.open("rb") as stream:
        head = stream.read(HEAD)
    if kind == "parquet":
        with reading(path.name, "Parquet file"):
            return Sniff(path, kind, head, tuple(pl.read_parquet_schema(path)))
    if kind == "zip":
        return _archive(path, head)
    return _text(path, head) if kind == "csv" else Sniff(path, kind, head)


def _text(path: Path, head: bytes) -> Sniff:
    found = layout(path)
    text, _ = decoded(path)
    with reading(path.name, "delimited text file"):
        rows = rows_of(text[:HEAD], found.separator, TOP)
    return Sniff(path, "csv", head, found.header, tuple(rows), said=found.said)


def _archive(path: Path, head: bytes) -> Sniff:
    """A workbook's sheets and the first one's top; of another archive its members' names."""
    with reading(path.name, "xlsx workbook"):
        with zipfile.ZipFile(path) as archive:
            members = tuple(archive.namelist())
        if not any(name.startswith("xl/") for name in members):
            return Sniff(path, "zip", head, members=members)
        import fastexcel  # 20 ms that only workbooks need

        book = fastexcel.read_excel(path)
        sheet = book.load_sheet(0, header_row=None, skip_rows=0, n_rows=TOP, dtypes="string")
        cells = [[str(cell or "").strip() for cell in row] for row in sheet.to_polars().rows()]
        rows = tuple((at, row) for at, row in enumerate(cells, start=1) if any(row))
        return Sniff(path, "xlsx", head, _header(cells), rows, sheets=tuple(book.sheet_names))


def _header(cells: list[list[str]]) -> tuple[str, ...]:
    return named(cells[header_at(cells)])[0] if cells else ()
