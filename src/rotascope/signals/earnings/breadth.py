"""Do more companies earn more than a year ago, or more than expected, outside the index than in it?"""

from __future__ import annotations

import numpy as np

from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.signals.earnings.gaps import Judgements, breadth_gap, equal_null
from rotascope.signals.earnings.reports import reports
from rotascope.signals.trace import Trace

__all__ = ["growth_breadth", "surprise_breadth"]

WINDOW = 63


@signal(
    "earnings.growth_breadth",
    title="Companies that earn more than a year ago, outside the index less in it",
    axis="size",
    family="earnings",
    unit="fraction",
    sign=1,
    theory="Prices follow earnings: when they spread among smaller companies, these tend to lead",
    null=equal_null,
)
def growth_breadth(panel: Panel) -> Trace:
    """(risen - fallen) / all of quarterly EPS against the same company's a year before, small less large.

    Each company against itself, in one dataset, so that joining or leaving a group moves nothing;
    losses count as any number. Announcements of 63 sessions, first prints. Companies outside the
    index include mid caps.
    """
    seen = reports(panel)
    known = np.isfinite(seen.before)
    sign = np.sign(seen.actual - seen.before)[known]
    made = Judgements(seen.known[known], sign, seen.large[known])
    return breadth_gap(panel, made, WINDOW, "earnings against a year ago", "earnings")


@signal(
    "earnings.surprise_breadth",
    title="Earnings above expectations, outside the index less in it",
    axis="size",
    family="earnings",
    unit="fraction",
    sign=1,
    theory="Prices drift after surprises for about a quarter (Bernard and Thomas 1989)",
    null=equal_null,
)
def surprise_breadth(panel: Panel) -> Trace:
    """(above - below) / all of announced EPS against the last consensus, small less large.

    Announcements of 63 sessions, first prints, an issuer once. Most companies beat what they
    guided: the level of either group says little, their difference is the reading.
    """
    seen = reports(panel)
    known = np.isfinite(seen.expected)
    sign = np.sign(np.round(seen.actual - seen.expected, 9))[known]
    made = Judgements(seen.known[known], sign, seen.large[known])
    return breadth_gap(panel, made, WINDOW, "earnings against expectations", "earnings")
