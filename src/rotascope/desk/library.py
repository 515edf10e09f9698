"""The library as the desk answers it: what is on file, what speaks of a query, what the data decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rotascope.articles.check.engine import NOT_CHECKED
from rotascope.articles.library import Shelved, disagreements, search
from rotascope.articles.library.figures import MOST_CLAIMS, left_out
from rotascope.articles.library.meaning import Embed
from rotascope.articles.library.sketch import originals
from rotascope.articles.library.topics import Topic, topics
from rotascope.panel import Panel
from rotascope.signals import kept
from rotascope.terms import Disagreement, Reading
from rotascope.terms.library import Library, OnShelf

__all__ = ["decided", "library"]

FOUND = 10


def library(
    panel: Panel,
    shelf: Sequence[Shelved],
    query: str = "",
    embed: Embed | None = None,
    until: date | None = None,
) -> Library:
    """Everything on file; with a query the articles that speak of it, and only their disagreements.

    What was not kept and published by `until` is left out and counted. Opinions and forecasts are no
    claims that could be looked up, and are not counted as such.
    """
    whole = len(shelf)
    shelf = [one for one in shelf if until is None or one.known_by(until)]
    later = whole - len(shelf)
    first = originals([one.article.text for one in shelf])
    once = {place: one for place, one in enumerate(shelf) if first[place] == place}
    found = search(query, once.values(), FOUND, embed) if query else ()
    named = {one.article for one in found}
    chosen = [one for one in once.values() if one.article.id in named or not query]
    return Library(
        query=query,
        articles=tuple(
            sorted((_row(one, first.count(place)) for place, one in once.items()), key=_newest)
        ),
        found=found,
        disagreements=decided(panel, disagreements(chosen)),
        as_of=panel.as_of,
        notes=(*_notes(whole, later, until), *_left(chosen)),
    )


def _notes(whole: int, later: int, until: date | None) -> tuple[str, ...]:
    if not whole:
        return ("no article is on file: `rotascope check FILE` keeps one",)
    return (f"left out, because published or kept later than {until}: {later}",) if later else ()


def _left(chosen: Sequence[Shelved]) -> tuple[str, ...]:
    many = left_out(chosen)
    said = f"figures set against nothing, beyond the first {MOST_CLAIMS} of their article: {many}"
    return (said,) if many else ()


def _row(one: Shelved, times: int) -> OnShelf:
    article = one.article
    return OnShelf(
        article=article.id,
        title=one.name,
        day=one.day,
        dated=article.published.day is not None,
        source=article.source,
        author=article.author,
        claims=sum(claim.kind not in NOT_CHECKED for claim in one.claims),
        copies=times - 1,
    )


def _newest(row: OnShelf) -> tuple[int, str]:
    """Newest first, those without a day last."""
    return (-(row.day or date.min).toordinal(), row.article)


def decided(panel: Panel, told: Sequence[Disagreement]) -> tuple[Disagreement, ...]:
    """The same with what the data say: the readings that speak to the question, and whom they favour.

    A reading favours a side only where its interval leaves no doubt of its sign.
    """
    by_name = {topic.name: topic for topic in topics().each}
    asked = [by_name[one.kind] for one in told if one.kind in by_name]
    names = list(dict.fromkeys(name for topic in asked for name in topic.signals))
    read = dict(zip(names, kept.readings(panel, names), strict=True)) if names else {}
    return tuple(_told(one, by_name.get(one.kind), read) for one in told)


def _told(one: Disagreement, topic: Topic | None, read: dict[str, Reading]) -> Disagreement:
    if topic is None:
        return one
    readings = [read[name] for name in topic.signals]
    parts = [_said(reading, topic) for reading in readings]
    known = next((reading.key for reading in readings if reading.text), "")
    return replace(one, decided=f"{'; '.join(parts)}. More: {topic.look}", key=known)


def _said(reading: Reading, topic: Topic) -> str:
    if not reading.text:
        return f"{reading.title}: {reading.status.replace('_', ' ')}, {reading.reason}"
    old = f" ({reading.status})" if reading.status != "ok" else ""
    text = reading.text.replace("; filtered ", "; newest estimate ")
    return f"{text}{old}{_favours(reading, topic)}"


def _favours(reading: Reading, topic: Topic) -> str:
    """Whom a reading speaks for; "" where readings only show."""
    if not topic.scale or reading.interval is None or reading.status != "ok":
        return ""
    low, high = reading.interval.low, reading.interval.high
    if low <= 0 <= high:
        return "; its sign is open"
    return f", which favours: {topic.side(topic.scale if low > 0 else -topic.scale)}"
