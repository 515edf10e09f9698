"""Earnings growth of companies at month ends: how far apart they lie, which side grew more.

Growth is symmetric, (now - before) over the mean of both sizes, so that a loss has one too. Each
company is set against itself a year before: who joins or leaves a group moves nothing.
"""

from __future__ import annotations

import numpy as np

from rotascope.maths import noise, revisions, valuation
from rotascope.maths.types import Flags
from rotascope.panel import Panel
from rotascope.recall import recall
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals import words
from rotascope.signals.aligned import on_days
from rotascope.signals.earnings.gaps import FEWEST, LEAST_COVERAGE, NEEDED, source_of
from rotascope.signals.earnings.reports import listed, reports
from rotascope.signals.trace import Trace, missing
from rotascope.signals.weekly import month_ends
from rotascope.terms import Null

__all__ = ["after_narrowing", "dispersion", "growth_gap", "median_null", "welch"]

WINDOW, PATIENCE = 63, 45
SECTORS = ("XLB", "XLE", "XLF", "XLI", "XLK", "XLP", "XLU", "XLV", "XLY")
QUARTER, FEWEST_QUARTERS = (
    3,
    5,
)  # months between two quarters looked at; quarters of each kind needed
DRAWS, SEED = 999, 43


def _history(panel: Panel) -> tuple[Days, Vector] | None:
    """(month ends, (months, 6)): both medians, quantile gap, both counts, cover of the index."""
    seen = reports(panel)
    known = np.isfinite(seen.before)
    if not known.any():
        return None
    every = panel.sessions
    ends = month_ends(every)
    ends = ends[(ends >= WINDOW) & (every[ends] >= seen.known[known].min())]
    if not len(ends):
        return None
    arrays = seen.known, seen.actual, seen.before, seen.large, every[ends - WINDOW], every[ends]
    table = recall("growth-months", arrays, "", lambda: _months(*arrays))
    cover = table[:, 4] / np.maximum(listed(panel, every[ends]), 1.0)
    return every[ends], np.column_stack([table, np.minimum(cover, 1.0)])


def _months(
    known: Days, actual: Vector, before: Vector, large: Flags, after: Days, ends: Days
) -> Vector:
    """(months, 5) of the announcements known after `after` up to `ends` of each month."""
    there = np.isfinite(before)
    growth = revisions.symmetric_growth(actual[there], before[there])
    order = np.argsort(known[there], kind="stable")
    day, growth, side = known[there][order], growth[order], large[there][order]
    low, high = (np.searchsorted(day, x, side="right").tolist() for x in (after, ends))
    return np.array([_month(growth[a:b], side[a:b]) for a, b in zip(low, high, strict=True)])


def _month(growth: Vector, large: Flags) -> tuple[float, ...]:
    def make() -> tuple[float, ...]:
        small, big = growth[~large], growth[large]
        if min(len(small), len(big)) < FEWEST:
            return np.nan, np.nan, np.nan, len(small), len(big)
        gap = valuation.quantile_gap(growth)
        return float(np.median(small)), float(np.median(big)), gap, len(small), len(big)

    return recall("growth-month", (growth, large), "", make)


def _trace(panel: Panel, column: int, text: str) -> Trace:
    found = _history(panel)
    if found is None:
        return missing(
            "not_measurable",
            f"no earnings with a year before on file by {panel.as_of} (table earnings)",
        )
    days, table = found
    enough = (table[:, 3:5].min(axis=1) >= FEWEST) & (table[:, 5] >= LEAST_COVERAGE)
    gap = table[:, 0] - table[:, 1]
    value = np.where(enough, table[:, column] if column else gap, np.nan)
    told = [words.signed(float(x), 0) for x in (*table[-1, :3], gap[-1])] if enough[-1] else []
    known = reports(panel).known
    return Trace(
        days,
        value,
        text=text.format(*told, small=int(table[-1, 3]), large=int(table[-1, 4])) if told else "",
        coverage=float(table[-1, 5]),
        sources=(source_of("earnings", "earnings against a year ago", known),),
        status="ok" if enough[-1] else "low_coverage",
        reason=f"{table[-1, 3]:.0f} companies outside the index, {table[-1, 4]:.0f} in it announced"
        f" in {WINDOW} sessions; {NEEDED}, newest {known.max()}",
        data=(table[:, 0], table[:, 1], table[:, 3], table[:, 4]),
        patience=PATIENCE,
        beside=(("outside the index", table[:, 0]), ("in the index", table[:, 1])),
    )


def median_null(panel: Panel, trace: Trace) -> Null | None:
    """How far the two medians are apart by chance.

    Null hypothesis: both groups draw from one distribution with the quantile gap seen (taken as
    normal: sd = gap / 1.683, median's error 1.2533 sd / sqrt n), companies independent. rate:
    median |difference|.
    """
    found = _history(panel)
    if found is None or not np.isfinite(trace.value[-1]):
        return None
    gap, n, m = (float(found[1][-1, k]) for k in (2, 3, 4))
    error = 1.2533 * gap / 1.683 * (1.0 / n + 1.0 / m) ** 0.5
    if not error > 0.0:
        return None
    usual, p = noise.normal(float(trace.value[-1]), error)
    said = f"groups that grow alike have medians {words.percent(usual)} apart half the time"
    return Null(f"{said}, this far in {words.chance(p)}", usual, p, draws="spread")


@signal(
    "earnings.growth_gap",
    title="Median earnings growth, outside the index less in it",
    axis="size",
    family="earnings",
    unit="fraction",
    sign=1,
    theory="Prices follow earnings: the side whose typical company grows faster tends to lead",
    null=median_null,
)
def growth_gap(panel: Panel) -> Trace:
    """Median symmetric growth of quarterly EPS over a year, companies outside the index less its members.

    Month ends, announcements of the 63 sessions before, each company against itself:
    composition-constant. EPS grow by buybacks too; totals need share counts. Companies that
    vanished before announcing are not there.
    """
    said = "the median of {small:,} companies outside the index earned {0} against a year ago"
    return _trace(panel, 0, said + ", of {large} in it {1}")


def after_narrowing(panel: Panel, trace: Trace) -> Null | None:
    """What sector funds did against the index in the quarter after dispersion narrowed or widened.

    Null hypothesis: narrowing says nothing; the quarters' labels are shuffled 999 times and the
    largest |t| of all sectors is compared with the largest then (p). Quarters do not overlap; an
    outcome counts once it is over.
    """
    changes, outcomes, sectors = _quarters(panel, trace)
    down = changes < 0.0
    n, m = int(down.sum()), int((~down).sum())
    if min(n, m) < FEWEST_QUARTERS or not sectors:
        told = f"{n} quarters after narrowing and {m} after widening"
        return Null(f"{told}: {FEWEST_QUARTERS} of each are needed to say what sectors did")
    t = np.abs(welch(outcomes, down))
    draw = np.random.default_rng(SEED)
    mixed = np.array(
        [np.max(np.abs(welch(outcomes, draw.permutation(down)))) for _ in range(DRAWS)]
    )
    best = int(np.argmax(t))
    _, p = noise.drawn(float(t[best]), mixed)
    mean = float(outcomes[down, best].mean())
    half = 1.645 * float(outcomes[down, best].std(ddof=1)) / n**0.5
    return Null(
        f"after {n} narrowings {sectors[best]} returned {words.signed(mean)} on the index in a"
        f" quarter (±{words.percent(half)}, 90 %), the most telling of {len(sectors)} sectors;"
        f" shuffled quarters are as telling in {words.chance(p)}",
        None,
        p,
    )


def _quarters(panel: Panel, trace: Trace) -> tuple[Vector, Vector, tuple[str, ...]]:
    """(change over three months (q,), sector less index in the next 63 sessions (q, k), sectors)."""
    every = panel.sessions
    rows = np.arange(QUARTER, len(trace.days), QUARTER)
    start = np.searchsorted(every, trace.days[rows])
    change = trace.value[rows] - trace.value[rows - QUARTER]
    kept = (start + WINDOW < len(every)) & np.isfinite(change)
    start, change = start[kept], change[kept]
    held = panel.role("large_cap")
    index = on_days(every, held.days, held.levels)
    names, columns = [], []
    for sector in SECTORS:
        line = panel.series(sector)
        own = on_days(every, line.days, line.levels)
        gap = own[start + WINDOW] / own[start] - index[start + WINDOW] / index[start]
        if len(gap) and np.isfinite(gap).all():  # a fund that came later would be judged by fewer
            names.append(sector)
            columns.append(gap)
    return change, np.array(columns).T.reshape(len(start), len(names)), tuple(names)


def welch(outcomes: Vector, first: Flags) -> Vector:
    """Welch's t of each column (k,): rows of `first` less the others. outcomes (q, k) finite."""
    one, other = outcomes[first], outcomes[~first]
    error = one.var(axis=0, ddof=1) / len(one) + other.var(axis=0, ddof=1) / len(other)
    return np.asarray((one.mean(axis=0) - other.mean(axis=0)) / np.sqrt(error))


@signal(
    "earnings.dispersion",
    title="How far companies' earnings growth lies apart",
    axis="market",
    family="earnings",
    unit="fraction",
    sign=0,
    theory="Which sectors gain when dispersion narrows is no theory: shown, never scored",
    null=after_narrowing,
)
def dispersion(panel: Panel) -> Trace:
    """80th less 20th percentile of symmetric one-year EPS growth over all companies, a fraction.

    Month ends, announcements of the 63 sessions before. It measures how unlike companies' fortunes
    are; whether sectors did anything after it narrowed is tested, not assumed.
    """
    return _trace(
        panel,
        2,
        "a fifth of companies grew {2} more than another fifth over a year ({small:,} outside"
        " the index, {large} in it)",
    )
