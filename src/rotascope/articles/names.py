"""Who and what an article speaks of: every name in it, linked to a line, a basket, a group or a series.

Words are looked up in a table of phrases, sentence by sentence, the longest first; a ticker in brackets
behind a name belongs to it. Methods 17.3: capitals and context decide where a name is also a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from rotascope.articles.names_book import Book, Phrase, Token, book, gap, tokens
from rotascope.articles.names_tickers import bracketed, meaning, shouted, tickers
from rotascope.catalog import Catalog
from rotascope.terms.articles import Article, Mention, MentionKind, Sentence

__all__ = ["mentions"]

LONGEST_NAME = 6
LONGEST_PHRASE = 12
SIZES = frozenset(("small", "mid", "large", "mega"))
FUND_WORDS = frozenset(("etf", "fund", "trust"))
SAID_WITHIN = 2


@dataclass(frozen=True, slots=True)
class _Hit:
    """A name in one sentence, before doubtful ones are weighed against the whole article."""

    symbol: str
    kind: MentionKind
    start: int
    end: int
    sure: bool


@dataclass(frozen=True, slots=True)
class _Scene:
    """One sentence as the search reads it."""

    text: str
    words: tuple[Token, ...]
    day: date | None
    known: Book
    catalog: Catalog
    hinted: bool
    loud: bool


def mentions(article: Article, catalog: Catalog) -> tuple[Mention, ...]:
    """Every name of the article, in the order of the text; none overlaps another.

    A name that is also a word (META, Target) counts if its sentence speaks of shares, or if the
    article names it beyond doubt elsewhere. A ticker means what it meant on the day of publication.
    """
    day, known = article.published.day, book(catalog)
    found = [
        (number, sentence, hit)
        for number, sentence in enumerate(article.sentences)
        for hit in _hits(_scene(article.text, sentence, day, known, catalog))
    ]
    certain = {hit.symbol for _, _, hit in found if hit.sure}
    issuers = {catalog.issuer(symbol) for symbol in certain}
    return tuple(
        Mention(hit.symbol, hit.kind, sentence.start + hit.start, sentence.start + hit.end, number)
        for number, sentence, hit in found
        if hit.sure or hit.symbol in certain or catalog.issuer(hit.symbol) in issuers
    )


def _scene(
    text: str, sentence: Sentence, day: date | None, known: Book, catalog: Catalog
) -> _Scene:
    own = text[sentence.start : sentence.end]
    words = tokens(own)
    hinted = any(word.low in known.hints for word in words)
    return _Scene(own, words, day, known, catalog, hinted, shouted(words, catalog, known))


def _hits(scene: _Scene) -> list[_Hit]:
    """Names of one sentence: the longer of two that overlap, the earlier of two as long."""
    named = list(_phrases(scene))
    listed = [
        _Hit(t.symbol, t.kind, t.start, t.end, t.sure)
        for t in tickers(
            scene.text, scene.day, scene.catalog, scene.known, scene.hinted, scene.loud
        )
    ]
    # Apple, Microsoft and Meta: a sure company of the sentence vouches for a doubtful one.
    if any(hit.sure and hit.kind == "company" for hit in named):
        named = [replace(hit, sure=hit.sure or hit.kind == "company") for hit in named]
    kept: list[_Hit] = []
    for hit in sorted(
        [*named, *listed, *_unlisted(scene)],
        key=lambda h: (h.start, -(h.end - h.start), not h.sure),
    ):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _phrases(scene: _Scene) -> Iterator[_Hit]:
    """Names written in words, left to right, the longest at each place."""
    at = 0
    while at < len(scene.words):
        phrase = _longest(scene, at)
        if phrase is None:
            yield from _shared(scene, at)
            at += 1
            continue
        last = at + len(phrase.words) - 1
        if _meant(scene, phrase, at, last):
            hit, last = _whole(scene, phrase, at, last)
            yield hit
        at = last + 1


def _shared(scene: _Scene, at: int) -> Iterator[_Hit]:
    """`Small- and mid-caps`: the first of two sizes that share one word."""
    size, *behind = scene.words[at : at + 4]
    said = [word.low for word in behind]
    if size.low not in SIZES or len(said) < 3 or said[1] not in SIZES:
        return
    if said[0] in ("and", "or", "to") and said[2] in ("cap", "caps"):
        yield _Hit(f"{size.low} caps", "group", size.start, size.end, True)


def _longest(scene: _Scene, at: int) -> Phrase | None:
    node, ended = scene.known.phrases, []
    for word in scene.words[at : at + LONGEST_PHRASE]:
        below = node.under.get(word.low)
        if below is None:
            break
        node = below
        ended += node.ends
    for phrase in reversed(ended):
        if phrase.means_on(scene.day) and _fits(scene, phrase, at):
            return phrase
    return None


def _fits(scene: _Scene, phrase: Phrase, at: int) -> bool:
    run = scene.words[at : at + len(phrase.words)]
    if not all(_same(own, word.text) for own, word in zip(phrase.words, run, strict=True)):
        return False
    if scene.loud and len(run) == 1 and phrase.words[0].isupper():
        return False
    joins = (gap(scene.text, a, b) for a, b in pairwise(run))
    return all(own == join for own, join in zip(phrase.gaps, joins, strict=True))


def _same(own: str, word: str) -> bool:
    """A small letter fits any, a capital only a capital, a word in capitals only itself."""
    if own.isupper() and len(own) > 1:
        return own == word
    return own.lower() == word.lower() and (own[0].islower() or not word[0].islower())


def _meant(scene: _Scene, phrase: Phrase, at: int, last: int) -> bool:
    """No word beside the name makes it something else (Apple pie, non-Mag 7)."""
    words, known = scene.words, scene.known
    behind = words[last + 1].low if last + 1 < len(words) else ""
    before = words[at - 1].low if at else ""
    return not any(
        behind in known.not_before.get(key, ()) or before in known.not_after.get(key, ())
        for key in (phrase.symbol, phrase.written)
    )


def _whole(scene: _Scene, phrase: Phrase, at: int, last: int) -> tuple[_Hit, int]:
    """The name with Inc., Class A and its own ticker in brackets; the last word it takes."""
    words, full = scene.words, last
    if phrase.kind == "company":
        while full + 1 < len(words) and _suffix(scene, words[full], words[full + 1]):
            full += 1
    sure = full > last or phrase.written not in scene.known.uncertain or scene.hinted
    hit = _Hit(phrase.symbol, phrase.kind, words[at].start, words[full].end, sure)
    hit = _with_ticker(scene, hit)
    if hit.symbol in scene.known.brokers and _speaks(scene, at, full):
        hit = replace(hit, symbol=phrase.written, kind="organisation")
    while full + 1 < len(words) and words[full + 1].end <= hit.end:
        full += 1
    return hit, full


def _suffix(scene: _Scene, left: Token, right: Token) -> bool:
    if right.low not in scene.known.suffixes or not right.text[0].isupper():
        return False
    if len(right.text) == 1:
        return left.low == "class"
    between = scene.text[left.end : right.start]
    return between in (" ", ". ", ", ")


def _with_ticker(scene: _Scene, hit: _Hit) -> _Hit:
    """A bracket behind the name that holds a line of the same issuer belongs to the name."""
    found = bracketed(scene.text, hit.end)
    if found is None or hit.kind not in ("company", "fund"):
        return hit
    ticker, end = found
    symbol, _ = meaning(ticker, scene.day, scene.catalog, scene.known) or (ticker, hit.kind)
    issuer = scene.catalog.issuer
    if symbol == hit.symbol or issuer(symbol) == issuer(hit.symbol):
        return replace(hit, symbol=symbol, end=end, sure=True)
    return hit


def _speaks(scene: _Scene, at: int, last: int) -> bool:
    """Whether a bank is named as who says something, not as a share."""
    behind = scene.words[last + 1 : last + 1 + SAID_WITHIN]
    before = [word.low for word in scene.words[max(0, at - SAID_WITHIN) : at]]
    return any(word.low in scene.known.sayers for word in behind) or before == ["according", "to"]


def _unlisted(scene: _Scene) -> Iterator[_Hit]:
    """`Foo Industries Inc. (FOO)`: a company or fund that no table lists, known by its own bracket."""
    for number, word in enumerate(scene.words):
        low = word.low
        if low not in FUND_WORDS and (low not in scene.known.suffixes or len(low) == 1):
            continue
        found = bracketed(scene.text, word.end)
        if found is None or not word.text[0].isupper():
            continue
        first = number
        while first and number - first < LONGEST_NAME and _capital(scene, first):
            first -= 1
        first += scene.words[first].low == "the"
        ticker, end = found
        kind: MentionKind = "fund" if low in FUND_WORDS else "company"
        symbol, kind = meaning(ticker, scene.day, scene.catalog, scene.known) or (ticker, kind)
        yield _Hit(symbol, kind, scene.words[first].start, end, True)


def _capital(scene: _Scene, at: int) -> bool:
    """Whether the word before `at` is part of the same capitalised name."""
    left, right = scene.words[at - 1], scene.words[at]
    return not left.text[0].islower() and scene.text[left.end : right.start] in (
        " ",
        "-",
        "&",
        " & ",
    )
