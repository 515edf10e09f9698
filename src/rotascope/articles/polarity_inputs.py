"""Integers that the convolutional part of the sentiment model reads: words, pieces, places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rotascope.articles.polarity_words import View, hashed

__all__ = [
    "LONGEST",
    "PIECES",
    "REACH",
    "Inputs",
    "Packed",
    "Vocabulary",
    "inputs",
    "packed",
    "pieces",
]

PIECES = 4096  # cells of the table of word pieces
REACH = 10  # places are counted up to ten words either side of the entity
LONGEST = 48  # forms read of a long sentence: those around the entity
_MOST_PIECES = 16


class Vocabulary(NamedTuple):
    """Words that have an embedding of their own; row 0 stands for every other word."""

    rows: dict[int, int]
    size: int

    @classmethod
    def of(cls, kept: Sequence[str]) -> Vocabulary:
        """A vocabulary of `kept`, in that order from row 1."""
        return cls.of_hashes([hashed(word) for word in kept])

    @classmethod
    def of_hashes(cls, kept: Sequence[int]) -> Vocabulary:
        """The same from the words' hashes, as they are stored."""
        own = dict.fromkeys(kept)  # two words of one hash share a row
        return cls({key: i + 1 for i, key in enumerate(own)}, len(own) + 1)

    def row(self, word: str) -> int:
        """The row of a word, 0 where it has none of its own."""
        return self.rows.get(hashed(word), 0)


class Inputs(NamedTuple):
    """One view as numbers: rows, places and valences / 3 of its words; rows of the entity's words.

    `parts` and `entity_parts` hold the pieces of each word, in the order of the words.
    """

    words: tuple[int, ...]
    places: tuple[int, ...]
    values: tuple[float, ...]
    parts: tuple[tuple[int, ...], ...]
    entity: tuple[int, ...]
    entity_parts: tuple[tuple[int, ...], ...]


def pieces(word: str) -> tuple[int, ...]:
    """Cells of a word's runs of three to five letters, so that `slumping` is near `slumped`.

    At most sixteen; none for marks, shapes and markers.
    """
    if not word[0].isalpha():
        return ()
    edged = f"<{word}>"
    runs = {edged[i : i + n] for n in (3, 4, 5) for i in range(len(edged) - n + 1)}
    return tuple(hashed("g:" + run) % PIECES for run in sorted(runs)[:_MOST_PIECES])


def inputs(seen: View, values: Sequence[float], known: Vocabulary) -> Inputs:
    """A view as integers; of a sentence longer than LONGEST only the part around the entity is read."""
    begin = max(0, min(max(seen.at, 0) - LONGEST // 2, len(seen.forms) - LONGEST))
    forms = seen.forms[begin : begin + LONGEST]
    at = seen.at - begin
    away = [max(-REACH, min(REACH, i - at)) + REACH for i in range(len(forms))]
    return Inputs(
        tuple(known.row(form) for form in forms),
        tuple(away if seen.at >= 0 else [2 * REACH + 1] * len(forms)),
        tuple(value / 3 for value in values[begin : begin + LONGEST]),
        tuple(pieces(form) for form in forms),
        tuple(known.row(form) for form in seen.entity),
        tuple(pieces(form) for form in seen.entity),
    )


class Packed(NamedTuple):
    """Many inputs one after another, as maths.polarity_kernels.convolved reads them.

    Item i: its words are starts[i] : entity_starts[i], its entity's entity_starts[i] : starts[i + 1].
    """

    rows: NDArray[np.int64]
    places: NDArray[np.int64]
    values: NDArray[np.float32]
    starts: NDArray[np.int64]
    entity_starts: NDArray[np.int64]
    parts: NDArray[np.int64]
    part_starts: NDArray[np.int64]


def packed(given: Sequence[Inputs]) -> Packed:
    """Inputs one after another; the entity's words have neither place nor valence (0)."""
    rows = [r for g in given for r in (*g.words, *g.entity)]
    places = [p for g in given for p in (*g.places, *(0 for _ in g.entity))]
    values = [v for g in given for v in (*g.values, *(0.0 for _ in g.entity))]
    parts = [p for g in given for p in (*g.parts, *g.entity_parts)]
    ends = np.cumsum([0] + [len(g.words) + len(g.entity) for g in given])
    return Packed(
        np.array(rows, np.int64),
        np.array(places, np.int64),
        np.array(values, np.float32),
        ends,
        ends[:-1] + np.array([len(g.words) for g in given], np.int64),
        np.array([cell for part in parts for cell in part], np.int64),
        np.cumsum([0] + [len(part) for part in parts]),
    )
