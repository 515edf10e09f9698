"""What an article's view hangs on, and what watches each of it: the thesis as a small graph.

A table of words, not a model: it finds drivers that are named in sentences which say that something
depends on them. Every node has a monitor or says why nothing on file can watch it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from rotascope.articles.wording import phrase_key, phrases_in
from rotascope.terms.articles import Article

__all__ = ["DRIVERS", "Dependency", "Driver", "dependencies"]

MOST = 5_000
HANGS = re.compile(
    r"\b(?:dependenc(?:y|ies)|depend(?:s|ent|ing)? (?:up)?on|hing(?:e|es|ing) on|sensitive to|driven by"
    r"|catalyst|(?:tail |key |near-term )?risks? (?:is|are|include)|as long as|if|unless|provided that"
    r"|triggers?|triggered|hostage to|could (?:quickly )?(?:compress|reverse|extend)|fear(?:s|ed)? of"
    r"|supported by|matters because|risk that)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Driver:
    """Something a view may hang on: the signals that watch it, or why nothing does."""

    name: str
    monitor: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Dependency:
    """One node: the driver, the words that name it, and the sentences that hang on it."""

    driver: Driver
    words: str
    sentences: tuple[int, ...]
    start: int
    end: int


@cache
def _read() -> tuple[dict[str, Driver], dict[tuple[str, ...], str]]:
    raw = tomllib.loads(
        files("rotascope.articles").joinpath("dependencies.toml").read_text("utf-8")
    )
    drivers = {n: Driver(n, tuple(row["monitor"]), row.get("why", "")) for n, row in raw.items()}
    return drivers, {phrase_key(words): n for n, row in raw.items() for words in row["words"]}


DRIVERS: Mapping[str, Driver] = MappingProxyType(_read()[0])


def dependencies(article: Article) -> tuple[Dependency, ...]:
    """The drivers that an article's conditions, risks and dependencies name, most often named first."""
    found: dict[str, list[tuple[int, int, int]]] = {}
    for number, sentence in enumerate(article.sentences[:MOST]):
        if sentence.kind == "table" or sentence.quoted or not HANGS.search(sentence.text[:2_000]):
            continue
        for start, end, name in phrases_in(sentence.text[:2_000], _read()[1]):
            place = number, sentence.start + start, sentence.start + end
            found.setdefault(name, []).append(place)
    made = [_node(article, name, places) for name, places in found.items()]
    return tuple(sorted(made, key=lambda one: (-len(one.sentences), one.start)))


def _node(article: Article, name: str, places: list[tuple[int, int, int]]) -> Dependency:
    _, start, end = places[0]
    sentences = tuple(dict.fromkeys(number for number, _, _ in places))
    return Dependency(DRIVERS[name], article.text[start:end], sentences, start, end)
