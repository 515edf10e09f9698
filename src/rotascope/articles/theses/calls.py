"""Trade ideas and upgrades: a side taken without an if, and over which span."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rotascope.articles.claims.windows import COUNTS
from rotascope.articles.theses.sides import Side, pair_in, side_of, within
from rotascope.terms.articles import Article, Mention

__all__ = ["MOST_SESSIONS", "PLAIN_SESSIONS", "Call", "calls", "sessions_of", "year_of"]

PLAIN_SESSIONS = 126
"""Half a year, where an article names no span of its own."""
MOST_SESSIONS = 756
LONGEST = 1_500
SESSIONS = {"day": 1, "week": 5, "month": 21, "quarter": 63, "year": 252}
_CALL = re.compile(
    r"\b(?:overweight|go long|(?:long|short) (?-i:[A-Z]{2,5})|prefer(?:ring|s|red)?|upgraded?"
    r"|favou?r(?:s|ing|ed)?|highest-conviction|rotation trade|pair trades?|more prudent|top pick)\b",
    re.I,
)
_SPAN = re.compile(
    r"\b(?P<low>\d{1,2})\s?[\u2010-\u2015-]\s?(?P<high>\d{1,2})[\s-](?P<unit>day|week|month|quarter|year)s?\b"
    r"|\b(?:next|coming|over) (?:the )?(?:next )?(?P<n>\d{1,2}|two|three|five|six|nine|twelve)"
    r"[\s\u2011-](?P<one>day|week|month|quarter|year)s?\b"
    r"|\bnext (?P<single>week|month|quarter|year)\b",
    re.I,
)
_YEAR = re.compile(
    r"\b(?P<how>in|during|throughout|over|for|by|through|until|into)\s(?:all of |the end of |the year )?"
    r"(?P<year>20\d\d)\b",
    re.I,
)
_INSIDE = frozenset(("in", "during", "throughout", "over", "for"))
_PAST = re.compile(r"\b(?:past|last|recent|trailing|previous|over ten|performance)\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Call:
    """A sentence that takes a side: which, on which pair, and where it stands."""

    side: Side
    pair: str
    sentence: int
    start: int
    end: int
    text: str


def calls(article: Article, mentions: Sequence[Mention]) -> Iterator[Call]:
    """Every sentence that advises a side, in the order of the text."""
    for number, one in enumerate(article.sentences):
        if one.kind in ("table", "title", "heading"):
            continue
        match = _CALL.search(one.text[:LONGEST])
        if match is None:
            continue
        start = one.start + match.start()
        end = one.start + len(one.text)
        side = side_of(one.text[match.start() :], start, mentions)
        # "X may be the more prudent one": what stands last before the advice is what is advised.
        side = side or side_of(
            *_last_named(one.text[: match.start()], one.start, mentions), mentions
        )
        if side is not None:
            pair = pair_in(one.start, end, mentions)
            yield Call(side, pair, number, one.start, end, one.text)


def _last_named(text: str, start: int, mentions: Sequence[Mention]) -> tuple[str, int]:
    """The text from its last name on, and where that begins; nothing of it where none is named."""
    named = [m.start for m in within(mentions, start, start + len(text))]
    at = max(named, default=start + len(text))
    return text[at - start :], at


def sessions_of(text: str) -> tuple[int, str] | None:
    """(sessions, the words) of the first span ahead that a text names; of a range its upper end.

    "3-12 months", "next 12 months", "next quarter"; a recent or past span is none. None without one.
    """
    for match in _SPAN.finditer(text[:LONGEST]):
        if _PAST.search(text[max(match.start() - 14, 0) : match.start()]):
            continue
        if match["single"]:
            return SESSIONS[match["single"].lower()], match.group()
        number = match["high"] or match["n"]
        unit = match["unit"] or match["one"]
        count = COUNTS.get(number.lower()) or int(number)
        return min(max(count, 1) * SESSIONS[unit.lower()], MOST_SESSIONS), match.group()
    return None


def year_of(text: str, opened: date) -> tuple[date, date, str] | None:
    """(first day, last day, the words) of the year that a text names as the one ahead; None if none.

    "in 2023" begins with that year, "through 2023" with the opening; a year that is over is none.
    """
    for match in _YEAR.finditer(text[:LONGEST]):
        year = int(match["year"])
        if year < opened.year:
            continue
        inside = match["how"].lower() in _INSIDE
        first = max(date(year, 1, 1), opened) if inside else opened
        return first, date(year, 12, 31), match.group()
    return None
