"""Claims set against the tape under every admissible convention."""

from rotascope.articles.check.engine import check_claims

__all__ = ["check_claims"]
