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

from rotascope.ingest import priced
from rotascope.ingest.checks import (
    actions,
    along,
    codes,
    continued,
    estimates,
    holdings,
    labels,
    macro,
    macro_on_file,
    provisional,
    rows,
    swaps,
    tickers,
    vintages,
    yields,
)
from rotascope.ingest.checks.spikes import spikes
from rotascope.providers.jobs import Job
from rotascope.store.market import Market
from rotascope.store.tables import Table

__all__ = ["KEYED", "LINES", "ROWS", "STORED", "Check", "Context", "StoreCheck", "checks_of"]


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may know besides the rows: the job, its table, and the day of the import.

    `absent`: symbol and date of the price rows that earlier checks hold; None before any did.
    """

    job: Job
    table: Table
    today: date
    absent: pl.DataFrame | None = None


Check = Callable[[pl.DataFrame, Context], list[pl.DataFrame]]
StoreCheck = Callable[[pl.DataFrame, Context, Market], list[pl.DataFrame]]

EVERY = "*"

PRICES: tuple[Check, ...] = (
    lambda frame, _: rows.on_session(frame),
    lambda frame, _: tickers.tickers(frame),
    lambda frame, context: provisional.unfinished(frame, context.today, context.job.fetched_at),
)
ROWS: Mapping[str, tuple[Check, ...]] = {
    EVERY: (
        lambda frame, _: rows.finite(frame),
        lambda frame, context: rows.present(context.table, frame),
        lambda frame, context: rows.positive(context.table, frame),
        lambda frame, _: codes.check_digits(frame),
    ),
    "bars": (lambda frame, _: rows.bar_order(frame), *PRICES),
    "returns": PRICES,
    "actions": (
        lambda frame, _: rows.on_session(frame),
        lambda frame, _: tickers.tickers(frame),
        lambda frame, _: actions.well_formed(frame),
    ),
    "labels": (lambda frame, _: labels.one_of_three(frame),),
    "holdings": (
        lambda frame, _: codes.printable(frame),
        lambda frame, _: swaps.not_equity(frame),
        lambda frame, context: holdings.holdings(frame, context.today, context.job.fetched_at),
    ),
    "derivatives": (
        lambda frame, _: codes.printable(frame, ("underlying", "name")),
        lambda frame, _: swaps.contract_lines(frame),
    ),
    "identifiers": (
        lambda frame, _: codes.printable(frame, ("code", "symbol")),
        lambda frame, _: codes.listed_codes(frame),
    ),
    "macro": (
        lambda frame, _: macro.as_registered(frame),
        lambda frame, _: macro.plausible(frame),
        lambda frame, _: macro.spacing(frame),
        lambda frame, _: yields.on_working_days(frame),
        lambda frame, context: vintages.of_file(frame, context.job),
    ),
    "estimates": (
        lambda frame, _: codes.printable(frame),
        lambda frame, _: estimates.currencies(frame, required=True),
        lambda frame, _: estimates.periods(frame),
    ),
    "earnings": (
        lambda frame, _: codes.printable(frame),
        lambda frame, _: estimates.currencies(frame, required=False),
        lambda frame, _: estimates.announcements(frame),
        lambda frame, _: estimates.surprises(frame),
    ),
}
LINES: Mapping[str, tuple[Check, ...]] = {
    "bars": (
        lambda frame, context: along.bars_along(frame, context.job.symbols, context.absent),
        # Raw closes are judged in `priced`, where the splits and dividends on file are known.
        lambda frame, _: spikes(frame.filter(pl.col("basis") != "raw"), "close"),
    ),
    "returns": (
        lambda frame, context: along.levels_along(frame, context.job.symbols, context.absent),
        lambda frame, _: spikes(frame, "level") if "level" in frame.columns else [],
    ),
}
KEYED: Mapping[str, tuple[Check, ...]] = {}
STORED: Mapping[str, tuple[StoreCheck, ...]] = {
    "bars": (
        lambda frame, context, market: continued.bars_continued(
            frame, context.job.dataset.name, market
        ),
        lambda frame, context, market: priced.bars_beside(frame, context.job.dataset.name, market),
    ),
    "returns": (
        lambda frame, context, market: continued.levels_continued(
            frame, context.job.dataset.name, market, context.job.connect
        ),
        lambda frame, context, market: priced.returns_beside(
            frame, context.job.dataset.name, market
        ),
    ),
    "actions": (
        lambda frame, context, market: actions.actions_beside(
            frame, context.job.dataset.name, market
        ),
    ),
    "macro": (lambda frame, context, market: macro_on_file.beside(frame, context.job, market),),
    "estimates": (lambda frame, context, market: estimates.flips(frame, context.job, market),),
}

Kind = TypeVar("Kind")


def checks_of(stage: Mapping[str, tuple[Kind, ...]], table: str) -> tuple[Kind, ...]:
    """A stage's checks for one table: those of every table first."""
    return (*stage.get(EVERY, ()), *stage.get(table, ()))
