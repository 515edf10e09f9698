"""Tone from a list of words: the reader where the trained weights are not installed.

The sum of valences with negation, boosters and contrast, squashed to [-1, 1] (methods 17.1, after
Hutto & Gilbert 2014); the words are our own list in `tone.toml`.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from rotascope.articles.polarity_words import Word, stem, words

__all__ = ["Terms", "clauses", "in_clause", "reasons", "score", "terms", "weighed"]

ALPHA = 15.0
NEGATED = -0.74
NEGATION_WINDOW = 3
BOOST = 0.293
BEFORE_CONTRAST, AFTER_CONTRAST = 0.5, 1.5
SHORTEST_CLAUSE = 3


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of `tone.toml`: valence by stem, and words that turn, strengthen, oppose or doubt."""

    valence: dict[str, float]
    sets: dict[str, frozenset[str]]
    grain: dict[str, frozenset[str]]


def _split(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    return {
        key: frozenset(row.split() if isinstance(row, str) else row) for key, row in table.items()
    }


@cache
def terms() -> Terms:
    """The word lists, read once."""
    raw = tomllib.loads(files("rotascope.articles").joinpath("tone.toml").read_text("utf-8"))
    valence = {
        stem(word): float(value) for value, row in raw["valence"].items() for word in row.split()
    }
    return Terms(valence, _split(raw["turn"] | raw["side"]), _split(raw["against_the_grain"]))


def weighed(text: str) -> tuple[tuple[Word, float], ...]:
    """Every word of valence in a sentence, and what it adds before the squash."""
    known, cut = terms(), words(text)
    turn = next((i for i, w in enumerate(cut) if i and w.form in known.sets["contrast"]), None)
    found = []
    for at, word in enumerate(cut):
        value = known.valence.get(stem(word.form), 0.0)
        if value:
            value *= _boost(cut, at) * _negation(cut, at)
            if turn is not None:
                value *= BEFORE_CONTRAST if at < turn else AFTER_CONTRAST
            found.append((word, value))
    return tuple(found)


def _boost(cut: Sequence[Word], at: int) -> float:
    before = cut[at - 1].form if at else ""
    more, less = (before in terms().sets[name] for name in ("more", "less"))
    return 1 + BOOST * (more - less)


def _negation(cut: Sequence[Word], at: int) -> float:
    before = [word.form for word in cut[max(0, at - NEGATION_WINDOW) : at]]
    negated = any(
        w.replace("'", "") in terms().sets["negation"] or w.endswith("n't") for w in before
    )
    return NEGATED if negated else 1.0


def score(text: str) -> float:
    """Tone of a sentence or clause in (-1, 1): v / sqrt(v^2 + 15); 0 where no word has a valence."""
    total = sum(value for _, value in weighed(text))
    return total / math.sqrt(total * total + ALPHA)


def reasons(text: str, most: int = 4) -> tuple[tuple[str, float], ...]:
    """The words that moved the score most, each with its share of it, largest first."""
    found = weighed(text)
    total = sum(abs(value) for _, value in found)
    scale = 1 / math.sqrt(total * total + ALPHA) if found else 0.0
    ranked = sorted(found, key=lambda pair: (-abs(pair[1]), pair[0].start))[:most]
    return tuple((text[word.start : word.end], round(value * scale, 4)) for word, value in ranked)


@lru_cache(maxsize=64)  # asked once for each of the names that a sentence holds
def clauses(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the sentence between words of contrast and semicolons; together they cover it.

    A piece of fewer than three words stays with its neighbour: it says nothing of its own.
    """
    starts, cut, since = [0], words(text), 0
    for at, word in enumerate(cut):
        splits = word.form in terms().sets["contrast"] or word.form == ";"
        if splits and at - since >= SHORTEST_CLAUSE and len(cut) - at > SHORTEST_CLAUSE:
            starts.append(word.start)
            since = at
    return tuple(zip(starts, [*starts[1:], len(text)], strict=True))


def in_clause(text: str, start: int) -> tuple[int, int]:
    """The clause that holds offset `start`."""
    return next(span for span in reversed(clauses(text)) if span[0] <= start)
