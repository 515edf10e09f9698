"""From a file's columns to a table's: names, words, units, types. Nothing is coerced silently.

Text that does not parse is Q01 and keeps its row's original; a column that is not there is a mistake
of the mapping and stops the file.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from rotascope.errors import BadFile, WrongUse
from rotascope.ingest import limited
from rotascope.ingest.checks.cells import cells, foreign
from rotascope.ingest.checks.moments import session_days
from rotascope.ingest.limited import Limits
from rotascope.providers import forms
from rotascope.providers.jobs import Job
from rotascope.registry import PROVIDERS
from rotascope.store.tables import TABLES, Table

__all__ = ["PRICED", "needed", "read", "select", "table_of", "typed"]

PRICED = ("returns", "bars")
"""Tables of price lines: their rows are named by symbol and checked as levels."""
FACTORS = {"fraction": 1.0, "percent": 0.01, "basis points": 0.0001}
CODES = {"cusip": pl.String, "isin": pl.String, "figi": pl.String, "lei": pl.String}
ALONGSIDE: dict[str, dict[str, Any]] = {
    "holdings": {"price": pl.Float64},
    "macro": {"frequency": pl.String, "adjustment": pl.String},
    "earnings": {"currency": pl.String},
}
"""What a file may say besides its table's columns: no table keeps it, checks read it."""


def table_of(job: Job) -> Table:
    """The job's table, after checking that the mapping names only columns it has."""
    if job.table not in TABLES:
        raise WrongUse(f"{job.source}: no table '{job.table}'", "one of " + ", ".join(TABLES), "")
    if job.reader not in PROVIDERS:
        raise WrongUse(
            f"{job.source}: no reader '{job.reader}'", "one of " + ", ".join(PROVIDERS), ""
        )
    allowed = [*targets(TABLES[job.table]), *_beside(TABLES[job.table])]
    for group in (job.columns, job.constants, job.values, job.units, job.missing):
        for column in group:
            if column not in allowed:
                raise WrongUse(f"{job.source}: table {job.table} has no column '{column}'",
                               ", ".join(allowed), "mend the mapping")  # fmt: skip
    for column, unit in job.units.items():
        factor(TABLES[job.table], job, column, unit)
    if job.options.get("decimal", "") not in ("", ".", ","):
        raise WrongUse(f"{job.source}: decimal = {job.options['decimal']!r}", "'.' or ','", "")
    return TABLES[job.table]


def targets(table: Table) -> dict[str, Any]:
    """Columns a mapping may fill, with their types: the table's, and symbol and level for lines."""
    columns = {name: kind for name, kind in table.columns.items() if name != "dataset"}
    if "instrument" in table.key:
        columns.pop("instrument")
        columns = {"symbol": pl.String, **columns}
    return columns | ({"level": pl.Float64} if table.name == "returns" else {})


def _beside(table: Table) -> dict[str, Any]:
    """Columns that only checks read, with their types; a table's own column of that name comes first."""
    extra: dict[str, Any] = CODES | ALONGSIDE.get(table.name, {})
    return {name: kind for name, kind in extra.items() if name not in table.columns}


def factor(table: Table, job: Job, column: str, unit: str) -> float:
    """What turns the file's unit of `column` into the table's. Raises WrongUse for an unknown unit."""
    if unit not in FACTORS:
        raise WrongUse(f"{job.source}: unit '{unit}' of column '{column}'",
                       "one of " + ", ".join(FACTORS), "")  # fmt: skip
    into = str(job.constants.get("unit", "")) if column == "value" else table.units.get(column, "")
    into = into.split(" ")[0].rstrip(",;")
    if into not in FACTORS:
        raise WrongUse(f"{job.source}: column '{column}' is in '{into}', no fraction",
                       "a column in fraction or percent", "remove its unit")  # fmt: skip
    return FACTORS[unit] / FACTORS[into]


def read(job: Job) -> pl.DataFrame:
    """The file as its reader gives it, with `at`, the position that names a row inside this import."""
    options = dict(job.options)
    if job.reader == "table" and not options:
        options["take"] = needed(job)
    limits = Limits(seconds=PROVIDERS[job.reader].seconds)
    frame = limited.frame_of(job.reader, job.path, options, limits)
    return frame.with_row_index("at") if frame.height else frame.with_columns(at=pl.lit(0))


def needed(job: Job) -> list[str]:
    """File columns the mapping uses."""
    where = job.where
    names = [*job.columns.values(), *where.present, *where.not_prefix, *where.only]
    return list(dict.fromkeys(names))


def select(job: Job, table: Table, raw: pl.DataFrame) -> pl.DataFrame:
    """The rows and columns this job takes, under the table's names, values still as read."""
    for column in needed(job):
        if column not in raw.columns:
            have = ", ".join(c for c in raw.columns if c not in ("row", "at"))
            raise BadFile(f"{job.source}, row 1: no column '{column}'",
                          f"the columns of the mapping; the file has {have}",
                          "check the header, or the separator")  # fmt: skip
    for condition in _conditions(job):
        raw = raw.filter(condition)
    allowed = targets(table)
    picked = {target: pl.col(column) for target, column in job.columns.items()}
    if not picked:
        picked = {name: pl.col(name) for name in raw.columns if name in allowed}
    for name in _beside(table):
        if name in raw.columns and job.reader != "table":
            picked.setdefault(name, pl.col(name))
    if "known_at" in raw.columns:
        picked["known_at"] = pl.col("known_at")
    picked |= {target: pl.lit(value) for target, value in job.constants.items()}
    return raw.select("at", "row", **picked)


def _conditions(job: Job) -> list[pl.Expr]:
    where = job.where
    made = [pl.col(name).is_not_null() for name in where.present]
    for name, prefix in where.not_prefix.items():
        # A blank begins with nothing: it stays, and is held.
        begins = pl.col(name).cast(pl.String).str.starts_with(prefix)
        made.append(~begins.fill_null(value=False))
    made += [pl.col(n).cast(pl.String) == word for n, word in where.only.items()]
    return made


def typed(job: Job, table: Table, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """The frame in the table's types and units, and Q01 for every cell that does not parse.

    Columns of the table that the file does not fill become null.
    """
    findings: list[pl.DataFrame] = []
    made: dict[str, pl.Expr] = {}
    kinds = targets(table)
    if table.name in PRICED and "date" in frame.columns:
        day, like = pl.col("date"), _wanted(job, pl.Date)
        if frame.schema["date"] == pl.String:
            day = _as_written(job, table, "date", pl.Date)
        frame, findings = session_days(frame, day, like)
    for name, kind in kinds.items():
        if name in frame.columns:
            made[name] = _cell(job, table, frame, name, kind, findings)
        elif name not in ("level", "known_at"):
            made[name] = pl.lit(None, dtype=kind)
    for name, kind in _beside(table).items():
        if name in frame.columns:
            made[name] = _cell(job, table, frame, name, kind, findings)
    return frame.select("at", "row", **made), findings


def _cell(
    job: Job, table: Table, frame: pl.DataFrame, name: str, kind: Any, findings: list[pl.DataFrame]
) -> pl.Expr:
    column, have = pl.col(name), frame.schema[name]
    if kind == pl.String:
        return _words(job, name, column if have == pl.Categorical else column.cast(pl.String))
    read = _as_written(job, table, name, kind) if have == pl.String else column
    parsed = pl.lit(None, dtype=kind) if foreign(have, kind) else _parsed(read, have, kind)
    findings += cells(frame, name, kind, read, parsed, _wanted(job, kind))
    if name in job.units:
        parsed = parsed * factor(table, job, name, job.units[name])
    return parsed


def _as_written(job: Job, table: Table, name: str, kind: Any) -> pl.Expr:
    """Text in the forms that the mapping names (`decimal`, `dates`), else as a computer writes it."""
    mapped = name not in job.constants
    if kind == pl.Date:
        return forms.day(
            pl.col(name), str(job.options.get("dates", forms.ISO)) if mapped else forms.ISO
        )
    decimal: forms.Decimal = job.options.get("decimal", "") if mapped else ""
    return forms.number(pl.col(name), decimal, percent=name in job.units or table.name == "macro")


def _wanted(job: Job, kind: Any) -> str:
    if kind == pl.Date:
        form = str(job.options.get("dates", forms.ISO))
        return "a day like 2024-03-28" if form == forms.ISO else f"a day as {form}"
    decimal = job.options.get("decimal", "")
    return f"a number with the decimal sign '{decimal}'" if decimal else "a number"


def _parsed(column: pl.Expr, have: pl.DataType, kind: Any) -> pl.Expr:
    if kind == pl.Int64 and have != pl.Int64:
        return column.cast(pl.Float64, strict=False).round().cast(pl.Int64, strict=False)
    return column.cast(kind, strict=False)


def _words(job: Job, name: str, column: pl.Expr) -> pl.Expr:
    if name in job.values:
        column = column.cast(pl.String).replace(dict(job.values[name]))
    if name in job.missing:
        blank = column.is_null() | (column.cast(pl.String) == "")
        column = pl.when(blank).then(pl.lit(job.missing[name])).otherwise(column)
    return column
