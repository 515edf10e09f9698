"""What a sync did, would do, or found when it looked, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rotascope.surfaces.layout import inked, plain_table, roomy, say

if TYPE_CHECKING:
    from rich.console import Console

    from rotascope.ingest.probe import Outlook, Probe
    from rotascope.ingest.sync_report import SyncReport
    from rotascope.terms import SourceAge

__all__ = ["age_text", "last_text", "print_ages", "print_outlook", "print_probe", "print_sync"]

STATUS = {"current": "up to date", "partly": "in part", "failed": "failed", "unset": "not set up",
          "idle": "idle"}  # fmt: skip
PROBED = {"ok": "ok", "failed": "failed", "unset": "not set up", "untried": "not tried"}
ISSUES_SHOWN = 10


def print_sync(console: Console, told: SyncReport) -> None:
    """One row a source, why some were not asked, the first held rows, and the sum."""
    table = plain_table(
        ("source", ""), ("", ""), ("answers", "right"), ("rows new", "right"), ("held", "right"),
        ("last success", ""), ("age", "right"),
    )  # fmt: skip
    for one in told.sources:
        answers = f"{one.fetched + one.good:,} of {one.planned:,}" if one.planned else ""
        counts = (f"{n:,}" if n else "" for n in (one.accepted, one.quarantined))
        table.add_row(one.source, STATUS[one.status], answers, *counts, last_text(one.last_good),
                      age_text(one.age_sessions))  # fmt: skip
    console.print(roomy(table))
    for one in told.sources:
        if one.status == "unset":
            say(console, f"{one.source}: {one.sentence}")
    for issue in [i for i in told.issues if i.severity != "flag"][:ISSUES_SHOWN]:
        where = f"{issue.check} {issue.source}, row {issue.row} ({issue.key})"
        say(console, f"{where}: expected {issue.expected}, found {issue.observed}", "warn")
    say(console, f"{told.sentence} Up to session {told.until}.", "head")


def last_text(moment: str) -> str:
    """'2026-06-12 21:30 UTC', or 'never'."""
    return f"{moment[:10]} {moment[11:16]} UTC" if moment else "never"


def age_text(sessions: int | None) -> str:
    """Sessions as digits; '' where there is no age."""
    return "" if sessions is None else f"{sessions:,}"


def print_ages(console: Console, sources: Sequence[SourceAge]) -> None:
    """One row a network source that was ever asked; nothing if none was."""
    if not sources:
        return
    table = plain_table(
        ("source", "cut"), ("last success", "fold"), ("age", "right"), ("requests", "right"),
        ("failing", "right"), ("last failure", "fold"),
    )  # fmt: skip
    for one in sources:
        failure = f"{last_text(one.failed_at)}: {one.failure}" if one.failing else ""
        failing = f"{one.failing:,}" if one.failing else ""
        table.add_row(one.source, last_text(one.last_good), age_text(one.age_sessions),
                      f"{one.requests:,}", failing, failure)  # fmt: skip
    console.print(roomy(table))


def print_outlook(console: Console, told: Sequence[Outlook]) -> None:
    """Every address that would be asked for, in the order of a sync."""
    for one in told:
        say(console, f"{one.source}: {one.title}: {one.sentence}", "head")
        for request in one.requests:
            said = "fetch" if request.due else f"good, of {last_text(request.last_good)}"
            line = inked((f"  {request.name}  {said}  {request.url}", "plain"))
            console.print(line, soft_wrap=True)  # an address is to be copied: one line, any length
    due = sum(request.due for one in told for request in one.requests)
    say(console, f"{due:,} to fetch; answers may name more. Nothing was asked and nothing changed.")


def print_probe(console: Console, one: Probe) -> None:
    """One line a source."""
    ink = "warn" if one.status == "failed" else "plain"
    asked = f" {one.request}" if one.request else ""
    line = inked((f"{one.source}{asked}: {PROBED[one.status]}, {one.sentence}", ink))
    console.print(line, soft_wrap=True)
