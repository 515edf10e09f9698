"""Another reader of an article's tone: asked where it is set up, set beside the built-in one.

Where it gives no answer the built-in reading stands, and a note says why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rotascope.articles.llm import LlmRead, ModelReading, read
from rotascope.articles.llm.read import compared, too_far
from rotascope.articles.tone import sentiment
from rotascope.errors import UnknownName
from rotascope.providers import llm, llm_budget
from rotascope.terms import Article, Finding, Mention, Sentiment, Takeaway

if TYPE_CHECKING:
    from rotascope.settings import Settings

__all__ = ["READERS", "Another", "another", "reread"]

READERS = ("builtin", "transformer", "llm")
Another = Callable[[Article, Sequence[Mention], Sequence[Finding]], LlmRead]
"""What another reader makes of an article, its names and its findings."""


def another(name: str, settings: Settings, state: Path, today: date) -> Another | None:
    """The reader of that name as the settings have it; None for the built-in one.

    `state` is the folder in which a day's tokens are counted. Raises UnknownName, BadArgument for a
    reader that is not set up, BadFile and NoAnswer for one that cannot be loaded.
    """
    if name not in READERS:
        raise UnknownName.among("reader", name, READERS, "rotascope check --help")
    if name == "transformer":
        from rotascope.articles.transformer import reader_of

        reader = reader_of(settings.transformer)
        return lambda _article, _named, _findings: LlmRead(reader)
    if name == "llm":
        endpoint = llm.Endpoint(settings.llm_url, settings.llm_model, settings.llm_key)
        llm.fit(endpoint)
        counted = state / "llm_tokens.json"
        return partial(_by_model, partial(_ask, endpoint, counted, settings.llm_tokens, today))
    return None


def _by_model(
    ask: Callable[[str, str], ModelReading],
    article: Article,
    named: Sequence[Mention],
    findings: Sequence[Finding],
) -> LlmRead:
    return read(article, named, findings, ask)


def _ask(
    endpoint: llm.Endpoint, counted: Path, most: int, today: date, rules: str, message: str
) -> ModelReading:
    """One question within the day's tokens; counted is the larger of what was said and estimated."""
    likely = llm_budget.estimate(rules, message, answer=llm.MOST_TOKENS)
    llm_budget.allow(counted, today, likely, most)
    # Counted before it is asked: a server that hangs or fails has read the article all the same.
    sent = llm_budget.estimate(rules, message, answer=0)
    llm_budget.spend(counted, today, sent)
    told, tokens = llm.ask(endpoint, rules, message, ModelReading)
    llm_budget.spend(counted, today, max(tokens - sent, 0))
    return told


def reread(
    article: Article,
    named: Sequence[Mention],
    findings: Sequence[Finding],
    own: tuple[Sentiment, tuple[Takeaway, ...]],
    other: Another | None,
) -> tuple[Sentiment, tuple[Takeaway, ...], tuple[str, ...]]:
    """(tone, takeaways, notes): the other reader's tone where it gave one, and its takeaways if any.

    `own` are the built-in reader's; they stand where the other is more than 0.6 away on the article. A
    note names that, and symbols on which the two are as far apart.
    """
    if other is None:
        return *own, ()
    told = other(article, named, findings)
    tone, points = own
    if told.reader is None:
        return tone, points, told.notes
    second = sentiment(article, named, told.reader.name, told.reader)
    notes = (*told.notes, *compared(tone, second))
    if too_far(tone, second):
        # An article that talks to a model gains nothing by it: what is that far off is not shown.
        return tone, points, notes
    chosen = tuple(_toned(one, second) for one in told.takeaways) or points
    return second, chosen, notes


def _toned(point: Takeaway, tone: Sentiment) -> Takeaway:
    """A takeaway with the score of its sentence."""
    scores = {one.sentence: one.score for one in tone.sentences}
    return replace(point, score=scores.get(point.sentence, 0.0))
