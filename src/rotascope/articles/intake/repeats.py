"""An article that a page holds twice is read once."""

from __future__ import annotations

from rotascope.articles.intake.lines import lines_of
from rotascope.articles.intake.sentences import split

__all__ = ["LEAST", "without_repeats"]

LEAST = 200
"""Characters that stand together twice before the second time is taken for a repeat."""


def without_repeats(text: str) -> tuple[str, int]:
    """(the text without what it says a second time in the same words, how many characters that was).

    A run of sentences is a repeat where it follows in the same order as before and has 200 characters
    or more: a figure or a refrain said twice stays. Blanks and capitals do not count.
    """
    spans = [
        (line.start + start, line.start + end)
        for line in lines_of(text)
        for start, end in split(text[line.start : line.end])
    ]
    words = ["".join(text[start:end].split()).casefold() for start, end in spans]
    again = _again(words)
    if not again:
        return text, 0
    kept, at, removed = [], 0, 0
    for low, high in again:
        start, end = spans[low][0], spans[high - 1][1]
        start = _line_start(text, start, at)
        kept.append(text[at:start])
        removed += end - start
        at = end
    return "".join([*kept, text[at:]]).strip(), removed


def _again(words: list[str]) -> list[tuple[int, int]]:
    """Ranges of sentences that repeat earlier ones, in order and apart from one another."""
    first: dict[str, int] = {}
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(words):
        source = first.setdefault(words[place], place)
        length = _run(words, source, place) if source < place else 0
        if sum(map(len, words[place : place + length])) < LEAST:
            place += 1
            continue
        back = 0
        # The run may have begun with a short line that stood elsewhere before.
        while back < source and words[place - back - 1] == words[source - back - 1]:
            if place - back - 1 <= (found[-1][1] - 1 if found else source + length - 1):
                break
            back += 1
        found.append((place - back, place + length))
        place += length
    return found


def _run(words: list[str], source: int, place: int) -> int:
    length = 0
    while (
        place + length < len(words)
        and source + length < place
        and words[place + length] == words[source + length]
    ):
        length += 1
    return length


def _line_start(text: str, start: int, least: int) -> int:
    """Back to the start of the line, so that a marker of the removed item does not stay behind."""
    begin = text.rfind("\n", least, start) + 1
    return begin if begin > least and len(text[begin:start]) <= 8 else start
