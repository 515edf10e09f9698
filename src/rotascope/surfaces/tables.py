"""Tables of returns, datasets and imports, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rotascope.surfaces import numbers
from rotascope.surfaces.layout import inked, joined, plain_table, roomy, say
from rotascope.surfaces.sync_tables import print_ages
from rotascope.terms import Data, OnFile, Performance, Why

if TYPE_CHECKING:
    from rich.console import Console

    from rotascope.ingest.report import ImportReport, JobReport
    from rotascope.surfaces.keep import Checkup

__all__ = [
    "print_checkup",
    "print_data",
    "print_import",
    "print_performance",
    "print_why",
]

WIDE, NARROW = 100, 80


def print_performance(console: Console, told: Sequence[Performance]) -> None:
    """One row a symbol: return, base and end; why there is none where there is none."""
    table = plain_table(
        ("symbol", ""), ("name", "fold"), ("return", "right"), ("base", ""), ("end", "")
    )
    for one in told:
        table.add_row(
            one.symbol,
            one.name,
            numbers.signed(one.value, 2),
            numbers.day(one.base_date),
            numbers.day(one.end_date),
        )
    console.print(roomy(table))
    for one in told:
        if one.reason:
            say(console, f"{one.symbol}: {one.reason}", "warn")
    first = told[0]
    answered = next((one for one in told if one.value is not None), first)
    basis = "total return" if first.basis == "tr" else "price"
    say(console, f"{first.window}, {basis}, as known on {first.as_of} · why {answered.key}")


def print_data(console: Console, told: Data) -> None:
    """One row a dataset; where it is narrow, when its rows are known stands with its note."""
    wide, narrow = console.width >= WIDE, console.width < NARROW
    table = plain_table(
        ("table", "cut"), ("dataset", "cut"), ("series", "right"), ("rows", "right"),
        *(() if narrow else (("since", ""),)), ("last", ""), ("age", "right"),
        *([("known", "fold")] if wide else ()),
    )  # fmt: skip
    for one in told.on_file:
        table.add_row(
            one.table, one.dataset, f"{one.lines:,}", f"{one.rows:,}",
            *(() if narrow else (str(one.first if wide else one.first.year),)), str(one.last),
            f"{one.age_sessions:,}",
            *([_known(one)] if wide else ()),
        )  # fmt: skip
    console.print(roomy(table))
    for one in {one.dataset: one for one in told.on_file}.values():
        note = joined((one.note, "" if wide or not one.known_rule else f"known: {_known(one)}"))
        if note:
            say(console, f"{one.dataset}: {note}")
    print_ages(console, told.sources)
    if told.later:
        say(console, told.later, "warn")
    say(console, f"as known on {told.as_of} · age in sessions · store {told.store}")


def _known(one: OnFile) -> str:
    return f"{one.known_rule} (assumed)" if one.assumed else one.known_rule


def print_import(console: Console, told: ImportReport) -> None:
    """Rows by file and reason, the first issues, and the sum that must add up."""
    table = plain_table(
        ("file", "fold"), ("table", "cut"), ("rows in", "right"), ("accepted", "right"),
        ("unchanged", "right"), ("held", "right"), ("by check", "fold"),
    )  # fmt: skip
    for job in told.jobs:
        counts = (f"{n:,}" for n in (job.rows_in, job.accepted, job.unchanged, job.held))
        table.add_row(job.source, job.table, *counts, _checks(job))
    console.print(roomy(table))
    told_so = [
        (job.source, job.remark) for job in told.jobs if job.remark and job.status == "imported"
    ]
    for source, remark in dict.fromkeys(told_so):
        say(console, f"{source}: {remark}")
    for issue in [i for i in told.issues if i.severity != "flag"][:10]:
        where = f"{issue.source}, row {issue.row} ({issue.key})"
        said = f"expected {issue.expected}, found {issue.observed}"
        say(console, f"{issue.check} {where}: {said}", "warn")
    say(console, told.sentence, "head")


def _checks(job: JobReport) -> str:
    """Why rows were held; or in words why the file was not read."""
    if job.status in ("held", "undated", "unreadable"):
        return job.sentence
    if job.status == "already":
        return "imported before"
    held = ", ".join(f"{check} {rows:,}" for check, rows in job.quarantined)
    flags = ", ".join(f"{check} {rows:,}" for check, rows in job.flagged)
    return "; ".join(text for text in (held, f"flagged {flags}" if flags else "") if text)


def print_checkup(console: Console, told: Checkup) -> None:
    """What was repaired, what is still wrong, in one sentence each."""
    for sentence in told.repaired:
        say(console, sentence, "plain")
    for issue in told.issues:
        say(console, f"{issue.check} {issue.source}: {issue.observed}", "warn")
    say(console, told.sentence, "head")


def _equals(told: Why) -> str:
    """' = 0.06531 fraction' for a number, ': text' for words or a reason."""
    if told.value is None:
        return ""
    if isinstance(told.value, str):
        return f": {told.value}"
    return f" = {told.value:.10g} {told.unit}".rstrip()


def print_why(console: Console, told: Why) -> None:
    """Formula, convention, source rows, versions of one figure."""
    say(console, f"{told.title}{_equals(told)}", "head")
    say(console, f"as of {told.as_of} · {told.key}")
    parts: list[tuple[str, Any]] = [("formula", told.formula), ("convention", told.convention)]
    for name, text in parts:
        console.print(inked((f"{name}: ", "head"), (" ".join(text.split()), "plain")), soft_wrap=False,
                      no_wrap=False, overflow="fold")  # fmt: skip
    for note in told.notes:
        say(console, f"- {note}", "plain")
    if told.rows:
        rows = plain_table(*((name, "fold") for name in told.columns))
        for row in told.rows:
            rows.add_row(*row)
        console.print(rows)
    for source in told.sources:
        note = f" · {source.note}" if source.note else ""
        span = f"{source.first} to {source.last}, {source.rows:,} rows"
        say(console, f"source {source.dataset}: {source.what}, {span}{note}")
    say(console, " · ".join(f"{name} {number}" for name, number in told.versions))
