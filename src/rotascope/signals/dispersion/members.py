"""Dispersion and correlation of the index's members, from their returns: conditions, never scored.

Wide dispersion rewards and punishes whoever leads, and a low correlation says that stocks go their own
ways: neither names a side. Members in equal amounts: their capitalisations are not on file by day.
"""

from __future__ import annotations

import numpy as np

from rotascope.maths.dispersion import active_sd, member_correlation, row_spreads
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.signals import words
from rotascope.signals.sides import Block, History, index_name, sided
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Null, Source

__all__ = [
    "active_books",
    "average_correlation",
    "cross_section",
    "independent_null",
    "no_books_null",
    "no_trend_null",
]

MONTH, QUARTER, BOOK = 21, 63, 50
ANNUAL = (252.0 / MONTH) ** 0.5
FEWEST = 10
LEAST_COVERAGE = 0.5
UNSIGNED = "a condition of the whole market names no side: shown, never scored"


def _counted(block: Block) -> dict[str, Vector]:
    lines, skip = block.inside.any(axis=0), max(block.lead - QUARTER - 1, 0)
    levels = np.ascontiguousarray(block.levels[skip:, lines])
    inside = np.ascontiguousarray(block.inside[skip:, lines])
    spread, count = row_spreads(levels, inside, MONTH, block.lead - skip)
    found = member_correlation(levels, inside, QUARTER, block.lead - skip)
    return {
        "listed": block.listed, "spread": spread, "count": count, "shared": found[:, 0],
        "member": found[:, 1], "index": found[:, 2], "whole": found[:, 3],
    }  # fmt: skip


def _trace(panel: Panel, value: str, count: str, text: str, scale: float | Vector = 1.0) -> Trace:
    found = sided(panel, "spread", _counted)
    listed, n = np.maximum(found["listed"], 1.0), found[count]
    enough = n >= np.maximum(LEAST_COVERAGE * listed, FEWEST)
    values, days = np.where(enough, scale * found[value], np.nan), found["days"]
    source = Source("returns", f"members of the {index_name(panel)} of each day", days[0].item(),
                    days[-1].item(), len(days),
                    "members that left the index have no prices on file, most of them")  # fmt: skip
    return Trace(
        days,
        values,
        text=text if np.isfinite(values[-1]) else "",
        coverage=min(float(n[-1] / listed[-1]), 1.0),
        sources=(source,),
        status="ok" if enough[-1] else "low_coverage",
        reason=f"{n[-1]:.0f} of {listed[-1]:.0f} members have the prices it needs",
        data=(found["member"], found["index"]),
    )


def _history(panel: Panel) -> History | None:
    found = sided(panel, "spread", _counted)
    return found if len(found["days"]) else None


def _unanswered(panel: Panel) -> Trace:
    why = f"no list of an index's members with prices on file by {panel.as_of} (members, returns)"
    return missing("not_measurable", why)


def _number(column: Vector) -> float:
    """The newest value; 0 where there is none, for a sentence that is then not printed."""
    return float(np.nan_to_num(column[-1]))


def no_trend_null(panel: Panel, trace: Trace) -> Null | None:
    """How far apart members would lie if their daily moves of the last 63 sessions had no trend.

    Null hypothesis: moves independent from day to day, with the variances and the shared part seen:
    sqrt(mean member variance - variance of their mean), a year. Above it moves go on, below they revert.
    """
    own = float(trace.data[0][-1] - trace.data[1][-1])
    if not own > 0.0:
        return None
    rate = (252.0 * own) ** 0.5
    said = f"daily moves without any trend would give {words.percent(rate)}"
    return Null(said, rate, draws="level")


def independent_null(panel: Panel, trace: Trace) -> Null:
    """What stocks that move independently of one another would show.

    Null hypothesis: no common part; the average correlation of hundreds is then zero within a point.
    """
    return Null(
        "zero, if stocks moved independently of one another: they never do", 0.0, draws="level"
    )


def no_books_null(panel: Panel, trace: Trace) -> Null:
    """The number is itself a null: what chance alone puts between books.

    Null hypothesis: every book is drawn at random. Books that lie further apart than this differ by
    more than luck; what lies within it is no skill.
    """
    return Null("itself what chance gives: books drawn at random, without skill or cost",
                float(trace.value[-1]))  # fmt: skip


@signal(
    "dispersion.cross_section",
    title="Dispersion of the members' returns, a year",
    axis="market",
    family="dispersion",
    unit="fraction",
    sign=0,
    theory=f"Dispersion: {UNSIGNED}",
    null=no_trend_null,
)
def cross_section(panel: Panel) -> Trace:
    """Cross-sectional sd of the members' 21-session total returns x sqrt(252 / 21), a fraction.

    Members of the window's start, equal weights, ddof 1. It says how far apart stocks go, whoever leads.
    """
    found = _history(panel)
    if found is None:
        return _unanswered(panel)
    raw, n = _number(found["spread"]), found["count"][-1]
    text = (
        f"{n:.0f} members of the {index_name(panel)} lie {words.percent(raw)} apart (sd) after {MONTH}"
        f" sessions, {words.percent(ANNUAL * raw)} a year"
    )
    return _trace(panel, "spread", "count", text, ANNUAL)


@signal(
    "dispersion.correlation",
    title="Average correlation of the members",
    axis="market",
    family="dispersion",
    unit="ratio",
    sign=0,
    theory=f"A correlation: {UNSIGNED}",
    null=independent_null,
)
def average_correlation(panel: Panel) -> Trace:
    """Average correlation of the members' daily returns over 63 sessions, in [-1/(n-1), 1].

    (s_m^2 - sum w^2 s^2) / ((sum w s)^2 - sum w^2 s^2) with equal weights: pairs weigh by their sds. Low
    while few names carry an index; it also falls when the whole market is calm.
    """
    found = _history(panel)
    if found is None:
        return _unanswered(panel)
    text = (
        f"members of the {index_name(panel)} correlate by {_number(found['shared']):.2f} on average over"
        f" {QUARTER} sessions"
    )
    return _trace(panel, "shared", "whole", text)


@signal(
    "dispersion.active_books",
    title="How far chance alone puts active books apart",
    axis="market",
    family="dispersion",
    unit="fraction",
    sign=0,
    theory=f"Room for active managers: {UNSIGNED}",
    null=no_books_null,
)
def active_books(panel: Panel) -> Trace:
    """Spread (sd) of 21-session returns between equal-weight books of 50 members drawn at random.

    Cross-sectional sd x sqrt(1/50 - 1/N), a fraction: it grows in step with dispersion. Returns of real
    funds are not on file; this is what luck alone gives them, not what they earned.
    """
    found = _history(panel)
    if found is None:
        return _unanswered(panel)
    n = found["count"]
    scale = np.array([active_sd(1.0, BOOK, int(m)) if m > BOOK else np.nan for m in n])
    text = (
        f"books of {BOOK} of {n[-1]:.0f} members drawn at random lie"
        f" {words.percent(_number(scale * found['spread']), 2)} apart (sd) after {MONTH} sessions"
    )
    return _trace(panel, "spread", "count", text, scale)
