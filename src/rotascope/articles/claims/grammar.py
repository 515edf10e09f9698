"""The claims of an article, sentence by sentence; tables first, every sentence once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from rotascope.articles.claims.reading import Reading, read
from rotascope.articles.claims.returns import returns
from rotascope.articles.claims.tables import glued
from rotascope.catalog import Catalog
from rotascope.terms.articles import Article, Claim, Mention

__all__ = ["MOST_CLAIMS", "claims_of"]

MOST_CLAIMS: Final = 2_000
"""A text of ten megabytes may hold a million numbers; nobody asks for more claims than this."""


def claims_of(
    article: Article, mentions: tuple[Mention, ...], catalog: Catalog
) -> tuple[Claim, ...]:
    """Everything the article says that could be looked up, and its opinions and forecasts.

    In the order of the text, at most 2,000. Claims of one sentence and window share a group, a
    table's column too. It reads English; in another language numbers beside names are still found.
    """
    readings = _readings(article, mentions)
    cells, taken = glued(readings)
    found = cells[:MOST_CLAIMS]
    for reading in readings:
        if reading.index not in taken and not article.sentences[reading.index].quoted:
            found += _sentence(reading)
        if len(found) >= MOST_CLAIMS:
            break
    return tuple(sorted(found[:MOST_CLAIMS], key=lambda claim: (claim.start, claim.end)))


def _readings(article: Article, mentions: tuple[Mention, ...]) -> list[Reading]:
    by_sentence: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_sentence[mention.sentence].append(mention)
    carried = ""
    found = []
    for index in range(len(article.sentences)):
        reading = read(article, index, by_sentence[index], carried)
        found.append(reading)
        carried = reading.windows[0].name if reading.windows else carried
    return found


def _sentence(reading: Reading) -> Iterator[Claim]:
    for number in reading.numbers:
        for claim in returns(reading, number):
            yield replace(claim, group=f"sentence {reading.index}: {claim.window}")
