"""A model's answer taken apart: what holds is kept, the rest is counted and dropped.

A reading can move a tone, never a claim's verdict, an alert or a weight; beyond 0.6 from the built-in
reader it says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rotascope.articles.library.words import terms
from rotascope.articles.llm.bound import bound, found, refusal
from rotascope.articles.llm.prompt import RULES, prompt, sent
from rotascope.articles.llm.schema import ModelName, ModelReading, ModelTakeaway
from rotascope.articles.tone_readers import Reader, Span, builtin
from rotascope.catalog import normal
from rotascope.errors import RotascopeError
from rotascope.terms import Article, Finding, Mention, Sentiment, Takeaway

__all__ = ["FAR", "Ask", "LlmRead", "compared", "facts_of", "read", "too_far"]

Ask = Callable[[str, str], ModelReading]
"""(rules, message) -> the model's answer. Raises a RotascopeError where there is none."""
FAR, ROUNDING = 0.6, 1e-9
ENOUGH = 0.8
"""Share of the sentences sent that must come back scored, or the answer is no reading."""
NAME = "llm"


@dataclass(frozen=True, slots=True)
class LlmRead:
    """What a model adds: a reader of tone (None: no answer, and `notes` says why) and takeaways."""

    reader: Reader | None
    takeaways: tuple[Takeaway, ...] = ()
    notes: tuple[str, ...] = ()


def read(
    article: Article, mentions: Sequence[Mention], findings: Sequence[Finding], ask: Ask
) -> LlmRead:
    """One question to the model about one article; nothing it says is taken on trust.

    Kept are scores of sentences that were sent, scores of symbols that the article names, with a quote
    that is there, and takeaways whose every figure is a key of `findings` and whose quote is there.
    """
    offered, shown = facts_of(findings)
    try:
        answer = ask(RULES, prompt(article, mentions, offered))
    except RotascopeError as trouble:
        return LlmRead(None, (), (f"the language model did not read it: {trouble}",))
    scores = _scores(article, answer)
    wanted = sent(article)
    if len(scores) < ENOUGH * len(wanted) or not wanted:
        said = f"it scored {len(scores)} of {len(wanted)} sentences"
        return LlmRead(None, (), (f"the language model's answer is not used: {said}.",))
    named, lost = _named(article, mentions, answer.names)
    takeaways, refused = _takeaways(article, mentions, findings, answer.takeaways, shown)
    dropped = tuple(f"{why} ({count})" for why, count in (lost + refused).items())
    notes = (
        (f"of the language model's answer was dropped: {'; '.join(dropped)}.",) if dropped else ()
    )
    return LlmRead(_reader(scores, named, mentions, article), takeaways, notes)


def facts_of(findings: Sequence[Finding]) -> tuple[dict[str, str], dict[str, str]]:
    """(what each key is, how its figure is shown): of the claims that were looked up with a number."""
    offered: dict[str, str] = {}
    shown: dict[str, str] = {}
    for one in findings:
        if one.key and one.observed is not None:
            subject = ", ".join(one.claim.subject) or "the market"
            what = f"{one.claim.measure.replace('_', ' ')} of {subject}"
            window = f" {one.claim.window}" if one.claim.window else ""
            figure = (
                f"{one.observed * 100:.2f} %"
                if one.claim.unit == "fraction"
                else f"{one.observed:g}"
            )
            offered.setdefault(one.key, f"{what}{window}")
            shown.setdefault(one.key, f"{figure} ({what}{window})")
    return offered, shown


def _scores(article: Article, answer: ModelReading) -> dict[str, float]:
    """Scores by the sentence's text, of sentences that were sent; of two for one the first."""
    texts = {number: sentence.text for number, sentence in sent(article)}
    found_scores: dict[str, float] = {}
    for one in answer.sentences:
        if one.number in texts:
            found_scores.setdefault(texts[one.number], one.score)
    return found_scores


def _named(
    article: Article, mentions: Sequence[Mention], names: Sequence[ModelName]
) -> tuple[dict[str, float], Counter[str]]:
    known = {normal(one.symbol): one.symbol for one in mentions}
    kept: dict[str, float] = {}
    lost: Counter[str] = Counter()
    for one in names:
        symbol = known.get(normal(one.symbol))
        if symbol is None:
            lost["a name that the article does not hold"] += 1
        elif found(one.quote, article) is None:
            lost["a quote that the article does not hold"] += 1
        else:
            kept.setdefault(symbol, one.score)
    return kept, lost


def _takeaways(
    article: Article,
    mentions: Sequence[Mention],
    findings: Sequence[Finding],
    given: Sequence[ModelTakeaway],
    shown: Mapping[str, str],
) -> tuple[tuple[Takeaway, ...], Counter[str]]:
    names = {article.text[one.start : one.end] for one in mentions}
    known = frozenset(terms(article.text))
    kept: list[Takeaway] = []
    lost: Counter[str] = Counter()
    for one in given:
        place = found(one.quote, article)
        why = refusal(one.text, shown, names, known)
        if place is None:
            lost["a takeaway without a quote of the article"] += 1
        elif why:
            lost[f"a takeaway that {why}"] += 1
        else:
            kept.append(_takeaway(article, findings, bound(one.text, shown), place))
    return tuple(kept), lost


def _takeaway(
    article: Article, findings: Sequence[Finding], text: str, place: tuple[int, int]
) -> Takeaway:
    start, end = place
    under = [one for one in findings if one.claim.start < end and start < one.claim.end]
    sentence = next((at for at, one in enumerate(article.sentences) if one.end > start), 0)
    return Takeaway(
        text=text,
        start=start,
        end=end,
        sentence=sentence,
        score=0.0,
        claims=tuple(one.claim.id for one in under),
        verdict=", ".join(sorted({one.verdict for one in under})),
    )


def _reader(
    scores: Mapping[str, float],
    named: Mapping[str, float],
    mentions: Sequence[Mention],
    article: Article,
) -> Reader:
    """The model's scores as a reader of tone; where it gave none, the built-in one's."""
    own = builtin()
    surfaces = {article.text[one.start : one.end]: one.symbol for one in mentions}

    def sentences(texts: Sequence[str]) -> tuple[float, ...]:
        asked = own.sentences(texts)
        return tuple(scores.get(t, score) for t, score in zip(texts, asked, strict=True))

    def entities(texts: Sequence[str], spans: Sequence[Span]) -> tuple[float, ...]:
        asked = own.entities(texts, spans)
        symbols = (surfaces.get(t[a:b], "") for t, (a, b) in zip(texts, spans, strict=True))
        return tuple(named.get(symbol, score) for symbol, score in zip(symbols, asked, strict=True))

    def reasons(_text: str, _span: Span | None) -> tuple[tuple[str, float], ...]:
        return ()

    note = (
        "scored by a language model: its reasons are not known, and it may be talked into a score"
    )
    return Reader(NAME, sentences, entities, reasons, note)


def too_far(own: Sentiment, other: Sentiment) -> bool:
    """Whether another reader's score of the article is more than 0.6 from the built-in one."""
    return abs(own.score - other.score) > FAR + ROUNDING


def compared(own: Sentiment, other: Sentiment) -> tuple[str, ...]:
    """Where another reader is more than 0.6 from the built-in one, on the whole or on a symbol."""
    told = []
    if too_far(own, other):
        told.append(
            f"the {other.reader} reader scores the article {other.score:+.2f}, the built-in one"
            f" {own.score:+.2f}: more than {FAR} apart, so that the built-in one stands."
        )
    ours = {one.symbol: one.score for one in own.by_symbol}
    apart = [
        one.symbol
        for one in other.by_symbol
        if abs(ours.get(one.symbol, one.score) - one.score) > FAR + ROUNDING
    ]
    if apart:
        told.append(f"the two readers are more than {FAR} apart on {', '.join(apart)}.")
    return tuple(told)
