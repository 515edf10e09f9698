"""From days to a quarter: how much of a ratio's variance goes with rates, credit and the dollar."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from rotascope.maths import noise, shapley
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.signals import words
from rotascope.signals.duration import drivers
from rotascope.signals.duration.drivers import Weeks
from rotascope.signals.duration.shares import shares_path
from rotascope.signals.duration.yields import PAIRS
from rotascope.signals.macro.decisions import decisions
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Null

__all__ = [
    "HORIZONS",
    "WINDOW",
    "by_horizon",
    "horizon_null",
    "horizons",
    "overlapping",
    "variance_ratio",
]

HORIZONS = {"1w": 1, "4w": 4, "13w": 13}
COLUMNS = ("ten_year", "slope", "credit", "dollar")
NAMES = ("rates", "credit", "dollar")
GROUPS = np.array([0, 0, 1, 2])
WINDOW = 260
DAYS, FEWEST = 1260, 10
THEORY = (
    "A share of variance has no direction: it says what moves the ratio at a horizon, not where"
)


def overlapping(values: Vector, weeks: int) -> Vector:
    """Sums over the last `weeks` rows (T - weeks + 1, k); overlapping, so that errors would mislead."""
    total = np.cumsum(np.concatenate([np.zeros((1, values.shape[1])), values]), axis=0)
    return np.asarray(total[weeks:] - total[:-weeks])


def by_horizon(found: Weeks, weeks: int) -> Vector:
    """(T, 4) shares of variance of `weeks`-week moves: rates, credit, the dollar, the ratio's own.

    Owen's shares of R2 over five years of overlapping sums; they sum to 1. NaN before there are so many.
    """
    both = overlapping(np.column_stack([found.y, found.x]), weeks)
    summed = replace(found, y=both[:, 0], x=both[:, 1:], days=found.days[weeks - 1 :])
    parts = shares_path(summed, GROUPS, WINDOW)
    grouped = np.column_stack([parts[:, g == GROUPS].sum(axis=1) for g in range(3)])
    shares = np.column_stack([grouped, 1.0 - grouped.sum(axis=1)])
    return np.concatenate([np.full((weeks - 1, 4), np.nan), shares])


def horizon_null(panel: Panel, trace: Trace) -> Null:
    """What rates seem to explain of one-week moves that have nothing to do with them.

    Null hypothesis: the ratio's 13-week blocks come in an order unrelated to the drivers'. rate is the
    median share then, p how often it is at least the one seen.
    """
    y = trace.data[0]
    parts = shapley.block_shuffles(y, trace.data[1].reshape(len(y), -1), GROUPS, 13, 300, 1979)
    share = parts[:, GROUPS == 0].sum(axis=1)
    usual, p = noise.drawn(float(trace.value[-1]), share)
    said = f"unrelated rates seem to explain {words.percent(usual)} of five years of weekly moves"
    return Null(f"{said}; this much or more in {words.chance(p)}", usual, p, draws="level")


@signal(
    "duration.horizon.small_large",
    title="Rates' share by horizon, small caps / large caps",
    axis="size",
    family="duration",
    unit="fraction",
    sign=0,
    theory=THEORY,
    null=horizon_null,
)
def horizons(panel: Panel) -> Trace:
    """Share of the variance of one-week moves of small against large that goes with rates, five years.

    Beside it the shares of rates, credit and the dollar at 1, 4 and 13 weeks; at each horizon they and
    the ratio's own part sum to 1. Association, in the same weeks; overlapping sums carry few facts.
    """
    found = drivers.weeks(panel, PAIRS["small_large"], COLUMNS)
    unanswered = drivers.answer(found)
    if unanswered is not None:
        return unanswered
    most = WINDOW + HORIZONS["13w"] - 1
    if len(found) < most:
        return missing("short_history", f"{found.label}: {len(found)} of {most} weeks")
    shares = {name: by_horizon(found, weeks) for name, weeks in HORIZONS.items()}
    value = shares["1w"][:, 0]
    value[: most - 1] = np.nan  # no answer before every horizon has one
    return Trace(
        found.days,
        value,
        text=_text(found.label, shares) + _decision_days(panel),
        marks=found.marks,
        sources=found.sources,
        data=(found.y[-WINDOW:], found.x[-WINDOW:].ravel()),
        newest=drivers.newest(found),
        patience=drivers.patience(found),
        beside=tuple(
            (f"{who}_{name}", share[:, i])
            for name, share in shares.items()
            for i, who in enumerate(NAMES)
        ),
    )


def variance_ratio(moves: Vector, special: NDArray[np.bool_]) -> float | None:
    """Mean square of the moves on special days over that of the others; None below 10 of either."""
    if min(special.sum(), (~special).sum()) < FEWEST:
        return None
    return float(np.mean(moves[special] ** 2) / np.mean(moves[~special] ** 2))


def _decision_days(panel: Panel) -> str:
    """'; on 40 days of Fed decisions its daily variance was 1.2 times the other days'', if known."""
    pair = panel.pair("small_large")
    dates, _, _ = decisions(panel)
    days, moves = pair.days[1:][-DAYS:], np.diff(pair.log_ratio)[-DAYS:]
    if not len(dates) or not len(days):
        return ""
    listed = days <= dates[-1]  # after the newest decision on file nothing is known to be one
    special = np.isin(days[listed], dates)
    ratio = variance_ratio(moves[listed], special)
    if ratio is None:
        return ""
    return (
        f"; on {special.sum()} days of Fed decisions its daily variance was {ratio:.1f} times the other"
        " days' (days of CPI prints are not on file)"
    )


def _text(label: str, shares: dict[str, Vector]) -> str:
    """'IWM / SPY: rates, credit and dollar go with 2 %, 5 % and 1 % of one-week variance; ...'."""
    said = []
    for name, share in shares.items():
        parts = (words.percent(part, 0) for part in share[-1].tolist())
        weeks = HORIZONS[name]
        unit = "week" if weeks == 1 else "weeks"
        told = ", ".join(
            f"{who} {part}" for who, part in zip((*NAMES, "its own"), parts, strict=True)
        )
        said.append(f"over {weeks} {unit} {told}")
    return f"What the moves of {label} go with, five years: {'; '.join(said)}"
