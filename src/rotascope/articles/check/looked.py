"""Claims with everything that was observed about them, each question asked once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rotascope.articles.measures import observed
from rotascope.articles.measures.observed import Observed
from rotascope.panel import Panel
from rotascope.terms.articles import AUTHOR, Claim

__all__ = ["Looked", "looked", "resolved"]

Looked = tuple[Claim, tuple[Observed, ...]]
YEARLESS = re.compile(r"since:--(\d\d)")


def looked(panel: Panel, claims: Sequence[Claim], day: date) -> list[Looked]:
    """Every claim with its readings as of `day`, or of the day it names itself ("as of 30 June").

    What an article says ten times is asked once.
    """
    known: dict[Claim, tuple[Observed, ...]] = {}
    found = []
    for claim in claims:
        question = _question(claim)
        if question not in known:
            known[question] = observed(panel, resolved(question, day), claim.as_of or day)
        found.append((claim, known[question]))
    return found


def _question(claim: Claim) -> Claim:
    """The claim without where in the text it stands and who says it."""
    return replace(
        claim, id="", start=0, end=0, sentence=0, group="", speaker=AUTHOR, hedge=None
    )  # fmt: skip


def resolved(claim: Claim, day: date) -> Claim:
    """The claim with a month that names no year taken as the last one before the article's day."""
    found = YEARLESS.fullmatch(claim.window)
    if found is None:
        return claim
    since = f"{day.year - (int(found[1]) > day.month)}-{found[1]}"
    detail = tuple((name, since if name == "since" else text) for name, text in claim.detail)
    return replace(claim, window=f"since:{since}", detail=detail)
