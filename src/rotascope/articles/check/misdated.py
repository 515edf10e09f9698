"""An article whose figures are older than its date: a page reprinted, or dated by its last change.

Where several figures are wrong as of the day given, and all fit one earlier day to their digits, that
day is named: they held then, and are stale on the day they are printed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from rotascope.articles.check.dating import dated, speaks_of_a_day
from rotascope.articles.check.looked import looked
from rotascope.articles.check.together import SUPPORTED, together
from rotascope.panel import Panel
from rotascope.terms.articles import Dating, Finding

__all__ = ["FEWEST", "misdated"]

FEWEST = 3
HELD = (*SUPPORTED, "approximate")
Answer = tuple[tuple[Finding, ...], Dating | None]


def misdated(panels: Callable[[date], Panel], day: date, found: Sequence[Finding]) -> Answer:
    """The findings with what held on the earlier day its figures fit as `stale`, and that day.

    Unchanged, and None, unless three figures are contradicted and three fit one day known by `day`.
    """
    wrong = [f for f in found if f.verdict == "contradicted" and speaks_of_a_day(f.claim)]
    if len(wrong) < FEWEST:
        return tuple(found), None
    claims = [finding.claim for finding in found]
    dating = dated(panels(day), claims)
    if dating.day is None or dating.fits < FEWEST:
        return tuple(found), None
    then = together(looked(panels(dating.day), claims, dating.day))
    turned = set(map(id, wrong))
    return (
        tuple(
            _stale(one, earlier, day) if id(one) in turned else one
            for one, earlier in zip(found, then, strict=True)
        ),
        replace(dating, note=f"{dating.note}; the day given, {day}, is later"),
    )


def _stale(finding: Finding, earlier: Finding, day: date) -> Finding:
    """What held on the earlier day, as stale on the day given; the finding itself if it never did."""
    if earlier.verdict not in HELD:
        return finding
    reason = f"it held on {earlier.end_date} and not on {day}: {finding.reason}"
    return replace(earlier, verdict="stale", reason=reason)
