"""What the library keeps of an article beside its text: its claims and the day it speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rotascope.terms import Article, Claim, Dating

__all__ = ["Shelved", "shelf_of"]


LONGEST = 120
NAMED = 4
"""Words from which a sentence can stand for a title: furniture has fewer."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """An article on the shelf, the claims read from it, and the day its figures fit, if one was found.

    `kept` is the session that first knows it here; None where that is not on record.
    """

    article: Article
    claims: tuple[Claim, ...] = ()
    dating: Dating | None = None
    kept: date | None = None

    def known_by(self, day: date) -> bool:
        """Whether it could be read here on `day`: kept and published by then, the later of both.

        A text kept later is not known earlier, whatever day it bears. No day at all hides nothing.
        """
        return all(one is None or one <= day for one in (self.kept, self.day))

    @property
    def day(self) -> date | None:
        """The day it speaks of: its publication, else the one its figures fit; None if neither."""
        published = self.article.published.day
        return published or (self.dating.day if self.dating else None)

    @property
    def name(self) -> str:
        """Its title, else its first sentence, else the start of its id."""
        article = self.article
        told = (one.text for one in article.sentences if one.text.count(" ") >= NAMED - 1)
        said = article.title or next(told, "")
        whole = " ".join(said.split())
        cut = whole[:LONGEST].rpartition(" ")[0] or whole[: LONGEST - 1]
        return (whole if len(whole) <= LONGEST else f"{cut} …") or article.id[:12]


def shelf_of(given: Iterable[Shelved | Article]) -> tuple[Shelved, ...]:
    """Articles, with or without their claims, each id once and in the order given."""
    found: dict[str, Shelved] = {}
    for one in given:
        shelved = one if isinstance(one, Shelved) else Shelved(one)
        found.setdefault(shelved.article.id, shelved)
    return tuple(found.values())
