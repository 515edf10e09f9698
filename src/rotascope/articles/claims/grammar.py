"""The claims of an article, sentence by sentence; tables first, every number once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from rotascope.articles.claims import holdings, levels
from rotascope.articles.claims.cells import barred
from rotascope.articles.claims.early import early
from rotascope.articles.claims.impacts import impact
from rotascope.articles.claims.mirrors import mirrored
from rotascope.articles.claims.moments import as_of, basis
from rotascope.articles.claims.multiplied import multiplied
from rotascope.articles.claims.numbers import Quantity
from rotascope.articles.claims.phrases import phrases
from rotascope.articles.claims.pronouns import spoken_of, the_one
from rotascope.articles.claims.reading import Place, Reading, own_windows, read
from rotascope.articles.claims.relations import comparisons, multiples
from rotascope.articles.claims.returns import returns
from rotascope.articles.claims.speakers import speaker_of
from rotascope.articles.claims.tables import glued
from rotascope.articles.claims.views import future, triggers, view
from rotascope.articles.wording import hedge_of
from rotascope.catalog import Catalog
from rotascope.terms.articles import AUTHOR, Article, Claim, Hedge, Mention, Sentence, Speaker

__all__ = ["MOST_CLAIMS", "claims_of"]

MOST_CLAIMS: Final = 2_000
"""A text may hold a hundred thousand numbers; nobody asks for more claims than this."""
_MOST_NUMBERS: Final = 60  # of one sentence: more are a listing, not prose
_QUOTED: Final = Speaker("a quotation", 2)
Rule = Callable[[Reading, Quantity], tuple[Claim, ...] | None]
_RULES: Final[tuple[Rule, ...]] = (
    levels.probability, holdings.fee, holdings.members, holdings.count, levels.breadth,
    levels.high_distance, holdings.weight, levels.other_share, levels.valuation, levels.flow,
    levels.growth, levels.drawdown, levels.level, returns,
)  # fmt: skip
"""The first rule that knows a number has it; () = it is known, and nothing is claimed."""


def claims_of(
    article: Article, mentions: tuple[Mention, ...], catalog: Catalog
) -> tuple[Claim, ...]:
    """Everything the article says that could be looked up, and its opinions and forecasts.

    In the order of the text, at most 2,000. Claims of one sentence and window share a group, a
    table's column too. It reads English; in another language numbers beside names are still found.
    """
    readings = _readings(article, mentions, catalog)
    cells, taken = glued(readings)
    more, used = barred(readings)
    found = [*cells, *more]
    taken |= used
    speaker, listed = AUTHOR, False
    for reading in readings:
        sentence = article.sentences[reading.index]
        if reading.index in taken or (sentence.quoted and _cited(article, sentence)):
            continue
        speaker = _QUOTED if sentence.quoted else speaker_of(reading, speaker)
        heading = sentence.kind in ("title", "heading")
        found += _sentence(replace(reading, speaker=speaker), listed, heading)
        listed = triggers(reading.text) or (listed and reading.text.startswith("The "))
        if len(found) >= MOST_CLAIMS:
            break
    return tuple(sorted(found[:MOST_CLAIMS], key=lambda claim: (claim.start, claim.end)))


def _cited(article: Article, sentence: Sentence) -> bool:
    """Whether a sentence is an entry of the list of references, not somebody's words."""
    listed = any(c.start < sentence.end and sentence.start < c.end for c in article.citations)
    return listed or not sentence.text.startswith(('"', "\u201c", "'", "\u2018"))


def _readings(article: Article, mentions: tuple[Mention, ...], catalog: Catalog) -> list[Reading]:
    by_sentence: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_sentence[mention.sentence].append(mention)
    carried, last, before = "", None, None
    found: list[Reading] = []
    for index in range(len(article.sentences)):
        reading = read(article, index, by_sentence[index], carried, last)
        it = (
            *spoken_of(reading.text, reading.names, before),
            *early(reading.text, reading.published, reading.names, catalog),
        )
        if it:
            reading = replace(reading, names=tuple(sorted((*reading.names, *it), key=_place)))
        before = the_one(reading.names)
        found.append(reading)
        own = own_windows(reading)
        carried = own[0].name if own else carried
        indices = [name for name in reading.names if name.kind == "index"]
        last = indices[-1].symbol if indices else last
    return found


def _place(name: Place) -> tuple[int, int]:
    return name.start, -name.end


def _sentence(reading: Reading, listed: bool, heading: bool) -> Iterator[Claim]:
    found = list(_checkable(reading))
    made = []
    for claim in found:
        at = claim.end - reading.offset
        ahead = claim.measure != "impact" and future(reading, at)
        made.append(replace(claim, kind="forecast") if ahead else claim)
    held = any(claim.kind not in ("forecast", "opinion") for claim in made)
    told = any(claim.kind == "forecast" or claim.measure == "impact" for claim in made)
    if not heading and not told:
        seen = view(reading, held, listed)
        made += [seen] if seen else []
    day, counted = as_of(reading.text, reading.published), basis(reading.text)
    for claim in _once(made):
        detail = claim.detail
        if counted and claim.measure in ("return", "relative_return", "group_floor"):
            detail = (*detail, ("basis", counted))
        yield replace(
            claim, hedge=_hedge(reading, claim), group=_group(reading, claim),
            as_of=claim.as_of or day, detail=detail,
        )  # fmt: skip


def _hedge(reading: Reading, claim: Claim) -> Hedge | None:
    return hedge_of(reading.text) if claim.kind in ("opinion", "forecast") else None


def _group(reading: Reading, claim: Claim) -> str:
    if claim.measure not in ("return", "relative_return", "group_floor"):
        return claim.group
    return f"sentence {reading.index}: {claim.window}"


def _once(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The same thing said by two rules of one sentence is one claim."""
    seen = set()
    for claim in claims:
        key = (claim.measure, claim.subject, claim.against, claim.value, claim.window, claim.detail)
        if key not in seen:
            seen.add(key)
            yield claim


def _checkable(reading: Reading) -> Iterator[Claim]:
    """Claims that could be looked up: whole-sentence rules first, then number by number."""
    claims, used = impact(reading)
    yield from claims
    spent = list(used)
    beating = any(holdings.members(reading, number) for number in reading.numbers)
    relations = [] if beating else [*multiples(reading), *comparisons(reading)]
    for claim, numbers in (*relations, *phrases(reading), *multiplied(reading)):
        yield claim
        spent += numbers
    free = tuple(n for n in reading.numbers if n not in spent)[:_MOST_NUMBERS]
    yield from _numbers(replace(reading, numbers=free))


def _numbers(reading: Reading) -> Iterator[Claim]:
    last: tuple[Quantity, Claim] | None = None
    for number in reading.numbers:
        if number.words.lower().endswith("from "):  # where it was before, not where it is
            continue
        found = mirrored(reading, *last, number) if last else None
        if found is None:
            found = next((c for rule in _RULES if (c := rule(reading, number)) is not None), ())
        yield from found
        last = (number, found[0]) if found else last
