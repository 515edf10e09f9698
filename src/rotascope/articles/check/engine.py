"""Every claim of an article looked up as of its publication, one convention to a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from rotascope.articles.check.dating import dated
from rotascope.articles.check.stale import OF_A_MOMENT, against_today
from rotascope.articles.check.together import together
from rotascope.articles.check.words import told
from rotascope.articles.measures import DATELESS, observed
from rotascope.articles.measures.observed import Observed
from rotascope.articles.measures.spans import closed
from rotascope.panel import Panel
from rotascope.terms.articles import Article, Claim, Dating, Finding

__all__ = ["NOT_CHECKED", "check_claims"]

Panels = Callable[[date], Panel]
Answer = tuple[tuple[Finding, ...], Dating | None]
NOT_CHECKED = ("opinion", "forecast")
YEARLESS = re.compile(r"since:--(\d\d)")


def check_claims(panels: Panels, latest: date, article: Article, claims: Sequence[Claim]) -> Answer:
    """A finding for every claim, in order, and what day the data say an undated article is of.

    `panels(day)` shows what was known on a day; none after `latest` is asked for. Opinions and
    forecasts come back `not_checkable`, with that word as the reason. What lacks a basis is never
    `contradicted`. Dating None: the article has a date of its own.
    """
    day, dating = article.published.day, None
    if day is None:
        dating = dated(panels(latest), claims)
        day = dating.day
    looked = [claim for claim in claims if claim.kind not in NOT_CHECKED]
    then = _found(panels, latest, looked, day, dating)
    found = {id(claim): finding for claim, finding in zip(looked, then, strict=True)}
    return tuple(found.get(id(claim)) or _unasked(claim) for claim in claims), dating


def _found(
    panels: Panels, latest: date, claims: Sequence[Claim], day: date | None, dating: Dating | None
) -> tuple[Finding, ...]:
    if day is None:
        panel = panels(latest)
        return together([(c, _undated(panel, c, latest, dating)) for c in claims])
    panel = panels(min(day, latest))
    then = together([(claim, observed(panel, _resolved(claim, day), day)) for claim in claims])
    return tuple(against_today(panels, latest, day, finding) for finding in then)


def _resolved(claim: Claim, day: date) -> Claim:
    """The claim with a month that names no year taken as the last one before the article's day."""
    found = YEARLESS.fullmatch(claim.window)
    if found is None:
        return claim
    since = f"{day.year - (int(found[1]) > day.month)}-{found[1]}"
    detail = tuple(
        ("since", since) if name == "since" else (name, told) for name, told in claim.detail
    )
    return replace(claim, window=f"since:{since}", detail=detail)


def _unasked(claim: Claim) -> Finding:
    return Finding(claim, "not_checkable", None, "", claim.kind)


def _undated(
    panel: Panel, claim: Claim, latest: date, dating: Dating | None
) -> tuple[Observed, ...]:
    """What can be said of a claim whose article has no date: of a year gone by, or of no day at all."""
    if claim.measure in DATELESS or closed(claim.window, latest) or claim.as_of:
        return observed(panel, claim, claim.as_of or latest)
    why = dating.note if dating else ""
    hint = "undated: give the day with --published"
    said = [hint, why, _today(panel, claim, latest)]
    return (Observed("", None, reason="; ".join(text for text in said if text)),)


def _today(panel: Panel, claim: Claim, latest: date) -> str:
    """What the newest day says of a lasting state, for the reader to set beside an undated claim."""
    if claim.measure not in OF_A_MOMENT or claim.window:
        return ""
    seen = (o for o in observed(panel, claim, latest) if o.value is not None and o.own)
    first = next(seen, None)
    if first is None:
        return ""
    return f"on {first.end_date or latest} it was {told(claim, first.value)}, {first.reading}"
