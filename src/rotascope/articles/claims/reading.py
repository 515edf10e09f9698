"""One sentence as the claim rules see it: its numbers, windows and names, and who is near whom.

Places count characters of the sentence; `build` turns them into places of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Final

from rotascope.articles.claims.numbers import Quantity, quantities
from rotascope.articles.claims.windows import SAME, Window, windows
from rotascope.terms.articles import (
    AUTHOR,
    Article,
    Claim,
    ClaimKind,
    ClaimOp,
    Measure,
    Mention,
    MentionKind,
    Speaker,
)
from rotascope.terms.words import Unit

__all__ = [
    "Place",
    "Reading",
    "apart",
    "build",
    "nearest_window",
    "read",
    "symbols",
]

_BREAK = re.compile(
    r"[;:\u2014()]|, |\u2013 |\b(?:while|whereas|but|versus|vs|compared|against|although|though|and)\b",
    re.IGNORECASE,
)
_INDEX = re.compile(r"\b[Tt]he index\b(?=,? [\"\u201c]?(?:is|was|has|had|rose|fell|gained|lost))")
_BREAK_COSTS: Final = 30
_BEHIND_COSTS: Final = 15
_MOST: Final = 400  # characters of a quote


@dataclass(frozen=True, slots=True)
class Place:
    """A name in the sentence: what it means and where it stands."""

    symbol: str
    kind: MentionKind
    start: int
    end: int

    @property
    def named(self) -> bool:
        """Whether it is a line, an index or a basket, not a group in plain words."""
        return self.symbol != self.symbol.lower() and self.kind != "organisation"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence holds; `carried` is the window that the claims before it spoke of."""

    article: str
    index: int
    offset: int
    text: str
    names: tuple[Place, ...]
    numbers: tuple[Quantity, ...]
    windows: tuple[Window, ...]
    carried: str = ""
    published: date | None = None
    speaker: Speaker = AUTHOR

    def between(self, start: int, end: int) -> str:
        """The words between two places, whatever their order."""
        return self.text[min(start, end) : max(start, end)]


def read(
    article: Article,
    index: int,
    mentions: Iterable[Mention],
    carried: str = "",
    spoken: str | None = None,
) -> Reading:
    """The sentence `index` with the mentions that stand in it; numbers inside names are no numbers.

    `spoken`: the index last named before, which "the index" then means.
    """
    sentence = article.sentences[index]
    text = article.text[sentence.start : sentence.end]
    names = tuple(
        Place(m.symbol, m.kind, m.start - sentence.start, m.end - sentence.start)
        for m in sorted(mentions, key=lambda m: (m.start, -m.end))
    )
    names += _the_index(text, names, spoken)
    published = article.published.day
    numbers = tuple(
        quantity
        for quantity in quantities(text)
        if not any(name.start <= quantity.at < name.end for name in names)
    )
    spans = tuple(_same(windows(text, published), carried))
    return Reading(
        article.id, index, sentence.start, text, names, numbers, spans, carried, published
    )


def _the_index(text: str, names: tuple[Place, ...], spoken: str | None) -> tuple[Place, ...]:
    """ "The index", where the sentence names no other before it, is the one spoken of last."""
    match = _INDEX.search(text)
    if match is None or spoken is None or any(name.kind == "index" for name in names):
        return ()
    return (Place(spoken, "index", match.start(), match.end()),)


def _same(found: tuple[Window, ...], carried: str) -> Iterable[Window]:
    """`over the same period` is the window named first in the sentence, else the one before it."""
    first = next((window.name for window in found if window.name != SAME), carried)
    return (replace(window, name=first) if window.name == SAME else window for window in found)


def apart(reading: Reading, left: int, right: int) -> int:
    """How far two places are: characters, and 30 for every break of the clause between them."""
    words = reading.between(left, right)
    return len(words) + _BREAK_COSTS * len(_BREAK.findall(words))


def nearest_window(reading: Reading, start: int, end: int) -> str:
    """The window a number at [start, end) speaks of, "" if the sentence names none."""
    if not reading.windows:
        return ""
    return min(reading.windows, key=lambda window: _distance(reading, window, start, end)).name


def _distance(reading: Reading, window: Window, start: int, end: int) -> int:
    if window.end <= start:
        return apart(reading, window.end, start) + _BEHIND_COSTS
    return apart(reading, end, window.start)


def symbols(places: Iterable[Place]) -> tuple[str, ...]:
    """The symbols of some names, each once, in order."""
    return tuple(dict.fromkeys(place.symbol for place in places))


def build(
    reading: Reading,
    span: tuple[int, int],
    kind: ClaimKind,
    measure: Measure,
    subject: Sequence[str],
    number: Quantity | None = None,
    *,
    op: ClaimOp = "=",
    value: float | None = None,
    unit: Unit = "fraction",
    window: str = "",
    against: Sequence[str] = (),
    detail: Sequence[tuple[str, str]] = (),
) -> Claim:
    """A claim of this sentence. `number` gives value, range, op, tolerance and digits; without one
    they are `op` and `value`, and no digits.
    """
    start, end = span
    claim = Claim(
        id="", kind=kind, subject=tuple(subject), measure=measure, op=op, value=value, unit=unit,
        window=window, quote=reading.text[start : min(end, start + _MOST)],
        start=reading.offset + start, end=reading.offset + end, sentence=reading.index,
        against=tuple(against), speaker=reading.speaker, detail=tuple(detail),
    )  # fmt: skip
    if number is not None:
        claim = replace(
            claim, op=number.op, value=number.value if value is None else value,
            high=number.high, tolerance=number.tolerance, digits=number.digits,
        )  # fmt: skip
    return replace(claim, id=_id(reading.article, claim))


def _id(article: str, claim: Claim) -> str:
    """The same claim at the same place of the same text has the same id."""
    parts = (
        article, claim.start, claim.end, claim.measure, claim.subject, claim.against, claim.window,
        claim.value, claim.high, claim.detail,
    )  # fmt: skip
    return sha256(repr(parts).encode()).hexdigest()[:12]
