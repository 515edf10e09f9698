"""Which checks a file of a table goes through, in which order. A check is a function in `checks/`.

A check gets rows and says findings; it changes nothing. A finding's severity decides: `quarantine`
holds its row, `flag` keeps it and tells, `hold` holds the whole file.

- ROWS look at the file as typed (columns of the table, `at`, `row`, `symbol`, and codes such as `cusip`
  where the reader gives them); each row alone, or the file as a whole.
- LINES look at price lines, identified (`instrument`, an Enum), sorted by instrument and date, without
  repetitions; a `level` (adjusted close) or the bar's columns.
- KEYED look at every other table, with `known_at`, sorted by key.
- STORED look at rows that passed, beside what is on file: other sources, actions, older files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import polars as pl

from rotascope.ingest.checks import holdings, rows
from rotascope.ingest.checks.spikes import spikes
from rotascope.providers.jobs import Job
from rotascope.store.market import Market
from rotascope.store.tables import Table

__all__ = ["KEYED", "LINES", "ROWS", "STORED", "Check", "Context", "StoreCheck", "checks_of"]


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may know besides the rows: the job, its table, and the day of the import."""

    job: Job
    table: Table
    today: date


Check = Callable[[pl.DataFrame, Context], list[pl.DataFrame]]
StoreCheck = Callable[[pl.DataFrame, Context, Market], list[pl.DataFrame]]

EVERY = "*"

ROWS: Mapping[str, tuple[Check, ...]] = {
    EVERY: (
        lambda frame, _: rows.finite(frame),
        lambda frame, context: rows.present(context.table, frame),
        lambda frame, context: rows.positive(context.table, frame),
    ),
    "bars": (lambda frame, _: rows.bar_order(frame), lambda frame, _: rows.on_session(frame)),
    "returns": (lambda frame, _: rows.on_session(frame),),
    "holdings": (lambda frame, context: holdings.weights(frame, context.today),),
}
LINES: Mapping[str, tuple[Check, ...]] = {
    "bars": (lambda frame, _: spikes(frame, "close"),),
    "returns": (lambda frame, _: spikes(frame, "level") if "level" in frame.columns else [],),
}
KEYED: Mapping[str, tuple[Check, ...]] = {}
STORED: Mapping[str, tuple[StoreCheck, ...]] = {}

Kind = TypeVar("Kind")


def checks_of(stage: Mapping[str, tuple[Kind, ...]], table: str) -> tuple[Kind, ...]:
    """A stage's checks for one table: those of every table first."""
    return (*stage.get(EVERY, ()), *stage.get(table, ()))
