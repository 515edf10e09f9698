"""What a door hands to the gate: a Job says which file becomes which table, and how.

A Job is data, never code: its digest, with the file's own digest, names an import, so that the
same file mapped the same way is never imported twice.
"""

from __future__ import annotations

import csv
import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import polars as pl

from rotascope.errors import BadFile

__all__ = [
    "FORMAT",
    "DatasetSpec",
    "Job",
    "Symbols",
    "Where",
    "file_digest",
    "job_of",
    "reading",
    "with_rows",
]

FORESEEN = (
    OSError, LookupError, ValueError, TypeError, AttributeError, OverflowError, RecursionError,
    csv.Error, zipfile.BadZipFile, EOFError,
    NotImplementedError,  # an archive packed in a way that Python cannot unpack
)  # fmt: skip
FORMAT = 1
"""Raised when a reader reads the same bytes differently, so that old imports do not hide it."""

Symbols = Literal["today", "of_date", "printed"]


@dataclass(frozen=True, slots=True)
class DatasetSpec:
    """A dataset as declared: the lowest precedence wins where two hold one line; the note is printed.

    `redeclare` lets it change the precedence or the rule that are on file under its name.
    """

    name: str
    precedence: int
    note: str
    known: str
    redeclare: bool = False


@dataclass(frozen=True, slots=True)
class Where:
    """Which rows of the file this job takes; the others belong to another job, or say nothing.

    `present` columns must not be blank; `not_prefix` and `only` compare text columns.
    """

    present: tuple[str, ...] = ()
    not_prefix: Mapping[str, str] = field(default_factory=dict)
    only: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Job:
    """One file (or part of it) into one table.

    `columns` maps table columns to file columns, `constants` fills a table column with one value,
    `values` translates words, `units` names the file's unit of a number, `missing` replaces a
    blank, `known` is the rule for known_at, `connect` says that the levels of this file continue
    those already stored for the dataset. `source` is the path a reader of the report sees.
    `fetched_at` is the UTC moment at which a network source gave the bytes, None for files; `accept`
    says why sound rows of a file that the breaker would hold are taken all the same. `remark` is what
    recognising the file had to decide; the report repeats it, and it is no part of the digest.
    """

    dataset: DatasetSpec
    table: str
    path: Path
    source: str
    reader: str = "table"
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)
    where: Where = field(default_factory=Where)
    known: str = "same session"
    symbols: Symbols = "today"
    connect: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)
    fetched_at: datetime | None = None
    accept: str = ""
    remark: str = ""

    @property
    def digest(self) -> str:
        """A short digest of everything but the file itself."""
        parts = [
            FORMAT, self.dataset.name, self.table, self.reader, dict(self.columns),
            dict(self.constants), {k: dict(v) for k, v in self.values.items()}, dict(self.units),
            dict(self.missing), self.where.present, dict(self.where.not_prefix),
            dict(self.where.only), self.known, self.symbols, self.connect, dict(self.options),
            *([True] if self.accept else []),
        ]  # fmt: skip
        text = json.dumps(parts, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @property
    def told(self) -> str:
        """The job as JSON, without its place: `job_of` makes it again."""
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__}
        plain |= {"dataset": asdict(self.dataset), "where": asdict(self.where)}
        return json.dumps(plain, sort_keys=True, default=str)


def job_of(told: Mapping[str, Any], path: Path) -> Job:
    """The job that `Job.told`, parsed, describes; for the file at `path`, fetched by nobody."""
    where = told["where"]
    made = dict(told) | {
        "dataset": DatasetSpec(**told["dataset"]),
        "where": Where(tuple(where["present"]), where["not_prefix"], where["only"]),
    }
    return Job(**made | {"path": path, "fetched_at": None})


def file_digest(path: Path) -> str:
    """sha256 of the file's bytes, hex. Raises BadFile if it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as trouble:
        reason = trouble.strerror or "cannot be opened"
        raise BadFile(f"{path}: {reason}", "a readable file", "check the path, or --root") from None


@contextmanager
def reading(source: str, what: str) -> Iterator[None]:
    """Turn whatever a parser throws at a damaged file into one BadFile sentence."""
    try:
        yield
    except FORESEEN as trouble:
        raise _unreadable(source, what, trouble) from trouble
    except pl.exceptions.PolarsError as trouble:
        raise _unreadable(source, what, trouble) from trouble
    except BaseException as trouble:
        # Polars and fastexcel are Rust: their panics derive from BaseException. Everything else, an
        # interrupt among it, goes on its way.
        if isinstance(trouble, (KeyboardInterrupt, SystemExit)) or not _rust(trouble):
            raise
        raise _unreadable(source, what, trouble) from trouble


def _rust(trouble: BaseException) -> bool:
    kind = type(trouble)
    return kind.__name__ == "PanicException" or "fastexcel" in kind.__module__


def _unreadable(source: str, what: str, trouble: BaseException) -> BadFile:
    said = str(trouble).strip().splitlines()
    return BadFile(
        f"{source}: not a readable {what} ({said[0] if said else 'damaged'})", what, _HINT
    )


_HINT = "fetch or export the file again"


def with_rows(frame: pl.DataFrame, first: int) -> pl.DataFrame:
    """The frame with `row`, the line a reader finds the record on, counted from `first`."""
    return frame.with_row_index("row", offset=first)
