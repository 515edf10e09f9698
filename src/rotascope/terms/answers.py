"""Answers about the store and about single figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from rotascope.terms.readings import Source
from rotascope.terms.words import Basis, Severity, Status, Unit

__all__ = ["Data", "Issue", "OnFile", "Performance", "SourceAge", "Vintage", "Why"]


@dataclass(frozen=True, slots=True)
class Performance:
    """The return of one series over one window, a fraction, with its convention spelled out."""

    symbol: str
    name: str
    window: str
    basis: Basis
    value: float | None
    unit: Unit
    base_date: date | None
    end_date: date | None
    status: Status
    reason: str
    key: str
    as_of: date
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Vintage:
    """One version of one value: of which period, in the series' unit, and known from which day on.

    `assumed`: the day rests on a registered lag, not on what the source says. `value` is None where
    the source withdrew it.
    """

    period: date
    known_at: date
    value: float | None
    assumed: bool


@dataclass(frozen=True, slots=True)
class OnFile:
    """One dataset of one table, or one series of it: span, rows, age, and when a reader has it.

    `lines` counts its series, `revised` rows that correct an earlier one, `holes` the sessions or periods
    without a row (None: not counted), of which `missing` are the newest. `assumed`: `known_rule` is a lag
    that somebody registered, `lag_days` after a period's end. `last_known`: when the newest row became
    known; `held`: its rows in quarantine now; `due`: when newer ones should come, `late`: what of them is
    overdue ("" if nothing, or without a schedule). Only of one series: `basis` of its bars, newest first,
    `unit`, `frequency` (daily to quarterly, "" if spaced otherwise), `periods` (distinct dates), and
    `vintages` where asked for, or in `vintages_note` why there are none.
    """

    table: str
    dataset: str
    series: str
    lines: int
    rows: int
    first: date
    last: date
    age_sessions: int
    revised: int | None
    holes: int | None
    known_rule: str
    precedence: int | None
    note: str
    assumed: bool = False
    lag_days: int | None = None
    unit: str = ""
    frequency: str = ""
    periods: int | None = None
    last_known: date | None = None
    missing: tuple[date, ...] = ()
    vintages: tuple[Vintage, ...] = ()
    vintages_note: str = ""
    basis: str = ""
    held: int | None = 0
    due: str = ""
    late: str = ""


@dataclass(frozen=True, slots=True)
class SourceAge:
    """When a network source last gave data, and what of it fails.

    `last_good`: moment in UTC, ISO 8601, of the newest body whose rows are in the tables; '' and
    `age_sessions` None if it never succeeded. `age_sessions`: sessions since the one that body was
    asked for. `requests` were asked so far, of which the newest attempt of `failing` gave nothing,
    last at `failed_at`, for the reason `failure`.
    """

    source: str
    last_good: str
    age_sessions: int | None
    requests: int
    failing: int
    failed_at: str
    failure: str


@dataclass(frozen=True, slots=True)
class Data:
    """What is on file as of a date: every dataset, or one series wherever it is.

    `sources` says how old the network sources are today, whatever the date; empty for one series.
    `later`, where no date was asked about: how many rows are known only after `as_of`, and the day that
    shows them all; "" if there are none. Of a date that was asked about nothing later is said.
    """

    as_of: date
    store: str
    series: str
    on_file: tuple[OnFile, ...]
    sources: tuple[SourceAge, ...] = ()
    later: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """Wrong data as a value: the row, the check that caught it, what was expected and observed."""

    table: str
    row: int
    key: str
    check: str
    severity: Severity
    expected: str
    observed: str
    source: str
    original: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """How one printed figure came to be: formula, convention, source rows, versions."""

    key: str
    title: str
    value: float | str | None
    unit: str
    as_of: date
    formula: str
    convention: str
    sources: tuple[Source, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    columns: tuple[str, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = field(default=())
