"""Statements on the shelf that cannot all hold: sides taken against one another, figures that differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rotascope.articles.library.figures import UNDATED, figures
from rotascope.articles.library.labels import labels
from rotascope.articles.library.shelf import Shelved, shelf_of
from rotascope.articles.library.sketch import originals
from rotascope.articles.library.stances import Stance, stances, strongest
from rotascope.articles.library.topics import Topic, topics
from rotascope.terms import Article, Disagreement

__all__ = ["disagreements", "disagreements_of", "distinct"]

AXES = {"size": "small against large", "concentration": "the rest against the few"}
Days = Mapping[str, date | None]


def disagreements(
    stored: Iterable[Shelved | Article], *, resolved: bool = False
) -> tuple[Disagreement, ...]:
    """Every question on which the shelf takes more than one side, and every figure printed twice
    differently; copies of an article count once.

    A side is seen by words (`stances`): what no sentence says outright is not found, and a pair found
    is two sentences to read, not a proof. What only seems to disagree (other days) is left out unless
    `resolved`.
    """
    shelf = distinct(shelf_of(stored))
    days = {one.article.id: one.day for one in shelf}
    taken = defaultdict(list)
    for one in shelf:
        for stance in stances(one.article):
            taken[stance.topic].append(stance)
    found = [_of_topic(topic, taken[topic.name], days) for topic in topics().each]
    told = [*(one for one in found if one is not None), *figures(shelf), *labels(shelf)]
    return tuple(one for one in told if resolved or not one.resolved)


def disagreements_of(
    article: Shelved | Article, stored: Iterable[Shelved | Article]
) -> tuple[Disagreement, ...]:
    """Those of `disagreements` in which the article itself has a part, with itself or with others.

    Figures printed twice without a day are left to the article's own remarks, which say more of them.
    """
    own = article.article if isinstance(article, Shelved) else article
    told = disagreements([article, *stored])
    return tuple(one for one in told if own.id in one.articles and one.kind != UNDATED)


def distinct(shelf: Sequence[Shelved]) -> tuple[Shelved, ...]:
    """The shelf without near-duplicates of an earlier article."""
    first = originals([one.article.text for one in shelf])
    return tuple(one for place, one in enumerate(shelf) if first[place] == place)


def _of_topic(topic: Topic, taken: Sequence[Stance], days: Days) -> Disagreement | None:
    """The topic as one disagreement, if on one axis more than one side is taken."""
    sides = defaultdict(list)
    for one in taken:
        sides[one.axis, one.pole].append(one)
    axes = {axis for axis, _ in sides if len({pole for other, pole in sides if other == axis}) > 1}
    if not axes:
        return None
    chosen = [strongest(group) for key in sorted(sides) for group in _by_article(sides[key])]
    return Disagreement(
        kind=topic.name,
        text=f"{topic.question}: {_told(topic, sides)}",
        articles=tuple(one.article for one in chosen),
        quotes=tuple(one.quote for one in chosen),
        row=topic.row,
        resolved=_aged(topic, [one for one in chosen if one.axis in axes], days),
    )


def _by_article(group: Sequence[Stance]) -> list[list[Stance]]:
    by: dict[str, list[Stance]] = defaultdict(list)
    for one in group:
        by[one.article].append(one)
    return list(by.values())


def _told(topic: Topic, sides: Mapping[tuple[str, int], Sequence[Stance]]) -> str:
    parts = []
    for (axis, pole), group in sorted(sides.items(), key=lambda one: (one[0][0], -one[0][1])):
        many = len({one.article for one in group})
        where = f", {AXES[axis]}" if len({key[0] for key in sides}) > 1 and axis in AXES else ""
        parts.append(f"{topic.side(pole)} ({many} article{'s' if many > 1 else ''}{where})")
    return "; ".join(parts)


def _aged(topic: Topic, chosen: Sequence[Stance], days: Days) -> bool:
    """Statements on what is now the case do not disagree if each side speaks of another time.

    Without a day for each it is not known, and they stand.
    """
    if not topic.keeps:
        return False
    by_pole: dict[int, list[date]] = defaultdict(list)
    for one in chosen:
        day = days.get(one.article)
        if day is None:
            return False
        by_pole[one.pole].append(day)
    groups = list(by_pole.values())
    nearest = min(
        abs((a - b).days)
        for at, group in enumerate(groups)
        for other in groups[at + 1 :]
        for a in group
        for b in other
    )
    return nearest > topic.keeps
