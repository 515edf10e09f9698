"""When an article was published, and how that is known; what nobody says stays undated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from rotascope.terms.articles import Publication

__all__ = ["NEW_YORK", "date_line", "dateline", "parts", "publication", "relative_line", "said_day"]

NEW_YORK = ZoneInfo("America/New_York")
MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"), 1
    )
    for name in names.split()
}  # fmt: skip
NAMED = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY = re.compile(
    rf"\b(?:(?P<m1>{NAMED})\.? (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y1>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?P<m2>{NAMED})\.?,? (?P<y2>\d{{4}})"
    rf"|(?P<y4>\d{{4}}), (?P<m4>{NAMED})\.? (?P<d4>\d{{1,2}})"
    r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2}))(?!\d)",
    re.IGNORECASE,
)
SLASHED = re.compile(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b")
APART = re.compile(r" ?[|\u00b7\u2022] ?| [-\u2013\u2014] ")
DATELINE = re.compile(
    rf"[A-Z][A-Z .,']{{2,40}}[,\u2013\u2014-]? ?((?:{NAMED})\.? \d{{1,2}},? \d{{4}})"
    r"(?: ?\([\w .]{2,30}\))? ?[-\u2013\u2014:]",
    re.IGNORECASE,
)
RELATIVE = re.compile(
    r"(?:(?:published|posted|updated|last updated) ?:? ?)?(?P<n>\d{1,4}|an?|one) ?"
    r"(?P<unit>min(?:ute)?s?|m|hours?|hrs?|h|days?|d|weeks?|w) ago\.?",
    re.IGNORECASE,
)
DAYWORDS = re.compile(r"(?:(?:published|posted|updated) ?:? ?)?(?P<word>today|yesterday|just now)\.?",
                      re.IGNORECASE)  # fmt: skip
SECONDS = {"m": 60, "h": 3600, "d": 86_400, "w": 604_800}
SAID = re.compile(r"\b(?:published|posted|updated|last updated|date|dated|as of)\b", re.IGNORECASE)
SENTENCE = re.compile(r"[a-z\d]{3}[.!?](?:\s|$)")
FIRST_LINES, LONGEST, EARLIEST = 14, 120, 1900
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def publication(
    text: str,
    dates: Iterable[tuple[str, str]] = (),
    published: date | None = None,
    fetched: datetime | None = None,
) -> Publication:
    """The day in New York, from the surest source that names one.

    The user, then the page's metadata, then a line of its own near the top of the text, then "11 hours
    ago" counted from `fetched`. A day after `fetched` is no publication. `text`: with its bylines.
    """
    if published is not None:
        return Publication(published, "given")
    notes = []
    latest = fetched.astimezone(NEW_YORK).date() if fetched else None
    for name, value in dates:
        day = said_day(value)
        if day is not None and (latest is None or day <= latest):
            return Publication(day, "metadata", name)
        notes.append(f"{name} '{value[:40]}' is no day it can have been published on")
    for line in _near_the_top(text):
        day = dateline(line) or date_line(line)
        if day is not None and (latest is None or day <= latest):
            return Publication(day, "text", line[:LONGEST])
        found = _relative(line, fetched)
        if found is not None:
            return found
        if SLASHED.search(line) and len(line) <= 40:
            notes.append(f"'{line}' may be read two ways")
    return Publication(None, "undated", "; ".join(notes))


def _near_the_top(text: str) -> list[str]:
    """Parts of the short lines above, and the first words of the first long one."""
    lines = [line.strip("*_# ") for line in text.split("\n", 4 * FIRST_LINES)[: 4 * FIRST_LINES]]
    lines = [line for line in lines if line][:FIRST_LINES]
    long = next((line[:LONGEST] for line in lines if len(line) > LONGEST), "")
    told = [part for line in lines if len(line) <= LONGEST for part in parts(line)]
    return [*told, *([long] if dateline(long) else [])]


def parts(line: str) -> tuple[str, ...]:
    """The parts of a line between bars, dots and dashes that stand alone: 'By X | 9 June 2026'."""
    return tuple(part.strip() for part in APART.split(line) if part.strip())


def dateline(line: str) -> date | None:
    """The day of 'NEW YORK, June 9, 2026 (Wire) - ...' at the start of an article's first sentence."""
    found = DATELINE.match(line)
    return said_day(found[1]) if found else None


def date_line(line: str) -> date | None:
    """The day of a line that is there to say it: little else stands on it, or it says 'published'."""
    found = DAY.search(line)
    if found is None or len(line) > LONGEST:
        return None
    rest = line[: found.start()] + line[found.end() :]
    alone = len(rest.split()) <= 6 and not SENTENCE.search(rest)
    return _day(found) if alone or SAID.search(rest) else None


def relative_line(line: str) -> bool:
    """Whether a line is nothing but "11 hours ago", "yesterday" or the like."""
    said = line.strip()
    return bool(RELATIVE.fullmatch(said) or DAYWORDS.fullmatch(said))


def said_day(value: str) -> date | None:
    """The day in New York of an ISO moment, or of a written date; None for what is neither.

    A moment without an hour, or at midnight UTC, is the name of a day.
    """
    said = value.strip()[:40]
    if ISO.match(said):
        try:
            moment = datetime.fromisoformat(said)
        except ValueError:
            return _written(said)
        named = moment.tzinfo is None or (moment.hour, moment.minute, moment.second) == (0, 0, 0)
        return moment.date() if named else moment.astimezone(NEW_YORK).date()
    return _written(said)


def _written(said: str) -> date | None:
    found = DAY.search(said)
    return _day(found) if found else None


def _day(found: re.Match[str]) -> date | None:
    for form in "1234":
        if found[f"y{form}"]:
            month = found[f"m{form}"]
            number = MONTHS.get(month.casefold()) or int(month) if month else 0
            try:
                day = date(int(found[f"y{form}"]), number, int(found[f"d{form}"]))
            except ValueError:
                return None
            return day if day.year >= EARLIEST else None
    return None


def _relative(line: str, fetched: datetime | None) -> Publication | None:
    """What "11 hours ago" means; undated where nobody knows when the page was fetched."""
    said = line.strip()
    counted, word = RELATIVE.fullmatch(said), DAYWORDS.fullmatch(said)
    if counted is None and word is None:
        return None
    if fetched is None:
        return Publication(None, "undated", f"'{said}' counts from a moment that is not known")
    ago = timedelta()
    if counted is not None:
        number = int(counted["n"]) if counted["n"].isdecimal() else 1
        ago = timedelta(seconds=number * SECONDS[counted["unit"][0].lower()])
    elif word is not None and word["word"].casefold() == "yesterday":
        ago = timedelta(days=1)
    moment = fetched.astimezone(UTC) - ago
    return Publication(
        moment.astimezone(NEW_YORK).date(), "relative", f"'{said}' before {fetched:%Y-%m-%d %H:%M}"
    )
