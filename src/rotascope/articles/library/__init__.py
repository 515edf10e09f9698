"""Stored articles searched by meaning of words, told apart from copies, set against one another."""

from __future__ import annotations

from rotascope.articles.library.disagreements import disagreements, disagreements_of
from rotascope.articles.library.related import related
from rotascope.articles.library.search import search
from rotascope.articles.library.shelf import Shelved

__all__ = ["Shelved", "disagreements", "disagreements_of", "related", "search"]
