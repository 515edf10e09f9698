"""How forecasters did: what each registered, what came of it, and Brier's score beside the base rate's.

By source, by author, by speaker (who is quoted) and by hedging word: the last says what "may" turned
out to mean. Fewer than eight scored are listed and not rated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from rotascope.terms import Forecaster, Hedge, Prediction, Ruling, Speaker, Thesis
from rotascope.theses.score import OVER

__all__ = ["FEWEST", "track_record"]

FEWEST = 8
Role = Literal["source", "author", "speaker", "word"]
Item = Thesis | Prediction
ROLES: tuple[Role, ...] = ("source", "author", "speaker", "word")


def track_record(items: Iterable[Item], rulings: Mapping[str, Ruling]) -> tuple[Forecaster, ...]:
    """Every forecaster, by role and name, from registered items and the newest ruling of each.

    An item that was falsified by its own condition, expired, or could not be measured is registered and
    not scored. Nobody is rated on fewer than eight.
    """
    found: dict[tuple[Role, str], list[Ruling | None]] = {}
    for item in items:
        for role, name in _names(item):
            found.setdefault((role, name), []).append(rulings.get(item.id))
    order = sorted(found, key=lambda one: (ROLES.index(one[0]), one[1].lower()))
    return tuple(_forecaster(role, name, found[role, name]) for role, name in order)


def _names(item: Item) -> Iterator[tuple[Role, str]]:
    speaker, hedge = _said(item)
    if item.source:
        yield "source", item.source
    if item.author:
        yield "author", item.author
    if speaker.name:
        yield "speaker", speaker.name
    yield "word", hedge.word if hedge else "no word of doubt"


def _said(item: Item) -> tuple[Speaker, Hedge | None]:
    if isinstance(item, Prediction):
        return item.claim.speaker, item.claim.hedge
    return item.speaker, item.hedge


def _forecaster(role: Role, name: str, told: list[Ruling | None]) -> Forecaster:
    over = [one for one in told if one is not None and one.status in OVER]
    scores = [one.score for one in over if one.score is not None]
    bases = [one.base for one in over if one.base is not None]
    right = sum(one.status == "right" for one in over)
    if len(scores) < FEWEST:
        reason = f"{len(scores)} scored, {FEWEST} needed for a score"
        return Forecaster(name, role, len(told), len(over), right, None, None, reason)
    base = sum(bases) / len(bases) if len(bases) == len(scores) else None
    reason = "" if base is not None else "the base rate is not known for each of them"
    mean = sum(scores) / len(scores)
    return Forecaster(name, role, len(told), len(over), right, mean, base, reason)
