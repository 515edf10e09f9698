"""Forecasts as they are registered: whose, how probable, until when, and what would make them right.

Of an if-then the then is the forecast, with its own word of doubt; the if is kept beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from rotascope import sessions
from rotascope.articles.theses.calls import sessions_of, year_of
from rotascope.articles.theses.clauses import Conditional, conditionals
from rotascope.articles.theses.propose import due_after
from rotascope.articles.theses.sides import Side, side_of, within
from rotascope.articles.wording import hedge_of, middle_of
from rotascope.terms.articles import Article, Claim, Mention
from rotascope.terms.theses import Prediction

__all__ = ["NO_SPAN", "as_foretold", "predictions_of"]

NO_SPAN = "it names no span, so that no day decides it"
NO_SIDE = "it speaks of no side that an index could show"


class _Told(NamedTuple):
    """A forecast with the words that are scored, and the if they hang on."""

    claim: Claim
    text: str
    start: int
    given: str


class _Span(NamedTuple):
    """From when to when; `begins` None for the opening."""

    begins: date | None
    due: date


def predictions_of(
    article: Article,
    mentions: Sequence[Mention],
    claims: Iterable[Claim],
    registered: date | None = None,
) -> tuple[Prediction, ...]:
    """Every claim of kind forecast, once, with its probability, its side and the day that decides it.

    `registered` opens those of an undated article. `due` is None where the sentence names no span, and
    `side` where it speaks of no side of an axis, such as one company's price: such a forecast is
    registered and never scored. What somebody "should" do is an opinion, and is not registered.
    """
    opened = article.published.day or registered
    found: dict[str, Prediction] = {}
    for told in _told(article, mentions, [one for one in claims if one.kind == "forecast"]):
        if not _wish(told.claim):
            made = _prediction(article, mentions, told, opened)
            found.setdefault(made.id, made)
    return tuple(found.values())


def as_foretold(
    article: Article, mentions: Sequence[Mention], claims: Iterable[Claim]
) -> tuple[Claim, ...]:
    """Forecasts as they are registered: the then of an if-then, no window of another paragraph's.

    What somebody should do is handed back as an opinion, every other claim as it is.
    """
    given = tuple(claims)
    foretold = [one for one in given if one.kind == "forecast"]
    told = {one.claim.id: one.claim for one in _told(article, mentions, foretold)}
    kept = (told.get(one.id) if one.kind == "forecast" else one for one in given)
    return tuple(
        replace(one, kind="opinion") if one.kind == "forecast" and _wish(one) else one
        for one in kept
        if one is not None
    )


def _told(
    article: Article, mentions: Sequence[Mention], claims: Sequence[Claim]
) -> Iterator[_Told]:
    """Each forecast; where it is read from the if of an if-then, the then in its place, once."""
    ifs: dict[int, Conditional] = {}
    for told in conditionals(article):
        if told.kind in ("if", "unless"):
            ifs.setdefault(told.sentence, told)
    for claim in claims:
        sentence, one = article.sentences[claim.sentence], ifs.get(claim.sentence)
        if one is None:
            yield _Told(_timed(claim, sentence.text), sentence.text, sentence.start, "")
            continue
        then, given = one.then, " and ".join(clause.text for clause in one.ifs)
        given = f"unless {given}" if one.kind == "unless" else f"if {given}"
        own = then.start <= claim.start and claim.end <= then.end
        if not own and any(then.start <= c.start and c.end <= then.end for c in claims):
            continue  # the then has a claim of its own
        made = claim if own else _of_then(claim, one, mentions)
        yield _Told(_timed(made, sentence.text), then.text, then.start, given)


def _of_then(claim: Claim, one: Conditional, mentions: Sequence[Mention]) -> Claim:
    """What was read from the if, as the then says it: its words, its subject, its doubt, no number."""
    then = one.then
    named = [m.symbol for m in within(mentions, then.start, then.end)]
    return replace(
        claim, quote=then.text, start=then.start, end=then.end, subject=tuple(named[:1]), against=(),
        measure="statement", op="=", value=None, high=None, digits=None, tolerance=0.0, window="",
        hedge=hedge_of(then.text), detail=(),
    )  # fmt: skip


def _timed(claim: Claim, text: str) -> Claim:
    """The claim without a window that its own sentence does not name."""
    year = claim.window[:4]
    own = not claim.window or sessions_of(text) or (year.isdigit() and year in text)
    return claim if own else replace(claim, window="")


def _wish(claim: Claim) -> bool:
    """Whether it says what somebody should do, and nothing that a figure could show."""
    said = claim.hedge.word.lower() if claim.hedge is not None else ""
    return said in ("should", "ought to") and claim.measure == "statement" and not claim.subject


def _span(text: str, opened: date | None) -> _Span | None:
    """The span ahead that a text names: so many months, or a year of the calendar."""
    if opened is None:
        return None
    told = sessions_of(text)
    if told is not None:
        return _Span(None, due_after(opened, told[0]))
    year = year_of(text, opened)
    if year is None:
        return None
    return _Span(year[0] if year[0] > opened else None, sessions.last_session(year[1]))


def _side(told: _Told, mentions: Sequence[Mention]) -> Side | None:
    """The side it names; a company's own fortune is nobody's."""
    companies = {m.symbol for m in mentions if m.kind == "company"}
    subject = told.claim.subject
    if subject and companies.issuperset(subject):
        return None
    return side_of(told.text, told.start, [m for m in mentions if m.kind != "company"])


def _prediction(
    article: Article, mentions: Sequence[Mention], told: _Told, opened: date | None
) -> Prediction:
    claim, text = told.claim, article.sentences[told.claim.sentence].text
    side, span = _side(told, mentions), _span(text, opened)
    reason = NO_SPAN if span is None and sessions_of(text) is None else ""
    known = f"{article.id}|{claim.id}|{text}{'|' + claim.quote if told.given else ''}"
    return Prediction(
        id=hashlib.sha256(known.encode()).hexdigest()[:12],
        article=article.id,
        claim=claim,
        opened=opened,
        due=span.due if span is not None else None,
        probability=middle_of(claim.hedge),
        axis=side.axis if side else None,
        side=side.side if side else None,
        source=article.source,
        author=article.author,
        status="not_measurable" if side is None or reason else "waiting",
        reason=reason if side is not None else NO_SIDE,
        given=told.given,
        begins=span.begins if span is not None else None,
    )
