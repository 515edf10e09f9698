"""What a remark may look at: the article, what was found in it, and the market of that day."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rotascope.catalog import Catalog
from rotascope.panel import Panel
from rotascope.terms.articles import Article, Claim, Dating, Finding, Mention, Sentence

__all__ = ["CHARACTERS", "HOLDS", "SENTENCES", "Scene"]

SENTENCES, CHARACTERS = 5_000, 2_000

HOLDS = frozenset({"supported", "supported_under", "approximate", "partial"})
"""Verdicts under which a claim's printed number may be used as the article's own evidence."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One article with everything that was found in it, and the panel of the day it speaks of.

    `panel` knows no more than was known then. `dating` is given where the data dated the article.
    """

    article: Article
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    panel: Panel
    catalog: Catalog
    dating: Dating | None = None

    @property
    def day(self) -> date | None:
        """The day the article speaks of: published, else what the data say; None where neither does.

        Never after what the panel knows: of an article from the future it is the panel's own day.
        """
        told = self.article.published.day or (self.dating.day if self.dating else None)
        return min(told, self.panel.as_of) if told is not None else None

    def finding(self, claim: Claim) -> Finding | None:
        """What was found of a claim; None if it was not looked up."""
        return next((f for f in self.findings if f.claim.id == claim.id), None)

    def of(self, *measures: str) -> tuple[Claim, ...]:
        """The claims about any of these measures, in the order of the text."""
        return tuple(claim for claim in self.claims if claim.measure in measures)

    def named(self, sentence: int) -> tuple[Mention, ...]:
        """The mentions of one sentence in its order; `mentions` is sorted by sentence."""
        low = bisect_left(self.mentions, sentence, key=lambda m: m.sentence)
        high = bisect_right(self.mentions, sentence, key=lambda m: m.sentence)
        return tuple(sorted(self.mentions[low:high], key=lambda m: m.start))

    def symbols(self, sentence: int) -> tuple[str, ...]:
        """What a sentence names, in its order, each once."""
        return tuple(dict.fromkeys(m.symbol for m in self.named(sentence)))

    def saying(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, Sentence, re.Match[str]]]:
        """Every sentence in which a pattern is found: (its number, the sentence, the first match).

        Of the first 5,000 sentences and the first 2,000 characters of each: no article is longer, and
        what pretends to be one costs no more.
        """
        for number, sentence in enumerate(self.article.sentences[:SENTENCES]):
            found = pattern.search(sentence.text[:CHARACTERS])
            if found:
                yield number, sentence, found
