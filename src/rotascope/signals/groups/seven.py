"""The seven by their prices alone: how much the index moves with each, and what they returned in a year.

Needs no holdings file, so that it answers every day; the seven are chosen with hindsight, as ever.
"""

from __future__ import annotations

import numpy as np

from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Series, Vector
from rotascope.sessions import Days
from rotascope.signals import words
from rotascope.signals.aligned import aligned, on_days
from rotascope.signals.trace import Trace, missing
from rotascope.signals.weekly import week_ends
from rotascope.terms import Null

__all__ = ["index_beta", "no_link_null", "seven_change", "year_null"]

WEEKS, YEAR = 104, 252


def _lines(panel: Panel) -> tuple[Series, ...]:
    """The seven's lines that are on file."""
    symbols = panel.catalog.baskets["MAG7"].symbols
    return tuple(line for line in map(panel.series, symbols) if len(line))


def no_link_null(panel: Panel, trace: Trace) -> Null:
    """The beta of an index on a name it moves with only through the name's own weight.

    Null hypothesis: the name is unrelated to all others: the beta is then its weight, some 5 % each for
    the seven of the 2020s (assumed). What is above it is the company others keep with it.
    """
    return Null(
        "about its weight, some 5 %, if a name moved alone: the rest is company it keeps", 0.05
    )


def _betas(index: Series, line: Series) -> tuple[Days, Vector]:
    """(ends of weeks, beta of the index on the line over the 104 weeks up to each)."""
    days, a, b = np.intersect1d(index.days, line.days, assume_unique=True, return_indices=True)
    ends = week_ends(days)
    if len(ends) <= WEEKS:
        return days[:0], np.empty(0)
    whole = np.diff(index.levels[a][ends]) / index.levels[a][ends][:-1]
    own = np.diff(line.levels[b][ends]) / line.levels[b][ends][:-1]
    x = np.lib.stride_tricks.sliding_window_view(own, WEEKS)
    y = np.lib.stride_tricks.sliding_window_view(whole, WEEKS)
    gaps = x - x.mean(axis=1, keepdims=True)
    beta = (gaps * y).sum(axis=1) / (gaps**2).sum(axis=1)
    return days[ends[WEEKS:]], np.asarray(beta)


@signal(
    "groups.index_beta",
    title="Beta of the index on each of the seven, their mean",
    axis="concentration",
    family="concentration",
    unit="ratio",
    sign=0,
    theory="how closely an index hangs on single names is a risk, not a side: shown, never scored",
    null=no_link_null,
)
def index_beta(panel: Panel) -> Trace:
    """Cov(index, name) / Var(name) over 104 weeks, mean of the seven once all have them, a ratio.

    The index's move for 1 % of a name's, not the name's own beta. Above the name's weight because others
    move with it: co-movement, not cause. Weekly total returns.
    """
    index, lines = panel.role("large_cap"), _lines(panel)
    if not len(index) or len(lines) < 7:
        found = ", ".join(line.symbol for line in lines) or "none"
        return missing("not_measurable", f"needs total returns of all seven (on file: {found})")
    parts = [_betas(index, line) for line in lines]
    days = max((days for days, _ in parts), key=lambda d: d[0].astype(int) if len(d) else 10**9)
    if not len(days):
        return missing("short_history", f"fewer than {WEEKS + 1} weeks of one of the seven")
    days = days[np.isin(days, parts[0][0])]
    betas = np.column_stack([on_days(days, *part) for part in parts])
    order = np.argsort(-np.nan_to_num(betas[-1]))
    each = ", ".join(f"{lines[i].symbol} {betas[-1, i]:.2f}" for i in order.tolist())
    return Trace(
        days,
        betas.mean(axis=1),
        text=f"1 % on one of the seven went with so many % on {words.leg(panel, index)} ({WEEKS} weeks):"
        f" {each}",
        sources=(*index.sources, *(source for line in lines for source in line.sources)),
        newest=words.day(min(line.days[-1] for line in (index, *lines))),
        beside=tuple((line.symbol, betas[:, i]) for i, line in enumerate(lines)),
    )


def year_null(panel: Panel, trace: Trace) -> Null | None:
    """What the index returned over the same year.

    Null hypothesis: the seven earn what the index earns. A yardstick: seven volatile names end a year
    ten points apart from it or more without any story.
    """
    index = panel.role("large_cap")
    at = int(np.searchsorted(index.days, trace.days[-1]))
    if at >= len(index) or index.days[at] != trace.days[-1] or at < YEAR:
        return None
    rate = float(index.levels[at] / index.levels[at - YEAR] - 1.0)
    return Null(
        f"{words.leg(panel, index)} returned {words.signed(rate)}: a yardstick", rate, draws="level"
    )


@signal(
    "groups.seven_change",
    title="What the seven returned in a year, held as they were",
    axis="concentration",
    family="concentration",
    unit="fraction",
    sign=0,
    theory="the seven against the rest are scored as a pair of funds: one vote is enough",
    null=year_null,
)
def seven_change(panel: Panel) -> Trace:
    """Return of the seven over 252 sessions, equal amounts at the start and nothing changed since.

    Total return, a fraction: the composition is frozen, so that no winner is added on the way. Not their
    capitalisation, which buybacks and new shares change too. A planted market's few stand for them.
    """
    lines = _lines(panel)
    if lines and len(lines) < 7:
        found = ", ".join(line.symbol for line in lines)
        return missing("not_measurable", f"needs total returns of all seven (on file: {found})")
    lines = lines or (panel.role("few"),)
    if not len(lines[0]):
        return missing("not_measurable", lines[0].missing)
    days, levels = aligned(lines)
    if len(days) <= YEAR:
        return missing("short_history", f"{len(days)} of {YEAR + 1} sessions of all of them")
    value = (levels[YEAR:] / levels[:-YEAR]).mean(axis=1) - 1.0
    who = "the seven" if len(lines) == 7 else words.leg(panel, lines[0])
    text = (
        f"{who}, held as they were, returned {words.signed(float(value[-1]))} in {YEAR} sessions; at a"
        f" weight of 30 % that is {words.signed(0.3 * float(value[-1]))} of an index, total return"
    )
    sources = tuple(source for line in lines for source in line.sources)
    return Trace(days[YEAR:], value, text=text, sources=sources)
