"""The claims of an article: who is said to have done what, by how much, over which window."""

from rotascope.articles.claims.grammar import claims_of

__all__ = ["claims_of"]
