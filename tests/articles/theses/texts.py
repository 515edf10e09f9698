"""Short articles in words of our own, read by the intake and the names."""

from __future__ import annotations

from datetime import date

from rotascope import catalog
from rotascope.articles.intake import article_of
from rotascope.articles.intake.document import Document
from rotascope.articles.names import mentions
from rotascope.articles.theses import theses_of
from rotascope.terms import Article, Mention, Thesis

DAY = date(2025, 12, 23)


def read(text: str, published: date | None = DAY) -> tuple[Article, tuple[Mention, ...]]:
    article = article_of(Document(text), published=published)
    return article, mentions(article, catalog.load())


def theses(text: str, published: date | None = DAY) -> tuple[Thesis, ...]:
    return theses_of(*read(text, published))


def conditions(text: str) -> list[list[tuple[str, str]]]:
    """(role, condition) of every key of every thesis."""
    return [[(key.role, key.condition) for key in one.triggers] for one in theses(text)]
