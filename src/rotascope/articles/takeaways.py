"""The three to five sentences that carry an article, each with the verdicts of what it claims.

Chosen, not written: every takeaway is a span of the article. A number never stands in one without a
verdict; where nothing was looked up, the verdict says that.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rotascope.articles.check.engine import NOT_CHECKED
from rotascope.articles.names import mentions
from rotascope.articles.polarity_words import stem, words
from rotascope.articles.tone_words import terms
from rotascope.catalog import load
from rotascope.terms.articles import (
    FINDING_VERDICTS,
    Article,
    Finding,
    Mention,
    Sentence,
    Sentiment,
    Takeaway,
)

__all__ = ["FEWEST", "MOST", "takeaways", "verdict_of"]

FEWEST, MOST = 3, 5
SHORTEST, LONGEST = 6, 70
NEW_WORDS = 0.45
"""A sentence is left out if more than this share of its words stands in one already taken."""
LEAD = 3
CONSIDERED = 200
BESIDE = 0.8
"""What a neighbour of a sentence already taken weighs less: takeaways come from all of the article."""
NUMBER = re.compile(
    r"(?<![\w.,])(?!(?:19|20)\d\d(?![\d%.,]\d|%))[$\u20ac\u00a3+\-\u2212~\u2248]?\d[\d.,]{0,20}"
    r"(?![\w-]|[ -]{0,2}(?:day|week|month|quarter|year|session|decade))"
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence that may be taken: its words by stem, its weight, the findings that lie in it."""

    number: int
    sentence: Sentence
    stems: frozenset[str]
    weight: float
    findings: tuple[Finding, ...]


def takeaways(
    article: Article,
    sentiment: Sentiment,
    findings: Iterable[Finding],
    names: Sequence[Mention] | None = None,
) -> tuple[Takeaway, ...]:
    """Three to five sentences in the order of the text; all of them, if the article has fewer.

    Weight: how much of the article's own vocabulary a sentence carries, that it holds claims which were
    looked up, that it stands early, that its tone is plain. `claims` are the ids in it and `verdict`
    the gravest of theirs; "no claim" where it makes none that a table could answer. `names`: the
    article's mentions, if they are known already.
    """
    by_sentence: dict[int, list[Finding]] = {}
    for one in findings:
        by_sentence.setdefault(one.claim.sentence, []).append(one)
    tones = {tone.sentence: tone.score for tone in sentiment.sentences}
    taken = _taken(_candidates(article, tones, by_sentence))
    found = mentions(article, load()) if names is None else names
    named = [(mention.start, mention.end) for mention in found]
    return tuple(
        Takeaway(
            article.text[one.sentence.start : one.sentence.end],
            one.sentence.start,
            one.sentence.end,
            one.number,
            tones.get(one.number, 0.0),
            tuple(finding.claim.id for finding in one.findings),
            verdict_of(_numbers(article, one.sentence, named), one.findings),
        )
        for one in sorted(taken, key=lambda one: one.number)
    )


def _stems(text: str) -> frozenset[str]:
    return frozenset(
        stem(word.form) for word in words(text)
        if word.form not in terms().sets["common"] and word.form[0].isalpha()
    )  # fmt: skip


def _candidates(
    article: Article, tones: dict[int, float], by_sentence: dict[int, list[Finding]]
) -> list[_Candidate]:
    cited = [(c.start, c.end) for c in article.citations]
    bodies = [
        (number, sentence, _stems(article.text[sentence.start : sentence.end]))
        for number, sentence in enumerate(article.sentences)
        if sentence.kind in ("body", "item")
        and not any(start <= sentence.start < end for start, end in cited)
    ]
    counts = Counter(one for _, _, stems in bodies for one in stems)
    long_enough = [row for row in bodies if _length(row[1]) >= SHORTEST] or bodies
    return [
        _Candidate(
            number, sentence, stems,
            _weight(sentence, stems, counts, place, tones.get(number, 0.0),
                    by_sentence.get(number, ())),
            tuple(by_sentence.get(number, ())),
        )
        for place, (number, sentence, stems) in enumerate(long_enough)
    ]  # fmt: skip


def _length(sentence: Sentence) -> int:
    return len(sentence.text.split())


def _weight(
    sentence: Sentence,
    stems: frozenset[str],
    counts: Counter[str],
    place: int,
    tone: float,
    findings: Sequence[Finding],
) -> float:
    """Shared words for its length, claims, an early place, plain tone; less if it leans on others."""
    shared = sum(math.log(counts[one]) for one in stems if counts[one] > 1)
    own = shared / math.sqrt(max(SHORTEST, len(stems)))
    claimed = min(3, len(findings)) + min(3, sum(f.claim.digits is not None for f in findings))
    early = 2.0 / (1 + place) if place < LEAD else 0.0
    listed = 1.0 if sentence.kind == "item" else 0.0
    worse = (_length(sentence) > LONGEST) + sentence.quoted + _leaning(sentence)
    return own + 0.8 * claimed + early + listed + abs(tone) - worse


def _leaning(sentence: Sentence) -> float:
    """What a sentence weighs less because it leans on the one before (The second is ...) or chats."""
    said, sets = [word.form for word in words(sentence.text)], terms().sets
    leans = bool(said) and (said[0] in sets["dangling"] or bool(set(said[:2]) & sets["ordinal"]))
    return 1.2 * leans + 1.0 * bool(set(said) & sets["chat"])


def _taken(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The weightiest first, each time the next; none that says again what one taken says."""
    ranked = sorted(candidates, key=lambda one: (-one.weight, one.number))[:CONSIDERED]
    left, taken = list(ranked), list[_Candidate]()
    while left and len(taken) < MOST:
        best = max(left, key=lambda one: (_beside(one, taken), -one.number))
        left = [one for one in left if one is not best]
        again = any(len(best.stems & o.stems) > NEW_WORDS * len(best.stems) for o in taken)
        # A short article that says one thing in each sentence still has its three.
        if not again or len(taken) + len(left) < FEWEST:
            taken.append(best)
    return taken


def _beside(one: _Candidate, taken: Sequence[_Candidate]) -> float:
    """A candidate's weight, less where its neighbours are taken already."""
    return one.weight - BESIDE * sum(abs(one.number - other.number) <= 1 for other in taken)


def verdict_of(bare: Sequence[int], findings: Sequence[Finding]) -> str:
    """The gravest verdict of a takeaway's claims, in the findings' own words.

    `bare`: offsets of the numbers that stand in it. "no claim": nothing that a table could answer;
    "forecast" or "opinion" if it is only that. A number that no claim took up makes "not_checkable" of
    an unclaimed sentence and "partial" of a supported one: no number may pass as checked.
    """
    facts = [one for one in findings if one.claim.kind not in NOT_CHECKED]
    if not facts:
        said = {one.claim.kind for one in findings}
        plain = "forecast" if "forecast" in said else "opinion" if said else "no claim"
        return "not_checkable" if bare else plain
    gravest = max((one.verdict for one in facts), key=_gravity)
    covered = [(one.claim.start, one.claim.end) for one in findings]
    loose = any(not any(start <= at < end for start, end in covered) for at in bare)
    return "partial" if loose and _gravity(gravest) < _gravity("partial") else gravest


def _gravity(verdict: str) -> int:
    """From supported to contradicted; what could not be looked up stands between them."""
    order = ("supported", "supported_under", "approximate", "partial", "selective", "not_checkable",
             "check_failed", "stale", "contradicted")  # fmt: skip
    return order.index(verdict) if verdict in FINDING_VERDICTS else 0


def _numbers(article: Article, sentence: Sentence, named: Sequence[tuple[int, int]]) -> list[int]:
    """Offsets of a sentence's numbers; years, spans of time and numbers within names are none."""
    text = article.text[sentence.start : sentence.end]
    places = [match.start() + sentence.start for match in NUMBER.finditer(text)]
    return [at for at in places if not any(start <= at < end for start, end in named)]
