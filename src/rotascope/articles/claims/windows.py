"""What span of time a sentence speaks of: `year to date`, `over ten years`, `in 2022`, `since 2015`.

Windows that look back only; a horizon ("the next 12 months") belongs to a forecast.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

__all__ = ["COUNTS", "SAME", "Window", "horizon", "windows"]

SAME: Final = "same"
"""The window of the claim before: "over the same period"."""

COUNTS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(COUNTS)})"
_MONTH = r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?|may"
_SPAN = r"(?P<span>years?|months?|weeks?|days?|yr|y|mo|m)\b"
_PAST = r"(?:past|last|trailing|previous|prior|preceding|recent)"


@dataclass(frozen=True, slots=True)
class Window:
    """A span as claims name it (ytd, 1y, 10y, 2022, since:2015-06), where it stands in the text."""

    start: int
    end: int
    name: str


def _number(text: str) -> int:
    return int(text) if text.isdigit() else COUNTS[text.lower()]


def _months(text: str) -> str:
    return f"{_MONTHS.index(next(m for m in _MONTHS if m.startswith(text[:3].lower()))) + 1:02}"


def _counted(match: re.Match[str]) -> str:
    count, letter = _number(match["count"]), match["span"].lower()[0]
    if letter == "m" and count % 12 == 0:
        return f"{count // 12}y"
    return f"{count}{letter}"


def _single(match: re.Match[str]) -> str:
    word = match["one"].lower()
    return {"y": "1y", "q": "3m", "m": "1m", "w": "1w", "d": "10y"}[word[0]]


_ENDED = re.compile(r"\b(?:end|close) of\b", re.IGNORECASE)


def _since(match: re.Match[str]) -> str:
    year, month, day = match["year"], match["month"], match["day"] or match["day2"]
    if not month:
        # What is counted from the end of a year is counted over the next one.
        ended = year and _ENDED.search(match.group())
        return f"since:{int(year) + 1 if ended else year}"
    name = f"since:{year or '-'}-{_months(month)}"
    return f"{name}-{int(day):02}" if day and year else name


def _stretch(match: re.Match[str]) -> str:
    first, last = _months(match["month"]), _months(match["month2"])
    end = monthrange(int(match["year2"]), int(last))[1]
    return f"{match['year'] or match['year2']}-{first}-01:{match['year2']}-{last}-{end}"


def _one_day(match: re.Match[str]) -> str:
    """A day with its year is a window of that session alone; "" for a day that no calendar has."""
    year, month, day = int(match["year"]), _months(match["month"]), int(match["day"])
    if not 1 <= day <= monthrange(year, int(month))[1]:
        return ""
    return ":".join([f"{year}-{month}-{day:02}"] * 2)


def _fixed(name: str) -> Callable[[re.Match[str]], str]:
    return lambda match: name


def _part(match: re.Match[str]) -> str:
    numbers = {"first": 1, "second": 2, "third": 3, "fourth": 4}
    count = match["nth"] or ""
    number = int(count) if count.isdigit() else numbers.get(count.lower(), 1)
    return (
        f"{match['year']}{'H' if (match['unit'] or 'q').lower().startswith('h') else 'Q'}{number}"
    )


_PATTERNS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = tuple(
    (re.compile(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (
            r"\byear[- ]to[- ]date\b|\bytd\b|\bso far (?:this year|in 20\d\d)\b|\bthis year\b"
            r"|\bsince (?:the )?(?:start|beginning) of (?:the|this) year\b|\bsince january 1\b",
            _fixed("ytd"),
        ),
        (r"\bmonth[- ]to[- ]date\b|\bmtd\b|\bso far this month\b|\bthis month\b", _fixed("mtd")),
        (
            r"\b(?:over|in|during|for) (?:the|that) same (?:period|span|stretch|time)\b",
            _fixed(SAME),
        ),
        (
            r"\bsince (?:the )?(?:(?:start|beginning|end|middle|close) of |early[- ]|late[- ]"
            rf"|mid[- ])?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? )?(?:(?P<month>{_MONTH})\b,?"
            r"(?: (?P<day2>\d{1,2})(?:st|nd|rd|th)?\b,?)?(?: of)?)?"
            r" ?(?P<year>(?:19|20)\d\d\b)?(?<=[\w.])(?<!since)(?<!the)",
            _since,
        ),
        (
            rf"\b(?:between|from) (?P<month>{_MONTH})(?: (?P<year>(?:19|20)\d\d))?"
            rf" (?:and|to|through|until) (?P<month2>{_MONTH}) (?P<year2>(?:19|20)\d\d)\b",
            _stretch,
        ),
        (
            r"\b(?:between|from) (?P<year>(?:19|20)\d\d) (?:and|to|through|until)"
            r" (?P<year2>(?:19|20)\d\d)\b",
            lambda match: f"{match['year']}-01-01:{match['year2']}-12-31",
        ),
        (
            rf"\b(?:in|during|for|throughout) (?P<month>{_MONTH})\b,?(?: (?P<year>20\d\d))?\b",
            lambda match: f"{match['year'] or '-'}-{_months(match['month'])}",
        ),
        (r"\bsince the pandemic\b", _fixed("since:2020")),
        (
            r"\b(?P<nth>first|second|third|fourth)[- ](?P<unit>quarter"
            r"|half)(?: of)? (?P<year>20\d\d)\b",
            _part,
        ),
        (r"\b(?P<unit>[qh])(?P<nth>[1-4]) ?(?P<year>20\d\d)\b", _part),
        (
            rf"\b(?:{_PAST}|over|in|for|during)(?: the)?(?: {_PAST})? {_COUNT}[- ]{_SPAN}",
            _counted,
        ),
        (
            rf"(?<![-\u2013])\b{_COUNT}[- ]?{_SPAN}(?=[- ](?:\w{{1,12}} )?(?:performance|return"
            rf"|gain"
            r"|loss|advance|rise|decline|total|price|change|stretch|run|period|horizon|rally"
            r"|trailing))",
            _counted,
        ),
        (r"(?<!the )\blast (?:calendar )?year\b(?! to)", _fixed("last")),
        (rf"\b{_PAST} (?:calendar )?(?P<one>year|quarter|month|week|decade)\b", _single),
        (r"\b(?:in|for|during) the (?:year|quarter|month|week)\b(?! of| to)", _fixed(SAME)),
        (
            r"\b(?:over|in|during) (?:a|the|one) (?P<one>year|quarter|month|week|decade)\b(?! of)",
            _single,
        ),
        (r"\b(?P<one>year|quarter|month|week)[- ]over[- ](?:year|quarter|month|week)\b", _single),
        (r"\bfrom (?:a|one) (?P<one>year|month|week) (?:ago|earlier)\b", _single),
        (r"\b(?P<one>year)[- ](?:earlier|ago)\b", _single),
        (r"\b(?P<one>decade)[- ]long\b", _single),
        (
            r"\b(?:on the day|today|intraday|in (?:today|yesterday)['\u2019]s session)\b"
            r"|\bon (?:mon|tues|wednes|thurs|fri)day\b|\byesterday\b",
            _fixed("1d"),
        ),
        (
            rf"\bon (?:\w{{3,6}}day,? )?(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?"
            r" (?P<year>(?:19|20)\d\d)\b",
            _one_day,
        ),
        (r"\bthis week\b", _fixed("1w")),
        (
            r"\b(?:in|during|for|calendar(?: year)?|throughout|full[- ]year|all of)"
            r" (?P<year>(?:19|20)\d\d)\b(?! (?:(?:and|to|through) (?:19|20)\d\d"
            r"|holdings|names|stocks|companies))|[(;,.] ?(?P<year2>(?:19|20)\d\d):"
            r"|^(?P<year3>(?:19|20)\d\d):",
            lambda match: match["year"] or match["year2"] or match["year3"],
        ),
        (r"\b(?P<year>(?:19|20)\d\d)['\u2019]s\b", lambda match: match["year"]),
    )
)
_RATE = re.compile(r"^[- ]{0,2}(?:treasury|yield|note|bond|rate|bill|high|low)", re.IGNORECASE)
_HORIZON = re.compile(
    r"\b(?:next|coming|over|across|for|within|in)(?: the)?(?: next| coming)? ?"
    r"(?P<low>\d{1,3})(?:[-\u2013](?P<high>\d{1,3}))?[- ](?P<span>year|month|week|day)s?\b",
    re.IGNORECASE,
)


def _resolved(name: str, published: date | None) -> str:
    """`since:--09`: the last September before the publication; as it is where that is not known."""
    if published is None:
        return {"last": "1y"}.get(name, "" if name.startswith("--") else name)
    if name == "last":
        return str(published.year - 1)
    if "--" not in name[:8]:
        return name
    month = int(name[-2:])
    year = published.year - (month > published.month)
    return name.replace("--", f"{year}-")


def windows(text: str, published: date | None = None) -> tuple[Window, ...]:
    """The look-back windows of one sentence in order, overlapping ones once (the longest wins).

    A month without a year is the last one before `published`; with no date it stays `since:--09`.
    """
    found: list[Window] = []
    for pattern, name in _PATTERNS:
        for match in pattern.finditer(text):
            if _RATE.search(text[match.end() : match.end() + 12]) or _ahead(text, match):
                continue
            if all(match.end() <= w.start or w.end <= match.start() for w in found):
                found.append(Window(match.start(), match.end(), _resolved(name(match), published)))
    return tuple(sorted((w for w in found if w.name), key=lambda window: window.start))


def _ahead(text: str, match: re.Match[str]) -> bool:
    printed = match.group().lower()
    if printed.startswith("for ") and "span" in match.re.groupindex:
        # "for 3-12 months" and "for 12 months" look forward unless the past is named.
        return re.search(_PAST, printed) is None
    before = text[max(0, match.start() - 24) : match.start()]
    return "next" in printed or re.search(r"\b(?:next|coming|upcoming) $", before, re.I) is not None


def horizon(text: str) -> str:
    """The span ahead a sentence names ("over the next 6-12 months" is `6-12 months`), "" if none."""
    match = _HORIZON.search(text)
    if match is None or re.search(_PAST, match.group(), re.IGNORECASE):
        return ""
    span = match["low"] + (f"-{match['high']}" if match["high"] else "")
    return f"{span} {match['span'].lower()}s"
