"""How much a line moves, how far it fell, where its ratio stands against a trend line, what came in.

Each is arithmetic on the closes up to the day; what would need a model is left to the signals.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from rotascope.articles.measures import measure
from rotascope.articles.measures.extremes import Line, line_of
from rotascope.articles.measures.observed import Observed
from rotascope.articles.measures.spans import Span, spans
from rotascope.articles.standing import fund_of
from rotascope.maths import etf
from rotascope.maths.highs import distance_to_high
from rotascope.maths.trend import upper_line
from rotascope.panel import Panel
from rotascope.series import Vector
from rotascope.terms.articles import Claim

__all__ = ["NO_FLOWS", "drawdown", "flow", "line_for", "trend_break", "volatility"]

YEAR, MONTH, WEEK, WEEKS, LEAST = 252, 21, 5, 156, 104


@measure("volatility")
def volatility(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """Sd of daily log returns x sqrt(252) over the last 21 and 252 sessions, a fraction a year."""
    line = line_of(panel, claim.subject[0], day) if claim.subject else None
    if line is None or len(line.levels) <= YEAR:
        return (Observed("", None, reason=f"no year of closes of {' '.join(claim.subject)}"),)
    moves = np.diff(np.log(line.levels))
    return tuple(
        Observed(f"the last {n} sessions, {line.basis}",
                 float(np.std(moves[-n:], ddof=1) * YEAR**0.5), line.days[-n - 1].item(),
                 line.days[-1].item(), own=line.own, standard=n == MONTH)
        for n in (MONTH, YEAR)
    )  # fmt: skip


@measure("drawdown")
def drawdown(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """Worst fall from a high to a later close inside the window, 0 or less; two lines: the difference.

    Without a window, of one line: how far it is below its high of a year, else the year's worst fall.
    """
    names = (*claim.subject[:1], *claim.against[:1])
    lines = [line_of(panel, name, day) for name in names]
    span = next(iter(spans(claim.window or "1y", day)), None)
    if span is None or not lines or None in lines:
        return (Observed("", None, reason=f"no closes of {' and '.join(names)} for that window"),)
    worst = [_worst(line, span.base, span.end) for line in lines if line is not None]
    known = [one for one in worst if one is not None]
    if len(known) < len(names):
        return (Observed("", None, reason=f"too few closes of {' or '.join(names)}"),)
    value = known[0] - (known[1] if len(known) > 1 else 0.0)
    said = ", ".join(f"{name} {one * 100:+.1f} %" for name, one in zip(names, known, strict=True))
    own = all(line is not None and line.own for line in lines)
    now = () if claim.window or len(names) > 1 else _now(lines[0], span)
    return (*now, Observed(f"worst fall from {span.base} to {span.end}, closes", value, span.base,
                           span.end, reason=said, own=own, standard=not now))  # fmt: skip


def _now(line: Line | None, span: Span) -> tuple[Observed, ...]:
    """The last close against the highest of the span."""
    if line is None:
        return ()
    inside = np.flatnonzero(line.days >= np.datetime64(span.base))
    high = int(inside[np.argmax(line.levels[inside])])
    gap = float(line.levels[-1] / line.levels[high] - 1.0)
    return (Observed(f"close below the high of {line.days[high]}", gap, line.days[high].item(),
                     line.days[-1].item(), own=line.own),)  # fmt: skip


def _worst(line: Line, first: date, last: date) -> float | None:
    inside = (line.days >= np.datetime64(first)) & (line.days <= np.datetime64(last))
    levels: Vector = line.levels[inside]
    return float(distance_to_high(levels).min()) if len(levels) > 1 else None


@measure("trend_break")
def trend_break(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """Log ratio of two lines less a falling line over its last 156 weeks' highs, fitted before the week.

    Above 0 the ratio closed over the line. The tested rule, with its false-break rate on noise, is the
    signal `trend_break`; this is where the ratio stands.
    """
    if not (claim.subject and claim.against):
        return (Observed("", None, reason="a trend line needs a ratio of two lines"),)
    top, bottom = (line_for(panel, name[0]) for name in (claim.subject, claim.against))
    pair = panel.ratio(top, bottom)
    kept = pair.days <= np.datetime64(day)
    weekly = pair.log_ratio[kept][::-1][::WEEK][::-1][-WEEKS - 1 :]
    if len(weekly) <= LEAST:
        why = pair.missing or f"{pair.label}: {len(weekly)} of {LEAST + 1} weeks"
        return (Observed("", None, reason=why),)
    slope, start, _ = upper_line(weekly[:-1])
    above = float(weekly[-1] - (start + slope * (len(weekly) - 1)))
    stands = (top, bottom) == (claim.subject[0], claim.against[0])
    falls = "falling" if slope < 0.0 else "rising: no downtrend to break"
    reason = f"{top}/{bottom} {above * 100:+.1f} log points from a line {falls}"
    return (
        Observed("weekly closes, total return, 156 weeks", above, None, pair.days[kept][-1].item(),
                 reason=reason, own=stands),
    )  # fmt: skip


def line_for(panel: Panel, name: str) -> str:
    """The line that a ratio is drawn on: an index without total return is played by its fund."""
    return name if len(panel.series(name)) else fund_of(name)


@measure("flow")
def flow(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """Creations less redemptions of a fund over its last 63 sizes on file, over net assets at the start.

    That investors shift is a claim about flows: a price that rose is no proof that money came in, so
    without shares outstanding it is not verifiable, and never true.
    """
    on_file = set(panel.ids("funds"))
    name = next((s for s in claim.subject if s in on_file), "")
    rows = panel.dated("funds", name) if name else {}
    if not name or "shares_outstanding" not in rows:
        return (Observed("", None, reason=NO_FLOWS),)
    known = np.isfinite(rows["shares_outstanding"]) & np.isfinite(rows["nav"])
    known &= rows["date"] <= np.datetime64(day)
    shares, nav = (
        np.asarray(rows[c][known][-64:], dtype=np.float64) for c in ("shares_outstanding", "nav")
    )
    days = rows["date"][known][-64:]
    if len(shares) < 2:
        return (Observed("", None, reason=NO_FLOWS),)
    came = float(etf.flows(shares, nav)[1:].sum() / (shares[0] * nav[0]))
    return (Observed(f"creations less redemptions of {name}", came, days[0].item(),
                     days[-1].item(), reason=f"{came * 100:+.1f} % of net assets"),)  # fmt: skip


NO_FLOWS = (
    "not verifiable: no shares outstanding of funds on file (table funds), and prices are no flows"
)
