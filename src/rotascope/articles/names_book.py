"""The names an article may use, compiled once: phrases by their first word, tickers, words of context."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, NamedTuple

from rotascope.catalog import FAR_FUTURE, FAR_PAST, Catalog
from rotascope.terms.articles import MentionKind

__all__ = ["KIND_OF", "Book", "Node", "Phrase", "Token", "book", "gap", "tokens"]

_WORD = re.compile(r"[^\W_]+")
_JOINS = str.maketrans(
    {c: None for c in " \t\n\r\u00a0\u202f-\u2010\u2011\u2012\u2013"} | {"’": "'"}
)
WIDEST_GAP = 4
KIND_OF: dict[str, MentionKind] = {"stock": "company", "fund": "fund", "index": "index"}


class Token(NamedTuple):
    """One word or number of a sentence: `text[start:end]`, offsets in that sentence."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """Lower case, as phrases are looked up."""
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name as it may stand in a text: its words and what joins them, and the days it meant `symbol`."""

    symbol: str
    kind: MentionKind
    written: str
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    first: date = FAR_PAST
    last: date = FAR_FUTURE

    def means_on(self, day: date | None) -> bool:
        """Whether the name meant this on `day`; always, if the text has no day."""
        return day is None or self.first <= day <= self.last


class Node(NamedTuple):
    """One word in the tree of phrases: the words that may follow, and the phrases that end here."""

    under: dict[str, Node]
    ends: list[Phrase]


@dataclass(frozen=True, slots=True)
class Book:
    """Every phrase as a tree of words, unlisted tickers, and words of context."""

    phrases: Node
    tickers: dict[str, tuple[str, MentionKind]]
    everyday: frozenset[str]
    uncertain: frozenset[str]
    hints: frozenset[str]
    suffixes: frozenset[str]
    sayers: frozenset[str]
    brokers: frozenset[str]
    not_before: dict[str, frozenset[str]]
    not_after: dict[str, frozenset[str]]


def tokens(text: str) -> tuple[Token, ...]:
    """Words and numbers of `text`; linear in its length."""
    return tuple(Token(m.group(), m.start(), m.end()) for m in _WORD.finditer(text))


def gap(text: str, left: Token, right: Token) -> str | None:
    """What joins two words once blanks and hyphens are left out; None if they are too far apart."""
    if right.start - left.end > WIDEST_GAP:
        return None
    return text[left.end : right.start].translate(_JOINS)


def _phrase(
    symbol: str, kind: MentionKind, written: str, dated: dict[str, list[str]]
) -> Iterator[Phrase]:
    """The phrase cut into words; nothing for a name of no words."""
    cut = tokens(written)
    if not cut:
        return
    first, last = dated.get(written, ["", ""])
    joins = [gap(written, a, b) or "" for a, b in pairwise(cut)]
    yield Phrase(
        symbol, kind, written, tuple(t.text for t in cut), tuple(joins),
        date.fromisoformat(first) if first else FAR_PAST,
        date.fromisoformat(last) if last else FAR_FUTURE,
    )  # fmt: skip


def _listed(raw: dict[str, Any], catalog: Catalog) -> Iterator[Phrase]:
    dated = raw["dated"]
    kinds: tuple[MentionKind, ...] = ("company", "fund", "index", "macro", "organisation")
    for kind in kinds:
        for symbol, *names in raw[kind]:
            for written in names:
                yield from _phrase(symbol, kind, written, dated)
    for symbol, row in raw["group"].items():
        for written in row["words"]:
            yield from _phrase(symbol, "group", written, dated)
    for known in catalog.instruments:
        if known.kind in KIND_OF and known.id.split(":", 1)[0] != "ROTA":
            yield from _phrase(known.symbol, KIND_OF[known.kind], known.name, dated)


def _tree(phrases: Iterable[Phrase]) -> Node:
    """Phrases by their words in small letters; of two written alike the first listed holds."""
    root = Node({}, [])
    seen: set[tuple[tuple[str, ...], tuple[str, ...], date]] = set()
    for phrase in phrases:
        if (phrase.words, phrase.gaps, phrase.first) in seen:
            continue
        seen.add((phrase.words, phrase.gaps, phrase.first))
        node = root
        for word in phrase.words:
            node = node.under.setdefault(word.lower(), Node({}, []))
        node.ends.append(phrase)
    return root


def _tickers(raw: dict[str, Any]) -> dict[str, tuple[str, MentionKind]]:
    found: dict[str, tuple[str, MentionKind]] = {}
    for symbol, *_ in raw["company"]:
        found[symbol] = (symbol, "company")
    for symbol in raw["fund_tickers"]:
        found[symbol] = (symbol, "fund")
    return found


@cache
def _raw() -> dict[str, Any]:
    where = files("rotascope.articles").joinpath("names.toml")
    return tomllib.loads(where.read_text("utf-8"))


_MADE: dict[int, tuple[Catalog, Book]] = {}


def book(catalog: Catalog) -> Book:
    """The names of `names.toml` and of the catalog; built once for each catalog."""
    made = _MADE.get(id(catalog))
    if made is None or made[0] is not catalog:  # a number is given again once its catalog is gone
        made = _MADE[id(catalog)] = (catalog, _built(catalog))
    return made[1]


def _built(catalog: Catalog) -> Book:
    raw, context = _raw(), _raw()["context"]
    return Book(
        _tree(_listed(raw, catalog)),
        _tickers(raw),
        frozenset(context["everyday"]),
        frozenset(context["uncertain"]),
        frozenset(context["hints"]),
        frozenset(context["suffixes"]),
        frozenset(context["sayers"]),
        frozenset(context["brokers"]),
        {name: frozenset(words) for name, words in context["not_before"].items()},
        {name: frozenset(words) for name, words in context["not_after"].items()},
    )
