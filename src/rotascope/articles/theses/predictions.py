"""Forecasts as they are registered: whose, how probable, until when, and what would make them right."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

from rotascope.articles.theses.calls import sessions_of
from rotascope.articles.theses.propose import due_after
from rotascope.articles.theses.sides import side_of
from rotascope.articles.wording import middle_of
from rotascope.terms.articles import Article, Claim, Mention
from rotascope.terms.theses import Prediction

__all__ = ["NO_SPAN", "predictions_of"]

NO_SPAN = "it names no span, so that no day decides it"


def predictions_of(
    article: Article,
    mentions: Sequence[Mention],
    claims: Iterable[Claim],
    registered: date | None = None,
) -> tuple[Prediction, ...]:
    """Every claim of kind forecast, once, with its probability, its side and the day that decides it.

    `registered` opens those of an undated article. `due` is None where the sentence names no span, and
    `side` where it speaks of no side of an axis: such a forecast is registered and never scored.
    """
    opened = article.published.day or registered
    found: dict[str, Prediction] = {}
    for claim in claims:
        if claim.kind == "forecast":
            made = _prediction(article, mentions, claim, opened)
            found.setdefault(made.id, made)
    return tuple(found.values())


def _prediction(
    article: Article, mentions: Sequence[Mention], claim: Claim, opened: date | None
) -> Prediction:
    sentence = article.sentences[claim.sentence]
    text = sentence.text
    side, span = side_of(text, sentence.start, mentions), sessions_of(text)
    due = due_after(opened, span[0]) if opened is not None and span is not None else None
    reason = "" if span is not None else NO_SPAN
    return Prediction(
        id=hashlib.sha256(f"{article.id}|{claim.id}|{text}".encode()).hexdigest()[:12],
        article=article.id,
        claim=claim,
        opened=opened,
        due=due,
        probability=middle_of(claim.hedge),
        axis=side.axis if side else None,
        side=side.side if side else None,
        source=article.source,
        author=article.author,
        status="waiting" if side is not None and span is not None else "not_measurable",
        reason=reason if side is not None else "it speaks of no side that an index could show",
    )
