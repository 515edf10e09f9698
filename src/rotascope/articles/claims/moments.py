"""What a sentence says of its figures besides: the day they are of, and whether dividends count."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

__all__ = ["as_of", "basis", "day_behind"]

_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_WORD = rf"(?:{'|'.join(_MONTHS)})[a-z]{{0,6}}"
_AS_OF = re.compile(
    r"(?:^On|\b(?:as of|as at|at the (?:close|end) (?:of|on)|at (?:year[- ])?end(?: of)?|through"
    r"|by the end of))"
    r" (?:the )?(?:close (?:of|on) |end of |market close (?:of|on) )?(?:\w{3,6}day,? )?(?:"
    r"(?P<iso>\d{4}-\d\d-\d\d)\b"
    rf"|(?P<m1>{_WORD})\.? (?P<d1>\d{{1,2}})\b(?:,? (?P<y1>\d{{4}}))?"
    rf"|(?P<d2>\d{{1,2}}) (?P<m2>{_WORD})\.?(?: (?P<y2>\d{{4}}))?"
    rf"|(?P<m3>{_WORD})\.? (?P<y3>\d{{4}})|(?P<y4>(?:19|20)\d\d)\b)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"^ (?:points )?on (?:\w{{3,6}}day,? )?(?P<m1>{_WORD})\.? (?P<d1>\d{{1,2}}),?"
    r" (?P<y1>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\btotal[- ]returns?\b|\b(?:including|with|after) (?:reinvested )?dividends\b"
    r"|\bdividends (?:re)?invested\b|\bdividends included\b",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"\bprice[- ](?:only|return|basis)\b|\b(?:excluding|before|without|ex) dividends\b"
    r"|\bon a price basis\b",
    re.IGNORECASE,
)


def as_of(text: str, published: date | None = None) -> date | None:
    """The day a sentence says its figures are of ("as of 30 June 2025"); None if it names none.

    A month or a year alone is its last day. A day without a year is the last such day by `published`,
    None where that is not known; so is a day that no calendar has, or one after the publication.
    """
    found = _AS_OF.search(text)
    day = _day(found, published) if found else None
    return None if day and published and day > published else day


def day_behind(text: str) -> date | None:
    """The day with its year right behind a figure: " on March 16, 2020"; None if there is none."""
    found = _BEHIND.match(text)
    return _made(int(found["y1"]), _month(found["m1"]), int(found["d1"])) if found else None


def _day(found: re.Match[str], published: date | None) -> date | None:
    if found["iso"]:
        return _made(*(int(part) for part in found["iso"].split("-")))
    if found["y4"]:
        return date(int(found["y4"]), 12, 31)
    month = _month(found["m1"] or found["m2"] or found["m3"])
    if found["y3"]:
        return _made(int(found["y3"]), month, monthrange(int(found["y3"]), month)[1])
    number, year = int(found["d1"] or found["d2"]), found["y1"] or found["y2"]
    if year:
        return _made(int(year), month, number)
    if published is None:
        return None
    day = _made(published.year, month, number)
    return day if day and day <= published else _made(published.year - 1, month, number)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _made(year: int, month: int, day: int) -> date | None:
    known = 1800 <= year <= 2200 and 1 <= month <= 12
    return date(year, month, day) if known and 1 <= day <= monthrange(year, month)[1] else None


def basis(text: str) -> str:
    """`total return` or `price` where the sentence says so, else ""."""
    if _TOTAL.search(text):
        return "total return"
    return "price" if _PRICE.search(text) else ""
