"""Risk appetite: one bounded number from several markets, with what each of them contributes."""

from __future__ import annotations

import numpy as np

from rotascope.maths import rank
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import FRESH, Vector
from rotascope.sessions import Days
from rotascope.signals.macro import known
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Null, Source

__all__ = ["risk_null", "risk_on"]

QUARTER, LEAST, SPARE = 63, 3, 5
OFF, ON = 1.0 / 3.0, 2.0 / 3.0
PAIRS = (("cyclicals against staples", "XLY", "XLP"), ("junk against Treasury bonds", "HYG", "IEF"))
LINES = (("little fear", "VIXCLS", 0, -1.0), ("credit narrowing", "BAMLH0A0HYM2", QUARTER, -1.0),
         ("dollar falling", "DTWEXBGS", QUARTER, -1.0))  # fmt: skip
Part = tuple[str, Days, Vector]


def _macro_parts(panel: Panel) -> tuple[list[Part], list[Source]]:
    """(name, days, value whose rise is appetite) of the macro components on file."""
    parts: list[Part] = []
    sources: list[Source] = []
    for name, series, steps, sign in LINES:
        found = known.lines(panel, series)
        if not isinstance(found, Trace):
            x = found.values[0]
            parts.append((name, found.days, sign * (known.change(x, steps) if steps else x)))
            sources.extend(found.sources)
    return parts, sources


def _price_parts(panel: Panel) -> tuple[list[Part], list[Source]]:
    """Relative total returns of a quarter of the pairs on file."""
    parts: list[Part] = []
    sources: list[Source] = []
    for name, top, bottom in PAIRS:
        pair = panel.ratio(top, bottom)
        if len(pair):
            parts.append((name, pair.days, known.change(pair.log_ratio, QUARTER)))
            sources.extend(pair.sources)
    return parts, sources


def risk_null(panel: Panel, trace: Trace) -> Null | None:
    """How often the composite has been on this side of its thirds.

    Null hypothesis: today is any day of the history. Its parts move together, so that it is near 0 or 1
    more often than the mean of independent parts would be.
    """
    on = np.array([state == trace.state for state in trace.states])
    return known.share_null(trace, on, f"appetite was '{trace.state}', so defined,")


@signal(
    "macro.risk_on",
    title="Risk appetite, composite",
    axis="market",
    family="macro",
    unit="fraction",
    sign=0,
    theory="Small caps rise with appetite on the same day; that appetite foretells them is told both"
    " ways: shown, never scored",
    null=risk_null,
)
def risk_on(panel: Panel) -> Trace:
    """Mean of the expanding percentiles of its parts, in (0, 1); each part stands beside it.

    Little fear (VIX), credit narrowing and the dollar falling over 63 sessions, cyclicals against
    staples and junk against Treasury bonds over 63 sessions, total return: none is a leg of the
    pairs judged. Three parts at least, none older than five sessions. On above two thirds, off below
    one third.
    """
    macro, sources = _macro_parts(panel)
    prices, more = _price_parts(panel)
    parts = [*macro, *prices]
    if len(parts) < LEAST:
        have = ", ".join(name for name, _, _ in parts) or "none"
        return missing("not_measurable", f"{LEAST} of its five parts are needed; on file: {have}")
    days = np.unique(np.concatenate([d for _, d, _ in parts]))
    table = np.column_stack([_on(days, d, rank.expanding_percentile(x)) for _, d, x in parts])
    finite = np.isfinite(table)
    count = finite.sum(axis=1)
    total = np.where(finite, table, 0.0).sum(axis=1)
    value = np.where(count >= LEAST, total / np.maximum(count, 1), np.nan)
    states = np.where(value > ON, "on", np.where(value < OFF, "off", "between"))
    states = np.where(np.isfinite(value), states, "")
    names = [name for name, _, _ in parts]
    return Trace(
        days,
        value,
        text=_text(float(value[-1]), str(states[-1]), names, table[-1]),
        state=str(states[-1]),
        states=tuple(states.tolist()),
        coverage=float(count[-1]) / (len(LINES) + len(PAIRS)),
        sources=(*sources, *more),
        reason=f"{count[-1]} of its parts are fresh; {LEAST} are needed",
        patience=FRESH,
        beside=tuple((name, table[:, j]) for j, name in enumerate(names)),
    )


def _on(days: Days, own: Days, x: Vector) -> Vector:
    """The newest value on or before each day, if it is known for no more than a week; else NaN."""
    at = np.searchsorted(own, days, side="right") - 1
    age = np.where(at >= 0, (days - own[np.maximum(at, 0)]).astype(np.int64), SPARE + 3)
    return np.asarray(np.where((at >= 0) & (age <= SPARE + 2), x[np.maximum(at, 0)], np.nan))


def _text(value: float, state: str, names: list[str], parts: Vector) -> str:
    if not np.isfinite(value):
        return ""
    told = ", ".join(
        f"{name} {x:.2f}" for name, x in zip(names, parts, strict=True) if np.isfinite(x)
    )
    return f"risk appetite {value:.2f} ({state}): {told}"
