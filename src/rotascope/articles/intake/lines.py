"""What each line of a text is: a heading, an item, a row of a table, or prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

__all__ = ["MARKERS", "SECTIONS", "Line", "LineKind", "heading_like", "lines_of", "row_like"]

LineKind = Literal["title", "heading", "body", "item", "table"]
SECTIONS = (
    "key takeaways", "key points", "takeaways", "related insights", "references", "sources",
    "footnotes", "bottom line", "the bottom line", "conclusion", "summary", "highlights",
)  # fmt: skip
MARKERS = re.compile(r"(?:[-*\u2022\u2023\u25aa\u25cf\u25e6\u00b7] |\d{1,2}[.)] |\(\d{1,2}\) )")
HASHES = re.compile(r"#{1,6} ")
# "Nvidia Corp. (NVDA)36.80%34.94%": a bracket or a letter with a number glued to it, up to the end.
GLUED = re.compile(
    r"[\w)][ ]?[-+\u2212]?\d[\d.,]{0,14} ?%[ ]?(?:[-+\u2212]?\d[\d.,]{0,14} ?%[ ]?){0,9}$"
)
PERCENT = re.compile(r"\d ?%")
MOST_WORDS, MOST, WIDEST_ROW = 14, 110, 1_000


@dataclass(frozen=True, slots=True)
class Line:
    """`text[start:end]` without its marker (-, 1., ##); `section` the heading above, small letters."""

    start: int
    end: int
    kind: LineKind
    section: str = ""


def lines_of(text: str, title: str = "") -> tuple[Line, ...]:
    """Every line that is not empty, in order. The first line that is the title is kind "title"."""
    spans = _spans(text)
    rows = _rows(text, spans)
    made: list[Line] = []
    section, titled = "", not title
    kind: LineKind
    for place, (start, end) in enumerate(spans):
        said = text[start:end]
        if not titled and said == title:
            kind, marker, titled = "title", 0, True
        else:
            kind, marker = ("table", 0) if place in rows else _kind(said)
        if kind == "heading":
            section = said[marker:].strip(":").casefold()
        made.append(Line(start + marker, end, kind, section if kind != "heading" else ""))
    return tuple(made)


def _kind(said: str) -> tuple[LineKind, int]:
    """(what a line is, characters of its marker)."""
    marker = HASHES.match(said)
    if marker or heading_like(said):
        return "heading", marker.end() if marker else 0
    marker = MARKERS.match(said)
    return ("item", marker.end()) if marker else ("body", 0)


def _spans(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def _rows(text: str, spans: list[tuple[int, int]]) -> set[int]:
    """Lines that are rows; the heading-like line straight before two rows is their header."""
    rows = {place for place, (start, end) in enumerate(spans) if row_like(text[start:end])}
    for place in sorted(rows):
        above = place - 1
        if above >= 0 and above not in rows and place + 1 in rows:
            (start, end), (below, _) = spans[above], spans[place]
            said = text[start:end]
            if below - end == 1 and len(said) <= MOST and not said.endswith((".", ":", "!", "?")):
                rows.add(above)
    return rows


def row_like(line: str) -> bool:
    """Whether a line is a row of a table: cells between bars, or figures glued to a name."""
    barred = line.count("|") >= 2 or (line.startswith("|") and line.endswith("|") and len(line) > 1)
    if barred and len(line) <= WIDEST_ROW:
        return True
    if len(line) > MOST or not (line.endswith("%") and PERCENT.search(line)):
        return False
    found = GLUED.search(line)
    # "rose 12%" ends like a row: a row has no sentence before its figures, or a second figure.
    if found is None:
        return False
    several = len(PERCENT.findall(line)) >= 2 and len(line[: found.start()].split()) <= 8
    return several or line[found.start()] == ")"


def heading_like(line: str) -> bool:
    """A short line that begins large and does not end like a sentence; a short question is one too."""
    said = line.strip()
    words = said.split()
    if not words or len(words) > MOST_WORDS or len(said) > MOST:
        return False
    if said.casefold().strip(":") in SECTIONS:
        return True
    if MARKERS.match(said) or not (
        said[0].isupper() or said[0].isdigit() or said[0] in "\u201c\"'$"
    ):
        return False
    if said.endswith("?"):
        return len(words) <= 8
    return said[-1] not in '.,;:!\u2026"\u201d%' and any(char.isalpha() for char in said)
