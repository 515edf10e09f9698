"""What the signals on pairs share: which pairs there are, and how a pair that cannot answer says so."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np

from rotascope.catalog import Pair, load
from rotascope.panel import Panel
from rotascope.series import PairSeries, Series, Vector
from rotascope.signals import weekly, words
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Axis

__all__ = [
    "DAILY",
    "EVERY",
    "LEGS",
    "MONTHLY_PATIENCE",
    "ROLE_WORDS",
    "dated",
    "oriented",
    "patience",
    "score_sign",
    "theory_of",
    "title_of",
    "unanswered",
]

EVERY: tuple[Pair, ...] = tuple(load().pairs.values())
DAILY: tuple[Pair, ...] = tuple(pair for pair in EVERY if not pair.monthly)
MONTHLY_PATIENCE = 45
LEGS: dict[Axis, tuple[str, str]] = {
    "size": ("small_cap", "large_cap"),
    "concentration": ("rest", "few"),
}
"""The roles of an axis' sides, small / the rest first."""

ROLE_WORDS = {
    "small_cap": "small caps", "large_cap": "large caps", "rest": "the rest", "few": "the few",
    "equal_weight": "equal weight", "top_100": "the top 100", "small_600": "the S&P 600",
    "french_small": "French small", "french_big": "French big",
}  # fmt: skip


def title_of(pair: Pair) -> str:
    """'small caps / large caps'."""
    roles = pair.numerator, pair.denominator
    return " / ".join(ROLE_WORDS.get(role, role.replace("_", " ")) for role in roles)


def _why_unscored(pair: Pair) -> str:
    """Why a pair is shown but never scored; "" if it may be."""
    if pair.monthly:
        return "a monthly academic pair is history and never speaks for today: shown, never scored"
    if pair.note.startswith("mixes both axes"):
        return f"{pair.note}: shown, never scored"
    return ""


def score_sign(pair: Pair, sign: Literal[-1, 0, 1] | None = None) -> Literal[-1, 0, 1]:
    """The pair's own sign (or `sign`), 0 for pairs that may not be scored."""
    if _why_unscored(pair):
        return 0
    return pair.sign if sign is None else sign


def theory_of(pair: Pair, theory: str) -> str:
    """The theory's sentence, or why the pair is not scored."""
    return _why_unscored(pair) or theory


def dated(panel: Panel, name: str) -> PairSeries:
    """The pair with each point on the day it counts from: the close, for a daily pair.

    A month of a monthly pair is published in the next one. It counts from the end of that one,
    whatever its own date, so that the history of a day holds nothing published later.
    """
    pair = panel.pair(name)
    if not pair.monthly or not len(pair):
        return pair
    days = weekly.when_published(pair.days)
    known = days <= np.datetime64(panel.as_of)
    return replace(pair, days=days[known], log_ratio=pair.log_ratio[known])


def patience(pair: PairSeries) -> int:
    """Sessions after which the pair's newest day is stale: 2, or 45 for a monthly pair."""
    return MONTHLY_PATIENCE if pair.monthly else 2


def oriented(panel: Panel, pair: PairSeries) -> tuple[Vector, str]:
    """(log ratio that rises when small / the rest lead, its label)."""
    legs = words.leg(panel, pair.numerator), words.leg(panel, pair.denominator)
    if pair.sign > 0:
        return pair.log_ratio, " / ".join(legs)
    return -pair.log_ratio, " / ".join(reversed(legs))


def unanswered(panel: Panel, pair: PairSeries, needed: int, unit: str = "sessions") -> Trace | None:
    """The trace of a pair with fewer than `needed` steps, saying which leg began when; else None."""
    if not len(pair):
        return missing("not_measurable", pair.missing)
    have = len(pair) - 1
    if have >= needed:
        return None
    later = max((pair.numerator, pair.denominator), key=_start)
    return missing("short_history", _short(panel, later, have, needed, unit))


def _start(series: Series) -> int:
    return int(series.days[0].astype(np.int64))


def _short(panel: Panel, series: Series, have: int, needed: int, unit: str) -> str:
    """'XMAG starts 2024-10-22: 12 of 126 sessions'."""
    return f"{words.leg(panel, series)} starts {series.days[0]}: {have} of {needed} {unit}"
