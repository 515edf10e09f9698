"""The rows a printed figure was read from, and the files they came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rotascope.terms.readings import Source

__all__ = ["Origin", "Rows", "Stored"]

Stored = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Origin:
    """A file as it was imported: its name, the digest of its bytes, and how many of its rows are kept."""

    file: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows `offset` to `offset + limit` of the `count` behind one source of a figure, as known then.

    `source` counts into `sources`, those of the figure's `Why`; `dataset` "" where rows of several are
    mixed. Values stand in the table's own units, which `units` names by column; None is an empty cell.
    `order` says how the rows are sorted, `note` what they add up to or why they are others than the
    source's own; `files` are those that may have brought them, empty where none was kept.
    """

    key: str
    title: str
    as_of: date
    source: int
    sources: tuple[Source, ...]
    table: str
    dataset: str
    lines: tuple[str, ...]
    columns: tuple[str, ...]
    units: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Stored, ...], ...]
    count: int
    offset: int
    limit: int
    order: str
    note: str
    files: tuple[Origin, ...]
