"""Small files in every form the door knows, for the tests of recognition."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rotascope.ingest.recognise import recognise
from rotascope.providers.jobs import Job

__all__ = ["jobs_of", "parquet", "text", "workbook"]


def text(folder: Path, content: str, name: str = "no-name") -> Path:
    """A text file."""
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def jobs_of(folder: Path, content: str, name: str = "no-name") -> tuple[Job, ...]:
    """What recognition says of a text."""
    return recognise(text(folder, content, name))


def parquet(folder: Path, name: str = "no-name", **columns: Sequence[object]) -> Path:
    """A Parquet file."""
    import polars as pl

    path = folder / name
    pl.DataFrame(columns, strict=False).write_parquet(path)
    return path


def workbook(folder: Path, name: str = "no-name", **sheets: Sequence[Sequence[object]]) -> Path:
    """An xlsx workbook."""
    import xlsxwriter

    path = folder / name
    with xlsxwriter.Workbook(str(path)) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for at, cells in enumerate(rows):
                sheet.write_row(at, 0, list(cells))
    return path
