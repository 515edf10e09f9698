"""Every claim of an article looked up as of its publication, one convention to a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from rotascope.articles.check.judge import judged
from rotascope.articles.measures import observed
from rotascope.panel import Panel
from rotascope.terms.articles import Article, Claim, Dating, Finding

__all__ = ["check_claims"]

Panels = Callable[[date], Panel]
Answer = tuple[tuple[Finding, ...], Dating | None]


def check_claims(panels: Panels, latest: date, article: Article, claims: Sequence[Claim]) -> Answer:
    """A finding for every claim, in order, and what day the data say an undated article is of.

    `panels(day)` shows what was known on a day; none after `latest` is asked for. Opinions and
    forecasts come back `not_checkable`, with that word as the reason. What lacks a basis is never
    `contradicted`. Dating None: the article has a date of its own.
    """
    day = min(article.published.day or latest, latest)
    panel = panels(day)
    return tuple(_one(panel, claim, day) for claim in claims), None


def _one(panel: Panel, claim: Claim, day: date) -> Finding:
    if claim.kind in ("opinion", "forecast"):
        return Finding(claim, "not_checkable", None, "", claim.kind)
    return judged(claim, observed(panel, claim, day))
