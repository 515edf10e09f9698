"""The sentiment of a sentence, or of one entity in it, by a small model that is trained in this project.

Weights: scripts/train_sentiment.py on the labelled headlines of SEntFiN (MIT); docs/models/sentiment.md
says how well it reads. Nothing is fetched. A sentence is answered the same whatever else is asked
with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rotascope.articles.polarity_model import probabilities
from rotascope.articles.polarity_weights import packaged
from rotascope.articles.polarity_words import TARGET, View, view, words
from rotascope.errors import BadArgument

__all__ = ["Polarity", "entity_polarity", "reasons", "sentence_polarity"]

Span = tuple[int, int]
_MOST_REASONS = 5
_NO_REASON = 0.01


@dataclass(frozen=True, slots=True)
class Polarity:
    """Probabilities, summing to 1, that a sentence is negative, neutral or positive for its subject.

    They are calibrated on headlines (docs/models/sentiment.md) and say nothing about a price to come.
    """

    negative: float
    neutral: float
    positive: float

    @property
    def score(self) -> float:
        """Positive - negative, in [-1, 1]."""
        return self.positive - self.negative


_NOTHING_SAID = Polarity(0.0, 1.0, 0.0)


def _seen(sentence: str, span: Span | None) -> View:
    seen = view(sentence, words(sentence), span, packaged().names)
    if span is not None and (seen.at < 0 or span[0] < 0 or span[1] > len(sentence)):
        raise BadArgument(
            f"the characters {span[0]}:{span[1]} of '{sentence[:80]}' hold no word",
            "the start and end of an entity that the sentence names",
        )
    return seen


def _answers(seen: Sequence[View]) -> tuple[Polarity, ...]:
    """One answer a view; a sentence without any word is neutral."""
    said = [v for v in seen if v.forms]
    found = iter(probabilities(said, packaged()).tolist() if said else [])
    return tuple(Polarity(*next(found)) if v.forms else _NOTHING_SAID for v in seen)


def entity_polarity(sentences: Sequence[str], entities: Sequence[Span]) -> tuple[Polarity, ...]:
    """What each sentence says for the entity at its span: entities[i] = (start, end) in sentences[i].

    A sentence that names two is given twice. Spans are in characters. A span without a word in it, or
    lists of unequal length, raise BadArgument. Headlines and plain news prose in English only.
    """
    if len(sentences) != len(entities):
        raise BadArgument(
            f"{len(sentences)} sentences and {len(entities)} spans", "as many of each"
        )
    return _answers([_seen(s, e) for s, e in zip(sentences, entities, strict=True)])


def sentence_polarity(sentences: Sequence[str]) -> tuple[Polarity, ...]:
    """What each sentence says as a whole, of whatever it is about; coarser than with an entity.

    A sentence without a word is neutral with probability 1.
    """
    return _answers([_seen(s, None) for s in sentences])


def _without(seen: View, i: int) -> View:
    at = seen.at - 1 if 0 <= i < seen.at else seen.at
    return View(
        seen.forms[:i] + seen.forms[i + 1 :],
        at,
        seen.entity,
        seen.places[:i] + seen.places[i + 1 :],
    )


def reasons(sentence: str, span: Span | None) -> tuple[tuple[str, float], ...]:
    """Up to five words that moved the score most, as written, with by how much, largest first.

    A word's share is the score less the score of the sentence without it: shares do not add up, and
    words that only speak together may each show little. span None: of the sentence as a whole.
    """
    seen = _seen(sentence, span)
    kept = [i for i, form in enumerate(seen.forms) if form != TARGET]
    full, *left = (one.score for one in _answers([seen, *(_without(seen, i) for i in kept)]))
    found = words(sentence)
    moved = [
        (sentence[word.start : word.end], full - score)
        for word, score in zip((found[seen.places[i]] for i in kept), left, strict=True)
    ]
    moved.sort(key=lambda pair: -abs(pair[1]))
    return tuple(pair for pair in moved[:_MOST_REASONS] if abs(pair[1]) >= _NO_REASON)
