"""Measures that nothing on file answers: each says what would be needed, and none guesses.

What a signal of this project can say beside the claim is named, so that a reader can go on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from rotascope.articles.measures import Read, measure
from rotascope.articles.measures.observed import Observed
from rotascope.panel import Panel
from rotascope.terms.articles import Claim, Measure

__all__ = ["WHY"]

WHY: dict[Measure, str] = {
    "valuation": "no earnings of the whole group on file: a multiple of some members is not the group's"
    " (`rotascope signals valuation.spread` says what there is)",
    "growth": "no filed earnings of the whole group on file, as filed and by date",
    "cap_change": "no market values of the members at both ends on file: a fund's weights of one day"
    " do not give them",
    "breadth": "breadth is measured in several ways and the text does not say which: see"
    " `rotascope signals breadth.above_200 breadth.advance_decline`",
    "sensitivity": "a sensitivity needs a window and a definition, and the text gives neither: see"
    " `rotascope history yields` for the betas with their intervals",
    "event": "no record of it on file that could be set against the words",
    "probability": "nobody can look up a probability: it is registered, and scored when it is over",
    "statement": "the words name no quantity that a table could answer",
}


def _said(name: Measure) -> Read:
    def read(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
        return (Observed("", None, reason=WHY[name]),)

    return read


def _register(add: Callable[[Measure], Callable[[Read], Read]]) -> None:
    for name in WHY:
        add(name)(_said(name))


_register(measure)
