"""Every claim of an article looked up as of its publication, one convention to a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from rotascope.articles.check.dating import dated
from rotascope.articles.check.looked import looked
from rotascope.articles.check.misdated import FEWEST, misdated
from rotascope.articles.check.stale import against_today
from rotascope.articles.check.together import together
from rotascope.articles.check.undated import undated
from rotascope.panel import Panel
from rotascope.terms.articles import Article, Claim, Dating, Finding

__all__ = ["MOST_CLAIMS", "NOT_CHECKED", "check_claims"]

Panels = Callable[[date], Panel]
Answer = tuple[tuple[Finding, ...], Dating | None]
NOT_CHECKED = ("opinion", "forecast")
MOST_CLAIMS = 2_000  # an article makes dozens; a text of megabytes must not hold the desk


def check_claims(panels: Panels, latest: date, article: Article, claims: Sequence[Claim]) -> Answer:
    """A finding for every claim, in order, and what day the data say an undated article is of.

    `panels(day)` shows what was known on a day; none after `latest` is asked for. Opinions and
    forecasts come back `not_checkable`, with that word as the reason. What lacks a basis is never
    `contradicted`. Dating None: the article has a date of its own, and its figures do not belie it.
    """
    day, dating = article.published.day, None
    if day is None:
        dating = dated(panels(latest), claims)
        day = dating.day
    asked = [claim for claim in claims if claim.kind not in NOT_CHECKED][:MOST_CLAIMS]
    then = _found(panels, latest, asked, day, dating)
    if article.published.day is not None:
        then, dating = misdated(panels, min(article.published.day, latest), then)
    found = {id(claim): finding for claim, finding in zip(asked, then, strict=True)}
    return tuple(found.get(id(claim)) or _unasked(claim) for claim in claims), dating


def _found(
    panels: Panels, latest: date, claims: Sequence[Claim], day: date | None, dating: Dating | None
) -> tuple[Finding, ...]:
    if day is None:
        return undated(panels, latest, claims, dating)
    panel = panels(min(day, latest))
    then = together(looked(panel, claims, day))
    told = tuple(against_today(panels, latest, day, finding) for finding in then)
    if dating is None or dating.fits >= FEWEST:
        return told
    return tuple(_unsure(finding, dating) for finding in told)


def _unsure(finding: Finding, dating: Dating) -> Finding:
    """Nothing is contradicted as of a day that fewer than three figures tell to the printed digits."""
    if finding.verdict != "contradicted":
        return finding
    why = (
        f"{dating.fits} of its figures alone say that it is of {dating.day}; then {finding.reason}"
    )
    return replace(finding, verdict="not_checkable", reason=why)


def _unasked(claim: Claim) -> Finding:
    if claim.kind in NOT_CHECKED:
        return Finding(claim, "not_checkable", None, "", claim.kind)
    why = f"only the first {MOST_CLAIMS:,} claims of an article are looked up"
    return Finding(claim, "check_failed", None, "", why)
