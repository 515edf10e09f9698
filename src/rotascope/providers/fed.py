"""The Federal Reserve's calendar page: meetings of the FOMC, past and to come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import polars as pl

from rotascope import sessions
from rotascope.errors import BadFile
from rotascope.net.body import Manners
from rotascope.providers.jobs import DatasetSpec, Job, reading
from rotascope.providers.plain import pieces
from rotascope.providers.requests import Needs, Request
from rotascope.registry import provider, source

__all__ = ["plan", "read_fed"]

HOST = "www.federalreserve.gov"
SPEC = DatasetSpec("fed", 5, "the FOMC's calendar as published; known when fetched", "in file")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
YEAR = re.compile(r"(\d{4})\s+FOMC\s+Meetings")
DAYS = re.compile(r"(\d{1,2})(?:\s*[-–/]\s*(\d{1,2}))?")
MEETING, VOTE = "FOMC meeting", "FOMC notation vote"
UNSET = "scheduled"
CELL = re.compile(r"fomc-meeting__(month|date)\b")
ENDS = {"heading": ("/h4", "div"), "month": ("/div", "div"), "date": ("/div", "div")}
MOST, LONGEST = 2_000, 500


@source(
    "fed",
    title="Federal Reserve: FOMC calendar",
    hosts=(HOST,),
    terms="a work of the US government: free to use",
    order=10,
)
def plan(needs: Needs) -> tuple[Request, ...]:
    """The calendar page. Its dates are known from the session after `until`, when it is fetched."""
    known = sessions.shift(needs.until, 1)
    job = Job(SPEC, "events", Path(), "", reader="fed", known="in file",
              constants={"entity": "US"}, options={"known": known.isoformat()})  # fmt: skip
    url = f"https://{HOST}/monetarypolicy/fomccalendars.htm"
    # Once a week is enough: dates stand for a year and more.
    return (Request("fomccalendars", url, (job,), Manners(per_minute=10, seconds=20),
                    begins=(b"<",), every=5),)  # fmt: skip


@provider("fed")
def read_fed(path: Path, **options: Any) -> pl.DataFrame:
    """Meetings: date (the last day), kind, note, known_at, from the calendar page.

    note: scheduled, scheduled with projections, unscheduled, cancelled. A vote by circulation is of a
    kind of its own. Option `known`: the day the page was fetched; a meeting is known from then or from
    its own day, whichever is first (one nobody announced never before its day). Without the option a
    meeting is known on its own day.
    """
    with reading(path.name, "FOMC calendar page"):
        page = path.read_bytes().decode("utf-8", errors="replace")
        fetched = date.fromisoformat(options["known"]) if options.get("known") else None
        rows = [_row(year, month, days, fetched) for year, month, days in _meetings(page)]
    if not rows:
        raise BadFile(f"{path.name}: no meetings found", "a page with 'YYYY FOMC Meetings'",
                      "fetch it again; if it stays, the page has changed")  # fmt: skip
    schema = {"date": pl.String, "kind": pl.String, "note": pl.String, "known_at": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row").with_row_index("row", offset=1)


def _meetings(page: str) -> list[tuple[int, str, str]]:
    """(year, month, days) as printed, in the page's order."""
    found: list[tuple[int, str, str]] = []
    year, month = 0, ""
    for cell, text in _cells(page):
        if cell == "heading":
            told = YEAR.search(text)
            year = int(told[1]) if told else 0
        elif cell == "month":
            month = text
        elif year and month:
            found.append((year, month, text))
    return found[:MOST]


def _cells(page: str) -> Iterator[tuple[str, str]]:
    """Headings, and the cells of a meeting's month and days, with their text; nothing else matters."""
    cell, said = "", ""
    for before, name, attributes in pieces(page):
        said += before if cell and len(said) < LONGEST else ""
        if name in ENDS.get(cell, ()):
            yield cell, " ".join(unescape(said).split())
            cell = ""
        if name == "h4":
            cell, said = "heading", ""
        elif name == "div" and (opened := CELL.search(attributes)):
            cell, said = opened[1], ""


def _row(year: int, month: str, days: str, fetched: date | None) -> tuple[str, str, str, str]:
    day = _last_day(year, month, days)
    if day is None:
        # Kept as printed, so that the gate holds it with its own words.
        return f"{month} {days} {year}"[:80], MEETING, "", ""
    words = days.lower()
    kind = VOTE if "notation" in words else MEETING
    note = next((w for w in ("cancelled", "unscheduled") if w[:6] in words), UNSET)
    note += " with projections" if note == UNSET and "*" in days else ""
    note = "without a meeting" if kind == VOTE else note
    foreseen = note != "unscheduled" and kind == MEETING and fetched is not None
    known = min(day, fetched) if foreseen and fetched else day
    return day.isoformat(), kind, note, known.isoformat()


def _last_day(year: int, month: str, days: str) -> date | None:
    """'Apr/May' and '30-1' in 2024 end on 2024-05-01; 'Dec/Jan' ends in the next year."""
    names = [MONTHS.index(m[:3].lower()) + 1 for m in month.split("/") if m[:3].lower() in MONTHS]
    found = DAYS.search(days)
    if not names or found is None:
        return None
    last = names[-1] if found[2] else names[0]
    try:
        return date(year + (last < names[0]), last, int(found[2] or found[1]))
    except ValueError:
        return None
