"""Tickers in a text: $IWM, (NYSE: T), (GOOGL), NVDA/MAGS - and words that only look like one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from rotascope.articles.names_book import KIND_OF, Book, Token
from rotascope.catalog import Catalog, normal
from rotascope.terms.articles import MentionKind

__all__ = ["Ticker", "bracketed", "meaning", "shouted", "tickers"]

_CASH = re.compile(r"(?<![\w$])\$([A-Za-z]{1,5}(?:[.-][A-Za-z])?)(?![\w$])")
_BARE = re.compile(r"(?<![\w$.&])\^?[A-Z][A-Z0-9]{0,5}(?:[./-][A-Z])?(?![\w&])")
_VENUES = r"NYSE|NASDAQ|NasdaqGS|Nasdaq|NYSEARCA|NYSE Arca|ARCA|AMEX|BATS|CBOE|Cboe|LSE|TSX"
_VENUE = re.compile(rf"(?:{_VENUES})[ ]?:[ ]?([A-Z]{{1,5}}(?:[.-][A-Z])?)(?![\w])")
_BRACKET = re.compile(
    rf"\.?[ ]?\((?:(?:{_VENUES})[ ]?:[ ]?)?\$?([A-Z][A-Z0-9]{{0,5}}(?:[.-][A-Z])?)(?:[ ]ETF)?\)"
)
LIST_MARKS = frozenset(("/", ",", "and", "or", ", and", ", or"))
WIDEST_LIST_MARK = 6
SHOUTED = 0.7
FEWEST_SHOUTED = 3
PASSES = 3


@dataclass(frozen=True, slots=True)
class Ticker:
    """A ticker in a sentence. `sure`: its form says so ($, an exchange); else context must decide."""

    symbol: str
    kind: MentionKind
    start: int
    end: int
    sure: bool
    everyday: bool = False


def shouted(words: Iterable[Token], catalog: Catalog, known: Book) -> bool:
    """Whether a sentence is set in capitals, where a ticker cannot be told from a word.

    Tickers themselves do not count: a list of them is no shout.
    """
    said = [
        word.text for word in words
        if word.text.isalpha() and len(word.text) > 1
        and (word.text in known.everyday or meaning(word.text, None, catalog, known) is None)
    ]  # fmt: skip
    return len(said) >= FEWEST_SHOUTED and sum(map(str.isupper, said)) > SHOUTED * len(said)


def meaning(
    ticker: str, day: date | None, catalog: Catalog, known: Book
) -> tuple[str, MentionKind] | None:
    """Symbol and kind that `ticker` means on `day` (today's, if None); None if nothing lists it then.

    META before 2022 was another fund: then the answer is that fund's symbol of today.
    """
    found = catalog.lookup(ticker) if day is None else catalog.find(ticker, day)
    if found is not None and found.kind in KIND_OF:
        return found.symbol, KIND_OF[found.kind]
    if catalog.lookup(ticker) is not None:
        return None
    return known.tickers.get(normal(ticker))


def bracketed(text: str, end: int) -> tuple[str, int] | None:
    """The ticker in brackets right behind `end` and where its bracket closes: `Apple Inc. (AAPL)`."""
    found = _BRACKET.match(text, end)
    return (found.group(1), found.end()) if found else None


def _sure(text: str, day: date | None, catalog: Catalog, known: Book) -> Iterator[Ticker]:
    for pattern in (_CASH, _VENUE):
        for match in pattern.finditer(text):
            ticker = match.group(1).upper()
            symbol, kind = meaning(ticker, day, catalog, known) or (ticker, "company")
            start = match.start() if pattern is _CASH else match.start(1)
            yield Ticker(symbol, kind, start, match.end(), True)


def _bare(text: str, day: date | None, catalog: Catalog, known: Book) -> Iterator[Ticker]:
    for match in _BARE.finditer(text):
        written, end = match.group(), match.end()
        found = meaning(written, day, catalog, known)
        if found is None and "/" in written:  # two lines as a ratio, not a class of one
            written, end = written[:-2], end - 2
            found = meaning(written, day, catalog, known)
        if found is not None:
            usual = written in known.everyday or written in known.uncertain
            yield Ticker(*found, match.start(), end, not usual, written in known.everyday)


def _beside(text: str, one: Ticker, sure: list[Ticker], starts: list[int]) -> bool:
    """Whether a ticker stands in a list with a sure one: `IT, NVDA` or `META/GOOGL`."""
    at = bisect_left(starts, one.start)
    near = [(other, one) for other in sure[max(0, at - 1) : at]]
    near += [(one, other) for other in sure[at : at + 1]]
    return any(
        right.start - left.end <= WIDEST_LIST_MARK
        and text[left.end : right.start].strip() in LIST_MARKS
        for left, right in near
    )


def tickers(
    text: str, day: date | None, catalog: Catalog, known: Book, hinted: bool, loud: bool = False
) -> tuple[Ticker, ...]:
    """The tickers of one sentence in order; in a sentence set in capitals only $IWM and (NYSE: T).

    `hinted`: it speaks of shares; `loud`: it is set in capitals. A doubtful ticker comes back with
    `sure` False; an everyday word (IT, ALL) only if it stands in a list with a sure one.
    """
    sure = list(_sure(text, day, catalog, known))
    if loud:
        return tuple(sorted(sure, key=_place))
    bare = list(_bare(text, day, catalog, known))
    sure = sorted([*sure, *(t for t in bare if t.sure)], key=_place)
    doubtful = [replace(t, sure=hinted and not t.everyday) for t in bare if not t.sure]
    for _ in range(PASSES):  # V, MA and AXP: each is vouched for by its neighbour
        starts = [t.start for t in sure]
        vouched = [t for t in doubtful if t.sure or _beside(text, t, sure, starts)]
        if not vouched:
            break
        named = {t.start for t in vouched}
        doubtful = [t for t in doubtful if t.start not in named]
        sure = sorted([*sure, *(replace(t, sure=True) for t in vouched)], key=_place)
    return tuple(sorted([*sure, *(t for t in doubtful if not t.everyday)], key=_place))


def _place(ticker: Ticker) -> tuple[int, int]:
    return ticker.start, -ticker.end
