"""How a sentence is cut into words for the sentiment model, and seen from one entity in it.

The same code reads in training (scripts/train_sentiment.py) and in use, so the two cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from zlib import crc32

__all__ = ["TARGET", "Word", "features", "hashed", "stem", "words"]

TARGET = "<t>"
_TOKEN = re.compile(
    r"(?P<share>[+\-−]?\d[\d.,]*\s?(?:%|pct\b|pc\b|per\s?cent\b|percent\b))"
    r"|(?P<quarter>\b[QqHh][1-4]\b)"
    r"|(?P<number>[$€£₹]?\d[\d.,]*(?:[-/]\d[\d.,]*)*)"
    r"|(?P<word>[^\W\d_]+(?:['’`][^\W\d_]+)*)"
    r"|(?P<mark>[?!:;,\"“”]|\.(?=\s|$)|--|[–—])"
)
_SHAPES = {"share": "#%", "quarter": "q#", "number": "#"}
_CUTS = frozenset(
    "but while although though despite whereas however yet even as after on amid , ; : . – — --".split()
)


class Word(NamedTuple):
    """One word of the text: what the model reads (lower case, or a shape), and where it stands."""

    form: str
    start: int
    end: int


def words(text: str) -> tuple[Word, ...]:
    """The words of a sentence in order; numbers become `#`, shares `#%`, quarters `q#`."""
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "word"
        form = _SHAPES.get(kind) or match.group().lower().replace("’", "'").replace("`", "'")
        if kind == "share" and match.group()[0] in "+-−":
            form = "+#%" if match.group()[0] == "+" else "-#%"
        found.append(Word(form.removesuffix("'s"), match.start(), match.end()))
    return tuple(found)


def stem(form: str) -> str:
    """A word without its commonest endings: rises, rising and rise meet; wrong at times, cheap always."""
    for ending in ("ing", "ies", "ied", "ed", "es", "s", "ly", "e"):
        if form.endswith(ending) and len(form) - len(ending) >= 3:
            return form[: -len(ending)]
    return form
