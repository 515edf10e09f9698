"""What sides an article takes: on which question, which one, in which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rotascope.articles.library import frames
from rotascope.articles.library.frames import Said
from rotascope.articles.library.topics import Topic, Topics, topics
from rotascope.terms import Article, Sentence

__all__ = ["Stance", "shortened", "stances", "strongest"]

MOST_SENTENCES = 2_000
LONGEST_QUOTE = 220


@dataclass(frozen=True, slots=True)
class Stance:
    """One side taken: `pole` +1, -1 or 0 of the topic's words; `axis` size, concentration or "".

    `text[start:end]` of the article is the sentence it rests on, `quote` the part of it that says so,
    `weight` how many classes of words
    met there. A sentence is read by its words: irony, and what is implied, are not seen.
    """

    article: str
    topic: str
    pole: int
    axis: str
    quote: str
    sentence: int
    start: int
    end: int
    weight: int


@lru_cache(maxsize=512)  # an article is set against every later one
def stances(article: Article) -> tuple[Stance, ...]:
    """Every side the article takes, in its order; of one sentence at most one side a question.

    The first 2,000 sentences are read, and the first 1,500 characters of each.
    """
    known = topics()
    found: list[Stance] = []
    for place, sentence in enumerate(article.sentences[:MOST_SENTENCES]):
        if sentence.kind != "table":
            found += _of_sentence(article, place, sentence, known)
    return tuple(found)


def _of_sentence(article: Article, place: int, sentence: Sentence, known: Topics) -> list[Stance]:
    # Only the classes that are asked for are looked for: most frames end at their first one.
    spans = frames.Spans(frames.normal(sentence.text), known.classes)
    found = []
    for topic in known.each:
        taken = _taken(topic, spans)
        if taken is not None:
            found.append(_stance(article, place, sentence, topic, taken))
    return found


def _taken(topic: Topic, spans: frames.Spans) -> Said | None:
    """The side whose frame says most: most classes of words, then the closest together."""
    held = [said for frame in topic.frames if (said := frames.said(frame, spans))]
    return min(held, key=lambda one: (-len(one.frame.classes), one.width), default=None)


def _stance(article: Article, place: int, sentence: Sentence, topic: Topic, said: Said) -> Stance:
    return Stance(
        article=article.id,
        topic=topic.name,
        pole=said.pole,
        axis=said.frame.axis,
        quote=frames.clause(sentence.text, said.first, said.last, LONGEST_QUOTE),
        sentence=place,
        start=sentence.start,
        end=sentence.end,
        weight=len(said.frame.classes),
    )


def shortened(text: str) -> str:
    """The text on one line, cut to 220 characters."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1]}…"


def strongest(taken: Sequence[Stance]) -> Stance:
    """The stance of several that says most; of equals the first."""
    return max(taken, key=lambda one: (one.weight, -one.sentence))
