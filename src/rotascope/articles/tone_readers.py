"""Who scores a sentence: the trained weights, the word list where they are not installed, or another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec

from rotascope.articles import tone_words
from rotascope.errors import BadArgument

__all__ = ["Reader", "Span", "builtin", "reader_called", "word_list"]

Span = tuple[int, int]
Reasons = tuple[tuple[str, float], ...]
MODEL, WEIGHTS = "rotascope.articles.polarity", "weights/polarity.npz"
WITHOUT = "the trained weights are not installed: tone is read from a list of words, much coarser"


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader of tone: scores in [-1, 1] of sentences, of one name's span in each, and the reasons.

    `note` is printed with every result: what this reader cannot do.
    """

    name: str
    sentences: Callable[[Sequence[str]], tuple[float, ...]]
    entities: Callable[[Sequence[str], Sequence[Span]], tuple[float, ...]]
    reasons: Callable[[str, Span | None], Reasons]
    note: str = ""


def reader_called(name: str) -> Reader:
    """The reader built in. Raises BadArgument: the others are handed in by who has their weights."""
    if name != "builtin":
        raise BadArgument(
            f"no reader of tone is called {name!r} here", "builtin, or a reader handed in",
            "rotascope check FILE --reader builtin",
        )  # fmt: skip
    return builtin()


def builtin() -> Reader:
    """The trained weights; the word list, saying so, where they are not installed.

    Weights that are there but damaged raise BadFile: they are never passed over in silence.
    """
    there = find_spec(MODEL) and files("rotascope.articles").joinpath(WEIGHTS).is_file()
    return _trained() if there else word_list()


def word_list() -> Reader:
    """Methods 17.1 on our own list of words. A name's tone is its clause's tone."""
    return Reader("builtin", _list_sentences, _list_entities, _list_reasons, WITHOUT)


def _list_sentences(texts: Sequence[str]) -> tuple[float, ...]:
    return tuple(tone_words.score(text) for text in texts)


def _list_entities(texts: Sequence[str], spans: Sequence[Span]) -> tuple[float, ...]:
    found = []
    for text, (start, _) in zip(texts, spans, strict=True):
        first, last = tone_words.in_clause(text, start)
        found.append(tone_words.score(text[first:last]))
    return tuple(found)


def _list_reasons(text: str, span: Span | None) -> Reasons:
    return tone_words.reasons(text)


def _clause(text: str, span: Span) -> tuple[str, Span]:
    """The clause that holds a name, and the name's place in it: what follows "while" is of another."""
    first, last = tone_words.in_clause(text, span[0])
    last = max(last, span[1])
    return text[first:last], (span[0] - first, span[1] - first)


def _trained() -> Reader:
    # Looked up by name: the weights are a part of their own, and an install may lack them.
    model = import_module(MODEL)

    def sentences(texts: Sequence[str]) -> tuple[float, ...]:
        return tuple(float(one.score) for one in model.sentence_polarity(texts))

    def entities(texts: Sequence[str], spans: Sequence[Span]) -> tuple[float, ...]:
        cut = [_clause(text, span) for text, span in zip(texts, spans, strict=True)]
        found = model.entity_polarity([text for text, _ in cut], [span for _, span in cut])
        return tuple(float(one.score) for one in found)

    def reasons(text: str, span: Span | None) -> Reasons:
        return tuple(model.reasons(text, span))

    return Reader("builtin", sentences, entities, reasons)
