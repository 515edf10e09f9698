"""Intake: whatever door a text comes through, one article comes out."""

from rotascope.articles.intake.article import article_of
from rotascope.articles.intake.document import Document

__all__ = ["Document", "article_of"]
