"""Records side by side: is the small-cap index nearer to its record than the large-cap one?

Being near a record says that the market is high, not who leads it; only the gap between two lines
does. On price, because that is what 'a record' means.
"""

from __future__ import annotations

import numpy as np

from rotascope.maths import highs, noise, walks
from rotascope.memo import memo
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Series, Vector
from rotascope.signals import words
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Null

__all__ = ["record_gap", "record_gap_null"]

LEAST, DECADE = 252, 2520
DRAWS, SEED = 300, 1929
LINES = (("^RUT", "small_cap"), ("^GSPC", "large_cap"))


def _line(panel: Panel, symbol: str, role: str) -> Series:
    """The index on price; the role's fund where the index is not on file."""
    series = panel.series(symbol, "pr")
    return series if len(series) else panel.role(role, "pr")


def record_gap_null(panel: Panel, trace: Trace) -> Null:
    """How far apart two such lines stand from their records when neither leads.

    Null hypothesis: the two lines' own days drawn anew together (so with their volatility and their
    correlation), both with the mean of the two drifts; ten years a path, 300 paths, fixed seed. rate
    is the median |gap|, p the two-sided share of paths with one at least as large.
    """
    small, large = trace.data

    def make() -> dict[str, Vector]:
        n, both = min(len(small), DECADE), np.column_stack([small, large])
        return {"gaps": walks.gaps_at_highs(both, n, DRAWS, SEED)}

    kept = memo(panel, "record-gap-null", f"{len(small)}|{DRAWS}|{SEED}", make)
    gaps = np.asarray(kept["gaps"], dtype=np.float64)
    usual, p = noise.drawn(abs(float(trace.value[-1])), gaps)
    said = f"two such lines without a leader stand {words.percent(usual)} apart half of the time"
    return Null(f"{said}; this much or more in {words.chance(p)}", usual, p, draws="spread")


@signal(
    "high.gap",
    title="Nearness to the record, small caps less large caps",
    axis="size",
    family="price",
    unit="fraction",
    sign=1,
    theory="Who stands nearer to his own record has been ahead; the market's own height cancels out",
    null=record_gap_null,
)
def record_gap(panel: Panel) -> Trace:
    """Distance of the small-cap index to its record less that of the large-cap index, a fraction.

    Price; close over the highest close on file so far, less 1, on common days with 252 closes of
    both. Positive: small caps are nearer to their record. Records reach back to the first day on file.
    """
    small, large = (_line(panel, *line) for line in LINES)
    if not len(small) or not len(large):
        return missing("not_measurable", small.missing or large.missing)
    days, a, b = np.intersect1d(small.days, large.days, assume_unique=True, return_indices=True)
    if len(days) < LEAST:
        return missing("short_history", f"{len(days)} of {LEAST} common closes on file")
    near = highs.distance_to_high(small.levels)[a], highs.distance_to_high(large.levels)[b]
    value = near[0] - near[1]
    value[: LEAST - 1] = np.nan
    steps = tuple(np.diff(np.log(s.levels[i])) for s, i in ((small, a), (large, b)))
    names = words.leg(panel, small), words.leg(panel, large)
    return Trace(
        days,
        value,
        text=_text(names, (float(near[0][-1]), float(near[1][-1]))),
        sources=small.sources + large.sources,
        data=steps,
    )


def _text(names: tuple[str, str], near: tuple[float, float]) -> str:
    """'The Russell 2000 at its record, the S&P 500 2.3 % below its own (price)'."""
    first = "at its record" if near[0] == 0.0 else f"{words.percent(near[0])} below its record"
    then = "at its own" if near[1] == 0.0 else f"{words.percent(near[1])} below its own"
    return f"{names[0][0].upper()}{names[0][1:]} {first}, {names[1]} {then} (price)"
