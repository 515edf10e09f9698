"""Leadership: every pair with its ratio, trend line and noise, breaks, spells, distance to records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rotascope.figures.evidence import evidence
from rotascope.figures.frame import Picture
from rotascope.figures.rotation import has_momentum, rotation_map
from rotascope.surfaces import numbers
from rotascope.surfaces.web.multiples import drawn, multiples
from rotascope.surfaces.web.page import Asked, Page
from rotascope.surfaces.web.pairs import pair_pages
from rotascope.terms import AxisVerdict, Reading

if TYPE_CHECKING:
    from rotascope.desk import Desk

__all__ = ["PAGE"]

STEMS = (
    "rs", "today", "streak", "spell", "trend_break", "break_date", "since", "false_starts",
    "levels", "run_length", "sharpe", "persistence", "wobble", "markov", "rotation_map", "season",
)  # fmt: skip
SHOWN = (
    ("rs", "126 sessions"), ("today", "Today"), ("streak", "Streak"), ("spell", "Spell"),
    ("trend_break", "Trend line"), ("break_date", "Dated break"), ("false_starts", "False starts"),
    ("sharpe", "For its risk"), ("persistence", "After such a week"), ("wobble", "After a wobble"),
)  # fmt: skip
"""The columns of the table of pairs: a signal's stem and how its column is headed."""
MEANT = (
    ("126 sessions", "relative total return"),
    ("Today", "the last session in sd of the year before it"),
    ("Streak", "sessions running that one side beat the other"),
    ("Spell", "sessions that the lead has lasted, by the sign of 26 weeks once 4 weeks confirm it"),
    ("Trend line", "distance from its 156-week downtrend line in weekly sd"),
    ("Dated break", "sessions since the best dated change of its weekly drift"),
    (
        "False starts",
        "earlier breaks of that line that fell back within 26 weeks, of those settled",
    ),
    ("For its risk", "Sharpe ratio of three years less the other side's"),
    ("After such a week", "share of moves like the last week's that went on over the next month"),
    ("After a wobble", "mean of the challenger in the 63 sessions after a bad month of the leader"),
)
"""What stands in each column, printed below the table."""
COUNTED = "breaks so far"
"""The line beside a share of false starts: of how many."""
SAID = ("rs", "streak", "spell", "since", "break_date")
"""Told in sentences below the picture of a pair."""
RECORDS = ("high.russell_2000", "high.small_cap", "high.sp500", "high.large_cap", "high.gap")
GROUPS = ("agreement.small_caps", "breakout.small_caps", "divergence.cap_equal")


def build(desk: Desk, asked: Asked) -> Mapping[str, Any]:
    """All pairs, the evidence on both axes, how far the lines stand below their records."""
    verdict = desk.brief(asked.as_of).verdict
    verdicts = verdict.axes
    pairs = pair_pages(desk, asked.as_of, verdicts, STEMS)
    both = desk.signals((*RECORDS, *GROUPS), as_of=asked.as_of, history=True)
    readings = [one for page in pairs for one in page.readings]
    return {
        "verdicts": verdicts,
        "evidence": [_evidence(one) for one in verdicts],
        "pairs": pairs,
        "leads": [one.pair for one in verdicts],
        "columns": SHOWN,
        "meant": MEANT,
        "figure_of": _figure,
        "said": SAID,
        "records": multiples(one for one in both if one.signal in RECORDS),
        "groups": [one for one in both if one.signal in GROUPS],
        "map": _map(readings),
        "mapped": [one for one in readings if has_momentum(one)],
    }


def _figure(one: Reading) -> str:
    """A reading's value; '1 of 1' where it is a share of a few, which a percentage would hide."""
    line = next((line for line in one.lines if line.name == COUNTED), None)
    if one.value is None or line is None or not line.history.values:
        return numbers.value(one)
    count = line.history.values[-1]
    return f"{one.value * count:.0f} of {count:.0f}"


def _evidence(verdict: AxisVerdict) -> Picture | None:
    told = verdict.evidence_for or verdict.evidence_against
    return evidence(verdict) if told else None


def _map(readings: Sequence[Reading]) -> Picture | None:
    mapped = [one for one in readings if has_momentum(one) and drawn(one)]
    return rotation_map(mapped) if mapped else None


PAGE = Page("leadership", "Leadership", "/leadership", "leadership.html.j2", build, place=2)
