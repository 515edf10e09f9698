"""What can be said of claims whose article has no date: never by guessing one.

A year gone by has its own end, and some questions need no day. For the rest the verdict stays open; the
reason says on which days the article's figures fit, and what those days and the newest one would say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from rotascope import sessions
from rotascope.articles.check.looked import looked
from rotascope.articles.check.stale import OF_A_MOMENT
from rotascope.articles.check.together import SUPPORTED, together
from rotascope.articles.check.words import told
from rotascope.articles.measures import dateless, observed
from rotascope.articles.measures.observed import Observed
from rotascope.articles.measures.spans import closed
from rotascope.panel import Panel
from rotascope.terms.articles import Claim, Dating, Finding

__all__ = ["FEW_DAYS", "UNDATED", "undated"]

UNDATED = "undated: give the day with --published"
FEW_DAYS, FEWEST_FIGURES = 6, 3
FEWEST_YEARS = 3
SINCE = re.compile(r"since:((?:19|20)\d\d)(?:-\d\d){0,2}")
Panels = Callable[[date], Panel]


def undated(
    panels: Panels, latest: date, claims: Sequence[Claim], dating: Dating | None
) -> tuple[Finding, ...]:
    """Findings of an undated article's claims; `not_checkable` with what is known if they need a day."""
    panel = panels(latest)
    free = [claim for claim in claims if _needs_no_day(claim, latest)]
    known = dict(
        zip(
            map(id, free),
            together(
                [(c, seen) for c in free for _, seen in looked(panel, [c], c.as_of or latest)]
            ),
            strict=True,
        )
    )
    for claim in claims:
        settled = None if id(claim) in known else _whatever_the_day(panel, claim, latest)
        if settled is not None:
            known[id(claim)] = settled
    rest = [claim for claim in claims if id(claim) not in known]
    hints = _on_the_days(panels, rest, dating)
    why = dating.note if dating else ""
    for claim in rest:
        said = [UNDATED, why, hints.get(id(claim), ""), _today(panel, claim, latest)]
        reason = "; ".join(text for text in said if text)
        known[id(claim)] = Finding(claim, "not_checkable", None, "", reason)
    return tuple(known[id(claim)] for claim in claims)


def _needs_no_day(claim: Claim, latest: date) -> bool:
    by_itself = claim.measure in dateless() or claim.as_of is not None
    return by_itself or closed(claim.window, latest)


def _whatever_the_day(panel: Panel, claim: Claim, latest: date) -> Finding | None:
    """A direction since some year that holds at every year end since: then its day does not matter."""
    found = SINCE.fullmatch(claim.window)
    if found is None or claim.digits is not None:
        return None
    days = [sessions.last_session(date(y, 12, 31)) for y in range(int(found[1]), latest.year)]
    if len(days) < FEWEST_YEARS:
        return None
    at = [finding for day in days for finding in together(looked(panel, [claim], day))]
    if not {finding.verdict for finding in at} <= set(SUPPORTED):
        return None
    span = f"at every year end from {days[0].year} to {days[-1].year}"
    reason = f"undated, and so {span}: {_least_and_most(at)}"
    reading = f"{at[-1].reading_used}, {span}"
    return replace(at[-1], verdict="supported_under", reading_used=reading, reason=reason)


def _on_the_days(panels: Panels, claims: Sequence[Claim], dating: Dating | None) -> dict[int, str]:
    """What the few days that the figures fit all say, by claim; {} for too many days."""
    days = dating.alternatives if dating else ()
    if not days or len(days) > FEW_DAYS or dating is None or dating.tried < FEWEST_FIGURES:
        return {}
    by_day = [together(looked(panels(day), claims, day)) for day in days]
    return {id(claim): _agreed(days, found) for claim, *found in zip(claims, *by_day, strict=True)}


def _agreed(days: Sequence[date], found: Sequence[Finding]) -> str:
    """What every one of the days says; "" where they differ."""
    verdicts = {finding.verdict for finding in found}
    held = verdicts <= set(SUPPORTED)
    if not held and verdicts != {"contradicted"}:
        return ""
    how = "it holds" if held else "it does not hold"
    return f"on each of these {len(days)} days {how}: {_least_and_most(found)}"


def _least_and_most(found: Sequence[Finding]) -> str:
    values = sorted(one.observed for one in found if one.observed is not None)
    numbers = dict.fromkeys(told(found[0].claim, value) for value in (*values[:1], *values[-1:]))
    return " to ".join(numbers)


def _today(panel: Panel, claim: Claim, latest: date) -> str:
    """What the newest day says of a lasting state, for the reader to set beside an undated claim."""
    if claim.measure not in OF_A_MOMENT or claim.window:
        return ""
    seen: Observed | None = next(
        (o for o in observed(panel, claim, latest) if o.value is not None and o.own), None
    )
    if seen is None:
        return ""
    return f"on {seen.end_date or latest} it was {told(claim, seen.value)}, {seen.reading}"
