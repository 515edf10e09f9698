"""One sentence as the claim rules see it: its numbers, windows and names, and who is near whom.

Places count characters of the sentence; `build` turns them into places of the article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
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
    "bare",
    "build",
    "nearest_window",
    "own_windows",
    "read",
    "symbols",
]

_BREAK = re.compile(
    r"[;:\u2014()]|, |\u2013 |\b(?:while|whereas|but|versus|vs|compared|against|although|though"
    r"|and)\b",
    re.IGNORECASE,
)
_INDEX = re.compile(r"\b[Tt]he index\b(?=,? [\"\u201c]?(?:is|was|has|had|rose|fell|gained|lost))")
_BEST = r"(?:lowest|highest|best|worst|biggest|largest|strongest|weakest|steepest|sharpest|longest)"
_SUPERLATIVE = re.compile(rf"\b(?:{_BEST}|first)\b[^,;.]{{0,40}}$", re.IGNORECASE)
_ASIDE = re.compile(
    rf", (?:its|their|the|a) {_BEST}\b[^,;.]{{0,40}}$"
    r"|\b(?:peak|trough|highs?|lows?|bottom) (?:set |reached |hit )?$",
    re.IGNORECASE,
)
_HEAVY = re.compile(r"-(?:heavy|centric|focused|laden|led|driven|rich|weighted|oriented)\b")
_BREAK_COSTS: Final = 30
_BEHIND_COSTS: Final = 15
_UNITS: Final[dict[Measure, Unit]] = {
    "holdings_count": "count", "rank": "count", "flow": "usd", "valuation": "ratio",
    "return_multiple": "ratio",
}  # fmt: skip
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
    places = tuple(
        Place(m.symbol, m.kind, m.start - sentence.start, m.end - sentence.start)
        for m in sorted(mentions, key=lambda m: (m.start, -m.end))
    )
    names = tuple(p for n, p in enumerate(places) if not _modifies(text, p, places[n + 1 :]))
    names += _the_index(text, names, spoken)
    published = article.published.day
    numbers = tuple(
        quantity
        for quantity in quantities(text)
        if not any(name.start <= quantity.at < name.end for name in places)
    )
    spans = tuple(_same(windows(text, published), carried))
    return Reading(
        article.id, index, sentence.start, text, names, numbers, spans, carried, published
    )


def _modifies(text: str, place: Place, after: tuple[Place, ...]) -> bool:
    """Whether a group only describes what follows: "tech-heavy Nasdaq", "the small-cap Russell 2000"."""
    if place.kind != "group" or place.named:
        return False
    if _HEAVY.match(text[place.end : place.end + 12]):
        return True
    following = after[0] if after else None
    return following is not None and following.named and text[place.end : following.start] == " "


def _the_index(text: str, names: tuple[Place, ...], spoken: str | None) -> tuple[Place, ...]:
    """What "the index" means where the sentence names none: the one spoken of last."""
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
    first, last = min(left, right), max(left, right)
    starts, ends = _breaks(reading.text)
    inside = bisect_right(ends, last) - bisect_left(starts, first)
    return len(reading.between(first, last)) + _BREAK_COSTS * max(inside, 0)


@lru_cache(maxsize=64)  # asked for every number and every name of a sentence
def _breaks(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where the breaks of a sentence's clauses begin, and where they end."""
    found = [match.span() for match in _BREAK.finditer(text)]
    return tuple(start for start, _ in found), tuple(end for _, end in found)


def bare(reading: Reading, start: int, end: int) -> str:
    """The words between two places without the names among them."""
    text = reading.text[start:end]
    for place in reversed(reading.names):
        if start <= place.start and place.end <= end:
            text = f"{text[: place.start - start]} {text[place.end - start :]}"
    return text


def own_windows(reading: Reading) -> list[Window]:
    """The windows of the sentence that are not the reach of a superlative ("best since November")."""
    return [window for window in reading.windows if not _reach(reading, window)]


def _reach(reading: Reading, window: Window) -> bool:
    before = reading.text[max(0, window.start - 56) : window.start]
    since = window.name.startswith("since") and _SUPERLATIVE.search(before)
    return bool(since or _ASIDE.search(before))


def nearest_window(reading: Reading, start: int, end: int, *, every: bool = False) -> str:
    """The window a number at [start, end) speaks of, "" if the sentence names none.

    `every`: that of a superlative too, for the claim that holds the superlative.
    """
    found = list(reading.windows) if every else own_windows(reading)
    if not found:
        return ""
    return min(found, key=lambda window: _distance(reading, window, start, end)).name


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
    window: str = "",
    against: Sequence[str] = (),
    detail: Sequence[tuple[str, str]] = (),
) -> Claim:
    """A claim of this sentence. `number` gives value, range, op, tolerance and digits.

    Without one `op` stands alone: > and < are a direction (value 0), others have no value.
    """
    start, end = min(span), max(span)
    value = 0.0 if op in (">", "<") else None
    claim = Claim(
        id="", kind=kind, subject=tuple(subject), measure=measure, op=op, value=value,
        unit=_unit(measure, number),
        window=window, quote=reading.text[start : min(end, start + _MOST)],
        start=reading.offset + start, end=reading.offset + end, sentence=reading.index,
        against=tuple(against), speaker=reading.speaker, detail=tuple(detail),
    )  # fmt: skip
    if number is not None:
        claim = replace(
            claim, op=number.op, value=number.value,
            high=number.high, tolerance=number.tolerance, digits=number.digits,
        )  # fmt: skip
    return replace(claim, id=_id(reading.article, claim))


def _unit(measure: Measure, number: Quantity | None) -> Unit:
    """What a claim of this measure is counted in; levels and shares of members as they are printed."""
    if measure in ("level", "threshold", "beat_count"):
        if number is None or number.unit in ("fraction", "bp"):
            return "fraction"
        return "count" if measure == "beat_count" else "index"
    if measure == "extreme" and number is None:
        return "index"  # a record is of the level itself
    return _UNITS.get(measure, "fraction")


def _id(article: str, claim: Claim) -> str:
    """The same claim at the same place of the same text has the same id."""
    parts = (
        article, claim.start, claim.end, claim.measure, claim.subject, claim.against, claim.window,
        claim.value, claim.high, claim.detail,
    )  # fmt: skip
    return sha256(repr(parts).encode()).hexdigest()[:12]
