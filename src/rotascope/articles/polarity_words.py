"""How a sentence is cut into words for the sentiment model, and seen from one entity in it.

The same code reads in training (scripts/train_sentiment.py) and in use, so the two cannot differ.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

__all__ = [
    "OTHER",
    "TARGET",
    "Names",
    "View",
    "Word",
    "hashed",
    "stem",
    "view",
    "words",
]

TARGET, OTHER = "<t>", "<o>"
_TOKEN = re.compile(
    r"(?P<share>[+\-−]?\d[\d.,]*\s?(?:%|pct\b|pc\b|per\s?cent\b|percent\b))"
    r"|(?P<quarter>\b[QqHh][1-4]\b)"
    r"|(?P<number>[$€£₹]?\d[\d.,]*(?:[-/]\d[\d.,]*)*)"
    r"|(?P<word>[^\W\d_]+(?:['’`][^\W\d_]+)*)"
    r"|(?P<mark>[?!:;,\"“”]|\.(?=\s|$)|--|[–—])"
)
_SHAPES = {"share": "#%", "quarter": "q#", "number": "#"}


class Word(NamedTuple):
    """One word of the text: what the model reads (lower case, or a shape), and where it stands."""

    form: str
    start: int
    end: int


class Names(NamedTuple):
    """Hashes of words seen mostly inside names (`names`) and mostly outside (`plain`)."""

    names: frozenset[int]
    plain: frozenset[int]


class View(NamedTuple):
    """A sentence seen from one entity: its place taken by TARGET, other names by OTHER.

    `at` is the place of TARGET in `forms`, -1 where the sentence is seen as a whole; `entity` holds the
    entity's own words; `places` says which word of the text each form came from (its first, for names).
    """

    forms: tuple[str, ...]
    at: int
    entity: tuple[str, ...]
    places: tuple[int, ...]


@lru_cache(maxsize=64)  # asked once for each of the names that a sentence holds
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
    """A word without its commonest endings: rises, rising and rise meet; crude, the same always."""
    for ending in ("ing", "ies", "ied", "ed", "es", "s", "ly", "e"):
        if form.endswith(ending) and len(form) - len(ending) >= 3:
            return form[: -len(ending)]
    return form


def hashed(feature: str) -> int:
    """CRC-32 of a feature's text: the same on every machine, unlike Python's own hash."""
    return crc32(feature.encode())


def _is_name(text: str, word: Word, first: bool, names: Names) -> bool:
    """Whether a word belongs to some name: learned, or capitalised inside the sentence and not plain."""
    if not text[word.start].isalpha():
        return False
    key = hashed(word.form)
    if key in names.names:
        return True
    return text[word.start].isupper() and not first and key not in names.plain


def view(text: str, found: tuple[Word, ...], span: tuple[int, int] | None, names: Names) -> View:
    """The sentence as seen from the entity at `span` (characters), or as a whole where it is None."""
    forms: list[str] = []
    places: list[int] = []
    entity: list[str] = []
    at = -1
    for i, word in enumerate(found):
        if span is not None and word.start < span[1] and word.end > span[0]:
            entity.append(word.form)
            if at >= 0:
                continue
            at, form = len(forms), TARGET
        else:
            form = OTHER if _is_name(text, word, i == 0, names) else word.form
            if form == OTHER and forms and forms[-1] == OTHER:
                continue
        forms.append(form)
        places.append(i)
    return View(tuple(forms), at, tuple(entity), tuple(places))
