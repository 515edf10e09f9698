"""How a sentence is seen to say something: classes of words, near one another, and who turns them.

A class ("small", "rates_down") is a list of phrases: `cut*` is a beginning, `..` up to three words in
between. A frame holds when one phrase of each of its classes stands within a few words of the others.
Hyphens, case and punctuation do not matter.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

__all__ = ["Classes", "Frame", "Said", "Spans", "classes_of", "clause", "normal", "said"]

LONGEST = 1_500
"""Characters of one sentence that are looked at: what is longer is no sentence."""
FEWEST = 3
"""Blanks in a clause that can stand alone; a shorter one is quoted with its sentence."""
TURNED = 4
"""Words before a phrase in which a "not" turns it."""
_MARKS = re.compile(r"[^\w%&]+")
_WORDS = re.compile(r"[\w%&]+")
_CUTS = re.compile(r"[,;:()\[\]\u2014\u201c\u201d]")
_NOT = (
    "not no never hardly nor without cannot didn don doesn isn aren won wouldn couldn rarely neither"
    " unlikely fail fails failed"
)
_NEGATORS = frozenset(_NOT.split())
Span = tuple[int, int]
Classes = Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to take a side: classes that stand within `near` words, in order if `ordered`.

    `without`: classes that may not stand in the sentence. `turn`: the class that a "not" shortly
    before it turns into the other side, or into `turned`.
    """

    pole: int
    classes: tuple[str, ...]
    axis: str = ""
    near: int = 22
    ordered: bool = False
    without: tuple[str, ...] = ()
    turn: str = ""
    turned: int | None = None

    @property
    def other(self) -> int:
        """The side a "not" turns it to: the opposite one unless the frame says."""
        return -self.pole if self.turned is None else self.turned


@dataclass(frozen=True, slots=True)
class Said:
    """A frame found in a sentence: the side after a "not", and the words it spans, [first, last)."""

    frame: Frame
    pole: int
    first: int
    last: int

    @property
    def width(self) -> int:
        """Words from the first phrase to the last."""
        return self.last - self.first


def normal(text: str) -> str:
    """The text as words in lower case between single blanks, one at each end."""
    return f" {_MARKS.sub(' ', text[:LONGEST].lower()).strip()} "


def clause(text: str, first: int, last: int, most: int) -> str:
    """The sentence's own text of words [first, last), out to its commas, `most` characters at most."""
    held = [word.span() for word in _WORDS.finditer(text[:LONGEST])]
    if not 0 <= first < last <= len(held):
        return text[:most]
    start, end = held[first][0], held[last - 1][1]
    before, after = _CUTS.split(text[:start])[-1], _CUTS.split(text[end:])[0]
    if len(before) + end - start <= most:
        start -= len(before)
    if end - start + len(after) <= most:
        end += len(after)
    said = " ".join(text[start:end].split())
    return (said if said.count(" ") >= FEWEST else " ".join(text.split()))[:most]


def classes_of(words: Mapping[str, Iterable[str]]) -> dict[str, re.Pattern[str]]:
    """Each class of phrases as one pattern over `normal` text."""
    return {name: re.compile(_any_of(phrases)) for name, phrases in words.items()}


def _any_of(phrases: Iterable[str]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return f"(?<= )(?:{'|'.join(_pattern(phrase) for phrase in longest_first)})(?= )"


def _pattern(phrase: str) -> str:
    # Every repetition is bounded: the text may be made to make a pattern slow.
    words = normal(phrase.replace("..", " 0gap0 ").replace("*", "0any0")).split()
    joined = " ".join(words).replace(" 0gap0 ", r"(?: \w{1,30}){0,3} ")
    return joined.replace("0any0", r"\w{0,14}")


class Spans:
    """Where phrases of each class stand in one `normal` sentence; a class is looked for when asked."""

    def __init__(self, text: str, classes: Classes) -> None:
        self._text, self._classes = text, classes
        self._starts = [place for place, letter in enumerate(text) if letter == " "]
        self._found: dict[str, list[Span]] = {}
        self.words = text.split()

    def of(self, name: str) -> list[Span]:
        """The class's places, counted in words: (first, after the last)."""
        if name not in self._found:
            hits = [hit.span() for hit in self._classes[name].finditer(self._text)]
            starts = self._starts
            self._found[name] = [
                (bisect_left(starts, a - 1), bisect_left(starts, b)) for a, b in hits
            ]
        return self._found[name]

    def some(self, name: str) -> bool:
        """Whether a phrase of the class stands there at all."""
        return bool(self.of(name))


def said(frame: Frame, spans: Spans) -> Said | None:
    """The frame in a sentence, or None."""
    if not all(map(spans.some, frame.classes)) or any(map(spans.some, frame.without)):
        return None
    group = _in_order(frame, spans) if frame.ordered else _closest(frame, spans)
    if group is None:
        return None
    if _width(group) > frame.near:
        return None
    pole = frame.pole
    if frame.turn and _turned(group[frame.classes.index(frame.turn)], spans.words):
        pole = frame.other
    return Said(frame, pole, min(a for a, _ in group), max(b for _, b in group))


def _in_order(frame: Frame, spans: Spans) -> list[Span] | None:
    """One phrase of each class, each after the one before; from the start that makes them closest."""
    chains = []
    for first in spans.of(frame.classes[0]):
        group = [first]
        for name in frame.classes[1:]:
            after = next((span for span in spans.of(name) if span[0] >= group[-1][1]), None)
            if after is None:
                break
            group.append(after)
        if len(group) == len(frame.classes):
            chains.append(group)
    return min(chains, key=lambda group: group[-1][1] - group[0][0], default=None)


def _closest(frame: Frame, spans: Spans) -> list[Span] | None:
    """One phrase of each class, as near as can be to one phrase of any of them; none used twice."""
    groups = []
    for anchor in chain.from_iterable(map(spans.of, frame.classes)):
        group: list[Span] = []
        for name in frame.classes:
            free = [span for span in spans.of(name) if span not in group]
            if not free:
                break
            group.append(min(free, key=lambda span: abs(span[0] - anchor[0])))
        if len(group) == len(frame.classes):
            groups.append(group)
    return min(groups, key=_width, default=None)


def _width(group: list[Span]) -> int:
    return max(end for _, end in group) - min(start for start, _ in group)


def _turned(span: Span, words: list[str]) -> bool:
    return any(word in _NEGATORS for word in words[max(span[0] - TURNED, 0) : span[0]])
