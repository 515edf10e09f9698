"""Whether lines move together, and how many members beat their index: claims about many at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from rotascope.articles.measures import measure
from rotascope.articles.measures.observed import Observed
from rotascope.articles.measures.spans import Span, spans
from rotascope.articles.standing import fund_of
from rotascope.members import Members, members
from rotascope.panel import Panel
from rotascope.series import Series
from rotascope.terms.articles import Claim, FindingVerdict

__all__ = ["APART", "agreement", "beat_count"]

APART = 0.05
"""Siblings more than five points apart over a window do not move as one."""
SIBLINGS = ("IWM", "SPSM")
LATE = np.timedelta64(7, "D")
YEARS = 3


@measure("agreement")
def agreement(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """Gap between the highest and the lowest return of siblings over a window, total return, by funds.

    More than five points apart is no synchrony; funds stand for their indices and never contradict.
    """
    lines = tuple(dict.fromkeys(map(fund_of, claim.subject)))
    if len(lines) < len(SIBLINGS):
        lines = SIBLINGS
    window = claim.window or "ytd"
    span = next(iter(spans(window, day)), None)
    earned = {name: _earned(panel.series(name), span) for name in lines} if span else {}
    absent = [name for name, value in earned.items() if value is None]
    if span is None or absent:
        why = f"no total return of {', '.join(absent)} over {window}" if span else "no window"
        return (Observed("", None, reason=why),)
    return (_gap(claim, span, {n: v for n, v in earned.items() if v is not None}),)


def _earned(series: Series, span: Span) -> float | None:
    rows = [_row(series, day) for day in (span.base, span.end)]
    if None in rows:
        return None
    base, end = (row for row in rows if row is not None)
    return float(series.levels[end] / series.levels[base] - 1.0)


def _row(series: Series, day: date) -> int | None:
    at = int(np.searchsorted(series.days, np.datetime64(day), side="right")) - 1
    return at if at >= 0 and np.datetime64(day) - series.days[at] <= LATE else None


def _gap(claim: Claim, span: Span, earned: dict[str, float]) -> Observed:
    gap = max(earned.values()) - min(earned.values())
    said = ", ".join(f"{name} {value * 100:+.1f} %" for name, value in earned.items())
    together = gap <= APART
    own = set(earned) <= set(claim.subject)
    verdict: FindingVerdict = (
        "supported" if together else "contradicted" if own else "not_checkable"
    )
    words = "together" if together else f"{gap * 100:.1f} points apart, no synchrony"
    stands = "" if own else "; funds stand for their indices"
    basis = f"{span.words}, total return"
    return Observed(basis, gap, span.base, span.end, own=own,
                    reason=f"{said} ({basis}): {words}{stands}", verdict=verdict)  # fmt: skip


@measure("beat_count")
def beat_count(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """How many members of the S&P 500 beat it over a window, by the fund's and by the mean return.

    Members at the start with prices on file, scaled to the number the claim counts in. Those that left
    since mostly have none, so that it may support a claim and never contradicts one.
    """
    span = next(iter(spans(claim.window, day)), None) if claim.window else None
    if span is None:
        said = "of which year is not said, and it differs from year to year"
        return (Observed("", None, reason=said + _years(panel, day)),)
    found = _beaten(panel, members(panel, "sp500"), span)
    if found is None:
        return (Observed("", None, reason=f"no members with prices over {claim.window}"),)
    beat, equal, n, note = found
    of = dict(claim.detail).get("of", "")
    scale = float(of) / n if of.isdigit() else 1.0
    if claim.unit == "fraction":
        scale = 1.0 / n
    told = f"{beat} of {n} members on file ({beat / n * 100:.1f} %); {note}"
    return (
        Observed("against the index fund, total return", round(beat * scale, 4), span.base, span.end,
                 reason=told, own=False),
        Observed("against the mean member, total return", round(equal * scale, 4), span.base,
                 span.end, reason=told, own=False, standard=False),
    )  # fmt: skip


def _years(panel: Panel, day: date) -> str:
    """What the count was in the last whole years: "; 2024: 134 of 487"; "" without members."""
    told, group = [], members(panel, "sp500")
    for year in range(day.year - 1, day.year - 1 - YEARS, -1):
        span = next(iter(spans(str(year), day)), None)
        found = _beaten(panel, group, span) if span else None
        if found is not None:
            told.append(f"{year}: {found[0]} of {found[2]} on file")
    return f"; {', '.join(told)}" if told else ""


def _beaten(panel: Panel, group: Members, span: Span) -> tuple[int, int, int, str] | None:
    """(members that beat the fund, that beat their mean, members, a note) over a span."""
    fund = _earned(panel.series("SPY"), span)
    rows = [int(np.searchsorted(group.days, np.datetime64(d), side="right")) - 1
            for d in (span.base, span.end)]  # fmt: skip
    if group.missing or fund is None or min(rows) < 0 or rows[0] == rows[1]:
        return None
    then = group.active[rows[0]]
    earned = group.levels[rows[1], then] / group.levels[rows[0], then] - 1.0
    known = earned[np.isfinite(earned)]
    if not len(known):
        return None
    return _count(known, fund), _count(known, float(known.mean())), len(known), group.note


def _count(earned: Sequence[float] | np.ndarray, hurdle: float) -> int:
    return int(np.sum(np.asarray(earned) > hurdle))
