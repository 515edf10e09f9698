"""What a file may be before anything parses it: a plain file, of a size its kind can honestly have.

Sizes inside an archive can lie, so these guards only spare the work of refusing late; parsing itself
happens in a process of its own with bounded memory and time (`ingest.limited`).
"""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

from rotascope.errors import BadFile
from rotascope.plain import path_text
from rotascope.providers.jobs import reading

__all__ = [
    "CELLS",
    "COLUMNS",
    "TEXT_BYTES",
    "TEXT_ROWS",
    "guard",
    "guard_archive",
    "guard_inside",
    "plain_file",
]

MB = 1_000_000
TEXT_BYTES, TEXT_ROWS, COLUMNS = 25 * MB, 1_000_000, 200
CELLS = 2_000_000
"""Cells of one workbook."""
PARQUET_BYTES, PARQUET_ROWS = 2_000 * MB, 100_000_000
JSON_BYTES, XML_BYTES = 64 * MB, 50 * MB
BOOK_BYTES, BOOK_DECLARED, BOOK_RATIO, BOOK_ENTRIES = 25 * MB, 200 * MB, 100, 200
ARCHIVE_BYTES, ARCHIVE_ENTRIES = 8_000 * MB, 100_000
"""Archives of filings: only named entries are read, each bounded on its own."""


def guard(path: Path) -> None:
    """Refuse what is no plain file, or too large for what its first bytes say it is.

    Raises BadFile. Reads the first bytes only: what takes a parser is `guard_inside`'s matter.
    """
    size = plain_file(path)
    with path.open("rb") as stream:
        head = stream.read(512)
    if head.startswith(b"PAR1"):
        _at_most(path, size, PARQUET_BYTES, "Parquet file")
    elif head.startswith(b"PK"):
        _at_most(path, size, ARCHIVE_BYTES, "archive")
    else:
        start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
        kind, most = ("text file", TEXT_BYTES)
        if start.startswith((b"{", b"[")):
            kind, most = "JSON file", JSON_BYTES
        elif start.startswith(b"<"):
            kind, most = "XML file", XML_BYTES
        _at_most(path, size, most, kind)


def guard_inside(path: Path) -> None:
    """Refuse what a Parquet footer or an archive's directory claims, where that is too much.

    For the reading process: a damaged footer may cost it its life, which is what it has one for.
    """
    with path.open("rb") as stream:
        head = stream.read(4)
    if head == b"PAR1":
        _parquet(path)
    elif head.startswith(b"PK"):
        guard_archive(path)


def plain_file(path: Path) -> int:
    """Bytes of a regular file. A pipe or a device would be read for ever. Raises BadFile."""
    try:
        told = path.stat()
    except OSError as trouble:
        reason = (trouble.strerror or "cannot be opened").lower()
        shown = path_text(path)
        raise BadFile(f"{shown}: {reason}", "a readable file", "check the path") from None
    if not stat.S_ISREG(told.st_mode):
        raise BadFile(
            f"{path_text(path)}: not a plain file", "a file on disk", "save it as one first"
        )
    return told.st_size


def _at_most(path: Path, size: int, most: int, kind: str) -> None:
    if size > most:
        raise BadFile(
            f"{path.name}: {size / MB:,.0f} MB",
            f"a {kind} of at most {most / MB:,.0f} MB",
            "split it, or keep it as Parquet",
        )


def _parquet(path: Path) -> None:
    """Rows and columns as the footer claims: a few kilobytes can claim a billion rows of one value."""
    import polars as pl

    with reading(path.name, "Parquet file"):
        columns = len(pl.read_parquet_schema(path))
        rows = int(pl.scan_parquet(path, glob=False).select(pl.len()).collect().item())
    if rows > PARQUET_ROWS or columns > 10 * COLUMNS:
        raise BadFile(
            f"{path.name}: {rows:,} rows of {columns:,} columns",
            f"at most {PARQUET_ROWS:,} rows of {10 * COLUMNS:,}",
            "split it",
        )


def guard_archive(path: Path) -> None:
    """A workbook's directory: entries, declared sizes, ratio, no macros. Other archives: their size."""
    size = path.stat().st_size
    with reading(path.name, "xlsx workbook"), zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    if len(entries) > ARCHIVE_ENTRIES:
        what = f"{path.name}: an archive of {len(entries):,} files"
        raise BadFile(what, f"at most {ARCHIVE_ENTRIES:,}", "another archive")
    names = [entry.filename for entry in entries]
    if not any(name.startswith("xl/") for name in names):
        _at_most(path, size, ARCHIVE_BYTES, "archive")
        return
    _at_most(path, size, BOOK_BYTES, "xlsx workbook")
    _workbook(path, entries, names)


def _workbook(path: Path, entries: list[zipfile.ZipInfo], names: list[str]) -> None:
    declared = sum(entry.file_size for entry in entries)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise BadFile(f"{path.name}: a workbook with macros", "values only", "save it as .xlsx")
    if len(entries) > BOOK_ENTRIES or declared > BOOK_DECLARED or declared > BOOK_RATIO * packed:
        raise BadFile(
            f"{path.name}: {len(entries):,} parts that unpack from {packed / MB:,.1f} MB to"
            f" {declared / MB:,.0f} MB",
            f"at most {BOOK_ENTRIES} parts, {BOOK_DECLARED // MB} MB and {BOOK_RATIO}:1",
            "export the sheet as CSV",
        )
