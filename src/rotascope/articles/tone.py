"""The tone of an article: every sentence scored, every name scored by what is said of it.

The reader is the model trained in this project, or another that is handed in; rules for two sides and
for rates stand above it (methods 17.1 to 17.3). A tone is not a forecast of any price.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from rotascope.articles.tone_label import tally
from rotascope.articles.tone_readers import Reader, reader_called
from rotascope.articles.tone_sides import Named, grain, only_against, sides, turned
from rotascope.catalog import load
from rotascope.terms.articles import (
    Article,
    Mention,
    MentionKind,
    Sentence,
    SentenceTone,
    Sentiment,
    SymbolSentiment,
)

__all__ = ["sentiment"]

FEWEST = 2
"""Mentions from which a name's tone is firm."""
TONED: frozenset[MentionKind] = frozenset(("company", "fund", "index", "group"))
MOST_EXPLAINED, LONGEST_EXPLAINED = 150, 800
"""Sentences, and characters of one, whose words are weighed: each word costs one more reading."""
MOST_READ = 500_000
"""Characters of sentences, counted once for every name in them, in which names are scored: a page of
prose takes some 10,000; a heap of names without a full stop would take minutes."""
RULE_SHARE = 0.5
"""Share of a sentence's score that a plain rule on rates takes; the reader keeps the rest."""

SOURCE_NEAR = 48
SOURCE = re.compile(
    r"(?:\b(?:analysts?|strategists?|brokers?|economists?|traders?|researchers?|team|desk)"
    r" (?:at|from|of|with)"
    r"|\baccording to) (?:the )?$",
    re.IGNORECASE,
)
"""Words right before a name that is quoted and not spoken of: brokers at it say."""

_Names = dict[int, list[tuple[Mention, Named]]]


@dataclass(frozen=True, slots=True)
class _Said:
    """One mention, in its sentence: the score of what is said of it."""

    mention: Mention
    score: float


def sentiment(
    article: Article,
    mentions: Sequence[Mention],
    reader: str = "builtin",
    own: Reader | None = None,
) -> Sentiment:
    """The article's tone in [-1, 1], its label, and the same for every name in it.

    The score is the mean over sentences, the title twice; table rows, references and sentences in
    quotation marks are left out (methods 17.2). `own` is a reader handed in under the name `reader`.
    An article with nothing to score is neutral with n = 0 and says so.
    """
    used = own or reader_called(reader)
    scored = _scored(article)
    texts = [article.text[s.start : s.end] for _, s in scored]
    found = _by_sentence(mentions, article)
    raw = used.sentences(texts) if texts else ()
    settled = [
        _settled(text, score, [n for _, n in found.get(number, [])])
        for (number, _), text, score in zip(scored, texts, raw, strict=True)
    ]
    told = _explained(texts, settled)
    tones = tuple(
        SentenceTone(number, score, used.reasons(text, None) if at in told else ())
        for at, ((number, _), text, score) in enumerate(zip(scored, texts, settled, strict=True))
    )
    kinds = {number: sentence for number, sentence in scored}
    counted = [tone.score for tone in tones for _ in range(_times(kinds[tone.sentence]))]
    whole = tally(counted)
    note = used.note if whole.n else f"no sentence to score. {used.note}".strip()
    return Sentiment(
        whole.score, whole.label, whole.intensity, whole.balance, whole.n, used.name,
        _by_symbol(article, mentions, found, used), tones, note,
    )  # fmt: skip


def _explained(texts: Sequence[str], scores: Sequence[float]) -> frozenset[int]:
    """Sentences that say which words moved them: the strongest, if there are very many, none overlong."""
    short = [at for at, text in enumerate(texts) if len(text) <= LONGEST_EXPLAINED]
    return frozenset(sorted(short, key=lambda at: (-abs(scores[at]), at))[:MOST_EXPLAINED])


def _times(sentence: Sentence) -> int:
    """How often a sentence counts: a title twice, somebody else's words not at all."""
    if sentence.quoted:
        return 0
    return 2 if sentence.kind == "title" else 1


def _scored(article: Article) -> list[tuple[int, Sentence]]:
    """Sentences that have a tone: no table rows, no references."""
    cited = [(c.start, c.end) for c in article.citations]
    return [
        (number, sentence)
        for number, sentence in enumerate(article.sentences)
        if sentence.kind != "table"
        and not any(start <= sentence.start < end for start, end in cited)
    ]


def _by_sentence(mentions: Sequence[Mention], article: Article) -> _Names:
    """The mentions of each sentence, and the same with offsets in that sentence."""
    found: dict[int, list[tuple[Mention, Named]]] = {}
    for mention in mentions:
        base = article.sentences[mention.sentence].start
        named = Named(mention.symbol, mention.start - base, mention.end - base)
        found.setdefault(mention.sentence, []).append((mention, named))
    return found


def _settled(text: str, score: float, names: Sequence[Named]) -> float:
    """The reader's score, pulled towards what a plain sentence on rates or the VIX says for shares."""
    rule = grain(text, names)
    mixed = score if rule is None else (1 - RULE_SHARE) * score + RULE_SHARE * rule
    if rule is not None and rule * score < 0 and only_against(names):
        mixed = rule  # the reader takes a jump of the VIX for a gain
    return round(max(-1.0, min(1.0, mixed)), 6)


def _by_symbol(
    article: Article,
    mentions: Sequence[Mention],
    found: _Names,
    used: Reader,
) -> tuple[SymbolSentiment, ...]:
    """One entry for each name with a tone of its own, most mentioned first."""
    said = _said(article, found, used)
    by_symbol: dict[str, list[_Said]] = {}
    for one in said:
        by_symbol.setdefault(one.mention.symbol, []).append(one)
    for mention in mentions:  # named in a table alone: listed, without a tone
        if mention.kind in TONED:
            by_symbol.setdefault(mention.symbol, [])
    kinds = {mention.symbol: mention.kind for mention in mentions}
    made = [_entry(symbol, kinds[symbol], rows) for symbol, rows in by_symbol.items()]
    return tuple(sorted(made, key=lambda s: (-s.mentions, s.symbol)))


def _entry(symbol: str, kind: MentionKind, rows: Sequence[_Said]) -> SymbolSentiment:
    catalog = load()
    whole = tally([row.score for row in rows])
    return SymbolSentiment(
        symbol, catalog.name_of(symbol), kind, catalog.issuer(symbol) if kind == "company" else symbol,
        whole.score, whole.label, whole.n, whole.n >= FEWEST,
        tuple(sorted({row.mention.sentence for row in rows})),
    )  # fmt: skip


def _said(article: Article, found: _Names, used: Reader) -> list[_Said]:
    """Each mention's score: the plain rules where they speak, else the reader on its clause."""
    allowed = {number for number, _ in _scored(article)}
    asked: list[tuple[Mention, Named, str, float | None]] = []
    for number, pairs in found.items():
        if number not in allowed:
            continue
        sentence = article.sentences[number]
        text = article.text[sentence.start : sentence.end]
        names = [named for _, named in pairs]
        told = zip(pairs, sides(text, names), turned(text, names), strict=True)
        for (mention, named), side, against in told:
            if mention.kind in TONED and not SOURCE.search(text[: named.start][-SOURCE_NEAR:]):
                asked.append((mention, named, text, side if against is None else against))
    taken = accumulate(len(text) if side is None else 0 for _, _, text, side in asked)
    asked = [one for one, size in zip(asked, taken, strict=True) if size <= MOST_READ]
    open_ones = [(text, (n.start, n.end)) for _, n, text, side in asked if side is None]
    read = iter(used.entities([t for t, _ in open_ones], [s for _, s in open_ones]))
    return [_Said(mention, next(read) if side is None else side) for mention, _, _, side in asked]
