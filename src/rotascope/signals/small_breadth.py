"""Breadth of small companies against large ones: what most stocks outside the large index do.

Both sides share the market's direction, so that their difference says who leads, which neither share
alone does. Small is "on file and not in the index that day": mid caps are in it, and those that
disappeared are not, so that the level flatters small companies.
"""

from __future__ import annotations

import numpy as np

from rotascope.maths import breadth as counts
from rotascope.maths import stats
from rotascope.maths.sides import beat_median
from rotascope.maths.trailing import trailing_mean
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.signals import words
from rotascope.signals.sides import Block, History, index_name, newest, sided
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Null, Source

__all__ = ["above_null", "beat_null", "small_above", "small_beat", "small_highs"]

AVERAGE, MONTH, HALF_YEAR, YEAR = 200, 21, 126, 252
FEWEST = 10
LEAST_COVERAGE = 0.5  # of the members listed: in 2002 half of them have prices, in 2026 nearly all
SURVIVORS = "today's stocks back-filled: those that disappeared are missing, on the small side most"
THEORY = "When small companies lead, more of them than of the large ones"


def _counted(block: Block) -> dict[str, Vector]:
    """Everything the three signals say of a block: they share its levels, which are dear to fetch."""
    own = slice(block.lead, None)
    above, above_n = counts.above_sma(block.levels, block.outside, AVERAGE)
    members = block.inside.any(axis=0)  # a fifth of the lines: the others need not be walked again
    levels = np.ascontiguousarray(block.levels[:, members])
    inside = np.ascontiguousarray(block.inside[:, members])
    over, over_n = counts.above_sma(levels, inside, AVERAGE)
    up, down, extreme_n = counts.new_highs_lows(block.levels, block.outside, YEAR)
    high, low, members_n = counts.new_highs_lows(levels, inside, YEAR)
    made = {
        "listed": np.concatenate([np.zeros(block.lead), block.listed]),
        "above_small": above, "above_large": over, "above_outside": above_n, "above_inside": over_n,
        "highs_small": _share(up - down, extreme_n), "highs_large": _share(high - low, members_n),
        "highs_outside": extreme_n, "highs_inside": members_n, "up": up, "down": down,
    }  # fmt: skip
    beat, n, m = beat_median(block.levels, block.inside, block.outside, HALF_YEAR, block.lead)
    return {key: column[own] for key, column in made.items()} | {
        "beat_small": beat, "beat_large": np.full(len(beat), 0.5), "beat_outside": n, "beat_inside": m,
    }  # fmt: skip


def _share(part: Vector, whole: Vector) -> Vector:
    out = np.full(len(whole), np.nan)
    np.divide(part, whole, out=out, where=whole > 0)
    return out


def _usual(x: Vector) -> float:
    """Median of the history so far; 0 without one, for a sentence that is then not printed."""
    known = x[np.isfinite(x)]
    return float(np.median(known)) if len(known) else 0.0


def _history(panel: Panel) -> History:
    return sided(panel, "small", _counted)


def _trace(
    panel: Panel, found: History, what: str, value: Vector, text: str, beside: tuple[str, str]
) -> Trace:
    """`value` on the days that both sides are covered, with both sides' own numbers beside it."""
    listed = np.maximum(found["listed"], 1.0)
    inside, outside = found[f"{what}_inside"], found[f"{what}_outside"]
    enough = (inside >= np.maximum(LEAST_COVERAGE * listed, FEWEST)) & (outside >= FEWEST)
    value, days = np.where(enough, value, np.nan), found["days"]
    source = Source("returns", f"stocks in and outside the {index_name(panel)}", days[0].item(),
                    days[-1].item(), len(days), SURVIVORS)  # fmt: skip
    sides = found[f"{what}_small"], found[f"{what}_large"]
    return Trace(
        days,
        value,
        text=text if np.isfinite(value[-1]) else "",
        coverage=min(float(inside[-1] / listed[-1]), 1.0),
        sources=(source,),
        status="ok" if enough[-1] else "low_coverage",
        reason=f"{inside[-1]:.0f} of {listed[-1]:.0f} large and {outside[-1]:.0f} small companies have"
        " the prices it needs",
        beside=tuple(zip(beside, sides, strict=True)),
    )


def _unanswered(panel: Panel) -> Trace:
    why = (
        f"no list of the large index's members with prices on file by {panel.as_of}: the members and"
        " returns tables say who is outside it"
    )
    return missing("not_measurable", why)


def above_null(panel: Panel, trace: Trace) -> Null:
    """Where the difference stands when neither side leads.

    Null hypothesis: both sides stand above their averages (make highs) equally often. Members of a
    side move together, so that differences of a tenth either way are ordinary: there is no p.
    """
    return Null("zero if neither leads; members move together: no p", 0.0, draws="level")


def beat_null(panel: Panel, trace: Trace) -> Null | None:
    """The share that beats the large median when size does not matter, and how rare today's is.

    Null hypothesis: the sides' medians drift apart at random, with mean zero and the daily sd of the
    small/large pair's own history; members lie about them with today's spread s of log returns. The
    share is then Phi(d / s), d ~ N(0, sd sqrt(126)): stocks that move together are allowed for.
    """
    pair, spread = panel.pair("small_large"), _log_spread(newest(panel))
    if len(pair) <= HALF_YEAR or not spread > 0.0:
        return Null("half, if size did not matter", 0.5, draws="level")
    apart = float(np.std(np.diff(pair.log_ratio))) * HALF_YEAR**0.5 / spread
    seen = abs(stats.normal_ppf(float(np.clip(trace.value[-1], 1e-6, 1.0 - 1e-6))))
    p = 2.0 * (1.0 - stats.normal_cdf(seen / apart))
    high = words.percent(stats.normal_cdf(apart * stats.normal_ppf(0.75)), 0)
    low = words.percent(stats.normal_cdf(-apart * stats.normal_ppf(0.75)), 0)
    said = (
        f"half, if size did not matter; by chance half of all such windows lie from {low} to {high}"
    )
    return Null(f"{said}, this far off in {words.chance(p)}", 0.5, p, draws="level")


def _log_spread(block: Block) -> float:
    """Spread (sd) of the log returns of the newest window's small companies; 0 without two."""
    if len(block.levels) <= HALF_YEAR:
        return 0.0
    began = block.levels[-1 - HALF_YEAR]
    there = block.outside[-1 - HALF_YEAR] & (began > 0.0) & (block.levels[-1] > 0.0)
    logs = np.log(block.levels[-1][there].astype(np.float64) / began[there])
    return float(logs.std()) if len(logs) >= 2 else 0.0


@signal(
    "small_breadth.above_200",
    title="Small companies above their 200-session average, less large ones",
    axis="size",
    family="breadth",
    unit="fraction",
    sign=1,
    theory=f"{THEORY} stand above their own averages",
    null=above_null,
)
def small_above(panel: Panel) -> Trace:
    """Share of stocks outside the large index above their own 200-session mean, less that of members.

    A difference of fractions, total return, an issuer once; it says how broadly small companies rise
    compared with large ones, not by how much. Stocks that disappeared are not on file.
    """
    found = _history(panel)
    if not len(found["days"]):
        return _unanswered(panel)
    small, large = found["above_small"], found["above_large"]
    text = (
        f"{words.percent(float(small[-1]), 0)} of {found['above_outside'][-1]:,.0f} stocks outside the"
        f" {index_name(panel)} are above their {AVERAGE}-session average,"
        f" {words.percent(float(large[-1]), 0)} of its members; the difference is usually"
        f" {words.signed(_usual(small - large), 0)}, total return"
    )
    names = "small companies above", "large companies above"
    return _trace(panel, found, "above", small - large, text, names)


@signal(
    "small_breadth.beat_median",
    title="Small companies that beat the median large one",
    axis="size",
    family="breadth",
    unit="fraction",
    sign=1,
    theory=f"{THEORY} beat the median large company",
    null=beat_null,
)
def small_beat(panel: Panel) -> Trace:
    """Share of stocks outside the large index whose 126-session return beats its median member's.

    Sides are those of the window's start; total return, an issuer once. Without leadership of size it
    is one half: medians know no skew. It says how many small companies led, not which will.
    """
    found = _history(panel)
    if not len(found["days"]):
        return _unanswered(panel)
    share, n = found["beat_small"], float(found["beat_outside"][-1])
    text = (
        f"{words.percent(float(share[-1]), 0)} of {n:,.0f} stocks outside the {index_name(panel)}"
        f" returned more than its median member in {HALF_YEAR} sessions, total return"
    )
    return _trace(panel, found, "beat", share, text, ("small companies ahead", "half"))


@signal(
    "small_breadth.new_highs",
    title="New highs less new lows, small companies less large ones, a month's mean",
    axis="size",
    family="breadth",
    unit="fraction",
    sign=1,
    theory=f"{THEORY} make new highs",
    null=above_null,
)
def small_highs(panel: Panel) -> Trace:
    """(New highs - new lows) / stocks outside the large index, less the same of its members.

    Mean of 21 sessions, for highs come in bursts; 252 sessions of total-return levels, fractions, an
    issuer once. Stocks with fewer levels are left out; on most days few stocks make either.
    """
    found = _history(panel)
    if not len(found["days"]):
        return _unanswered(panel)
    up, down, n = (float(found[key][-1]) for key in ("up", "down", "highs_outside"))
    small, large = (trailing_mean(found[f"highs_{side}"], MONTH) for side in ("small", "large"))
    means = [words.signed(float(np.nan_to_num(side[-1]))) for side in (small, large)]
    text = (
        f"{up:.0f} of {n:,.0f} stocks outside the {index_name(panel)} made a {YEAR}-session high and"
        f" {down:.0f} a low; net {means[0]} on average in {MONTH} sessions, its members {means[1]}, total"
        " return"
    )
    names = "small companies, net", "large companies, net"
    return _trace(panel, found, "highs", small - large, text, names)
