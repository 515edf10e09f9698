"""One planted fault: a file that says something wrong, what must be said of it, and its sound twin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import polars as pl

from rotascope.ingest.report import ImportReport
from rotascope.ingest.run import import_jobs
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.store.market import Market

__all__ = ["TODAY", "Caught", "Earlier", "Planted", "run"]

Caught = Literal["held", "flagged", "unchanged", "batch"]
TODAY = date(2026, 6, 12)


@dataclass(frozen=True)
class Earlier:
    """A sound file imported before the faulty one: another source, the actions, an older file.

    `dataset` "" means the faulty file's own dataset, whose precedence is 10.
    """

    table: str
    rows: pl.DataFrame
    dataset: str = ""
    known: str = "same session"
    constants: Mapping[str, Any] = field(default_factory=dict)
    precedence: int = 10


@dataclass(frozen=True)
class Planted:
    """`rows` has columns named as the table's (with `symbol` for `instrument`, `level` for returns).

    `caught`: held (the rows at positions `at` are in quarantine under the check), flagged (told and
    kept), unchanged (counted as a repetition), batch (the whole file is held). `sound`: the same file
    without the fault, of which the check must say nothing.
    """

    name: str
    table: str
    rows: pl.DataFrame
    caught: Caught
    sound: pl.DataFrame
    at: tuple[int, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    known: str = "same session"
    constants: Mapping[str, Any] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    symbols: Literal["today", "of_date", "printed"] = "today"
    fetched_at: datetime | None = None
    today: date = TODAY


def _job(folder: Path, name: str, table: str, rows: pl.DataFrame, known: str,
         constants: Mapping[str, Any], **more: Any) -> Job:  # fmt: skip
    path = folder / f"{name}.{table}.parquet"
    rows.write_parquet(path)
    spec = DatasetSpec(name, more.pop("precedence", 10), "", known)
    columns = more.pop("columns", {}) or {c: c for c in rows.columns}
    plain = {"columns": columns, "constants": constants, "known": known}
    return Job(spec, table, path, path.name, **plain, **more)


def run(market: Market, folder: Path, case: Planted, name: str, *, sound: bool) -> ImportReport:
    """Import what comes earlier, then the faulty file (or its sound twin) under the dataset `name`."""
    jobs = [
        _job(
            folder,
            each.dataset or name,
            each.table,
            each.rows,
            each.known,
            each.constants,
            precedence=each.precedence,
        )
        for each in case.earlier
    ]
    for number, job in enumerate(jobs):
        unique = job.path.with_name(f"{number}-{name}-{job.path.name}")
        job.path.rename(unique)
        jobs[number] = Job(**{**_fields(job), "path": unique})
    import_jobs(market, jobs, today=case.today)
    rows = case.sound if sound else case.rows
    faulty = _job(folder, name, case.table, rows, case.known, case.constants, columns=case.columns,
                  symbols=case.symbols, fetched_at=case.fetched_at)  # fmt: skip
    return import_jobs(market, [faulty], today=case.today)


def _fields(job: Job) -> dict[str, Any]:
    return {name: getattr(job, name) for name in job.__dataclass_fields__}
