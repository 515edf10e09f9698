"""What stands above an article: its site's name, its title, who wrote it, when; told from its text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rotascope.articles.intake.lines import SECTIONS, heading_like, row_like
from rotascope.articles.intake.published import date_line, parts, relative_line

__all__ = ["Top", "top_of"]

FIRST_LINES, SHORT, LATEST = 30, 160, 4
BYLINE = re.compile(
    r"(?:written |story |words |reviewed |edited )?by:? (?!the |a |an |all |our |how |far )"
    r"(?P<name>[^\W\d].{1,78})",
    re.IGNORECASE,
)
STAFF = re.compile(
    r".{0,60}\b(?:team|staff|desk|editors?|newsroom|correspondent|reporter)", re.IGNORECASE
)
# "Jane Doe", "Jane Q. Doe, CFA", "Jane Doe @janedoe": only beside a line that is surely of the kind.
PERSON = re.compile(
    r"(?P<name>[A-Z][\w'\u2019-]{1,20}(?: [A-Z]\.)?(?: [A-Z][\w'\u2019-]{1,20}){1,2}(?:, [A-Z]{2,4})?)"
    r"(?: @\w{1,30})?"
)
ASIDE = re.compile(
    r"\d{1,3}[ -]min(?:ute)?s?(?: read)?|\d{1,2}:\d{2} ?(?:am|pm)?(?: [A-Z]{2,4})?|(?:last )?updated|"
    r"published|posted",
    re.IGNORECASE,
)
TRAIL = re.compile(r"[\w& ]{2,30}(?: ?[>\u203a\u00bb] ?[\w& ]{2,30}){1,6}")


@dataclass(frozen=True, slots=True)
class Top:
    """Source, title and author as far as lines above the first prose say them; "" where none does.

    `text` is the article with its title and without the other lines, which are in `taken`.
    """

    source: str
    title: str
    author: str
    taken: tuple[str, ...]
    text: str


def top_of(text: str, title: str = "") -> Top:
    """Take the site's name, bylines and times off the first lines; the title comes first, once.

    Only lines before the first prose count. "By", a desk's or a team's name, a date, "11 hours ago" or a
    path of links make a line one of these; a person's name does beside such a line.
    """
    lines = [_bare(line) for line in text.split("\n", FIRST_LINES)]
    head = _head(lines[:FIRST_LINES])
    taken = [place for place in head if _is_aside(lines[place])]
    people = [place for place in head if _is_person(lines, place, head, taken)]
    author = next((name for place in taken if (name := _author(lines[place]))), "")
    author = author or next((_name(lines[place]) for place in people), "")
    taken += people
    source = ""
    left = [place for place in head if place not in taken and _may_title(lines[place])]
    if not title and left:
        if len(left) > 1 and len(lines[left[0]].split()) <= 2 and left[1] - left[0] <= 3:
            source = lines[left[0]]
            taken.append(left.pop(0))
        first = lines[left[0]]
        title = first if len(first.split()) > 2 and left[0] - len(taken) <= LATEST else ""
    said = [n for n in head if n not in taken and lines[n].casefold() == title.casefold()]
    kept = "\n".join(line for n, line in enumerate(lines) if n not in (*taken, *said[:1])).strip()
    whole = f"{title}\n\n{kept}".strip() if title else kept
    return Top(source, title, author, tuple(lines[place] for place in sorted(taken)), whole)


def _bare(line: str) -> str:
    """A line without the marks of a pasted heading or of emphasis around all of it."""
    if line.startswith("#"):
        line = line.lstrip("#").strip()
    mark = line[:1]
    whole = len(line) > 2 and mark in "*_" and line.endswith(mark)
    return line.strip(mark).strip() if whole and mark else line


def _head(lines: list[str]) -> list[int]:
    found = []
    for place, line in enumerate(lines):
        said = line.strip()
        prose = len(said) > SHORT or said.endswith((".", "!", "\u2026"))
        if said and (prose or row_like(said) or _heads_a_table(lines[place + 1 : place + 3])):
            break
        found += [place] if said else []
    return found


def _heads_a_table(below: list[str]) -> bool:
    """Whether the two lines below are rows without bars: the line above names their columns."""
    return len(below) > 1 and all(row_like(line) and "|" not in line for line in below)


def _is_aside(line: str) -> bool:
    """A line all of whose parts are a byline, a date, a relative time, or what stands beside these."""
    if TRAIL.fullmatch(line):
        return True
    said = parts(line)
    sure = any(_says(part) for part in said)
    return sure and all(
        _says(part) or ASIDE.fullmatch(part) or len(part.split()) <= 3 for part in said
    )


def _says(part: str) -> bool:
    dated = date_line(part) is not None and len(part.split()) <= 9
    return bool(_author(part)) or relative_line(part) or dated or bool(_reading_time(part))


def _reading_time(part: str) -> bool:
    return bool(ASIDE.fullmatch(part)) and "min" in part.casefold()


def _is_person(lines: list[str], place: int, head: list[int], taken: list[int]) -> bool:
    """A name of two or three words next to a line that was taken, below one that can be the title."""
    if place in taken or not _name(lines[place]):
        return False
    above = [n for n in head if n < place and n not in taken and len(lines[n].split()) > 2]
    beside = head.index(place)
    return bool(above) and any(near in taken for near in head[max(beside - 1, 0) : beside + 2])


def _name(line: str) -> str:
    found = PERSON.fullmatch(line)
    return found["name"] if found else ""


def _may_title(line: str) -> bool:
    return heading_like(line) and line.casefold().strip(":") not in SECTIONS


def _author(line: str) -> str:
    """'Jane Doe' of 'By Jane Doe | 9 June 2026', 'X Editorial Team' of itself; "" for other lines."""
    for part in parts(line):
        found = BYLINE.fullmatch(part)
        if found and len(found["name"].split()) <= 8 and date_line(found["name"]) is None:
            return found["name"].strip(" ,")
        if STAFF.fullmatch(part) and len(part.split()) <= 6:
            return part
    return ""
