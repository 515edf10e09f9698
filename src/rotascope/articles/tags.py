"""What kind of event or business figure a sentence speaks of: earnings, capex, rates, flows.

A table of words, not a model: a tag says that the matter is named, not how it stands.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rotascope.articles.wording import phrase_key, phrases_in
from rotascope.terms.articles import Article, Mention, Sentence

__all__ = ["TAGS", "Tagged", "tags", "tags_of"]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tag, how many sentences speak of it, which, and the names those sentences mention."""

    tag: str
    sentences: tuple[int, ...]
    words: tuple[str, ...]
    symbols: tuple[str, ...]


@cache
def _table() -> dict[tuple[str, ...], str]:
    raw = tomllib.loads(files("rotascope.articles").joinpath("tags.toml").read_text("utf-8"))
    return {phrase_key(words): tag for tag, row in raw.items() for words in row["words"]}


TAGS: tuple[str, ...] = tuple(dict.fromkeys(_table().values()))


def tags_of(text: str) -> tuple[tuple[str, str], ...]:
    """(tag, words as they stand) of one sentence, in its order, each tag once."""
    found: dict[str, str] = {}
    for start, end, tag in phrases_in(text, _table()):
        found.setdefault(tag, text[start:end])
    return tuple(found.items())


def tags(article: Article, mentions: Iterable[Mention] = ()) -> tuple[Tagged, ...]:
    """The tags of an article, most spoken of first; table rows and references have none."""
    named: dict[int, list[str]] = {}
    for mention in mentions:
        named.setdefault(mention.sentence, []).append(mention.symbol)
    held: dict[str, list[tuple[int, str]]] = {}
    for number, sentence in enumerate(article.sentences):
        if not _out(article, sentence):
            for tag, words in tags_of(article.text[sentence.start : sentence.end]):
                held.setdefault(tag, []).append((number, words.lower()))
    made = [
        Tagged(
            tag,
            tuple(number for number, _ in rows),
            tuple(dict.fromkeys(words for _, words in rows)),
            tuple(dict.fromkeys(s for number, _ in rows for s in named.get(number, ()))),
        )
        for tag, rows in held.items()
    ]
    return tuple(sorted(made, key=lambda one: (-len(one.sentences), one.tag)))


def _out(article: Article, sentence: Sentence) -> bool:
    cited = any(c.start <= sentence.start < c.end for c in article.citations)
    return sentence.kind == "table" or cited
