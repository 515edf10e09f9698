"""Words that name two opposite trades."""

from __future__ import annotations

import re

import numpy as np

from rotascope.articles.remarks import figures as own
from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.terms.articles import Remark

__all__ = ["ambiguous"]

SHORT_DURATION = re.compile(
    r"\bshort[- ]duration (?:treasur(?:y|ies)|bonds?|govern?ments?|notes?|bills?)\b|\bshort duration\b",
    re.I,
)
WEEK, WEEKS = 5, 260
STEEPENER = (
    "a steepener gains when the two-year falls against the ten-year, whichever way yields go: neither of"
    " the two does"
)
LEGS = (
    ("SHY", 1.0, "holding short maturities (SHY)"),
    ("TLT", -1.0, "being short of long ones (TLT)"),
)


@remark("ambiguous", row="C27")
def ambiguous(scene: Scene) -> tuple[Remark, ...]:
    """`short-duration Treasuries`: to hold short maturities or to be short of duration, both priced."""
    for _, sentence, word in scene.saying(SHORT_DURATION):
        text = (
            f'"{word[0].lower()}" may mean to hold short maturities or to be short of duration: the two'
            " earn different things when yields move, and the article does not say which"
        )
        text = "; ".join((text, *_priced(scene), STEEPENER))
        needs = ("which of the two is meant",)
        return (Remark("", "not_checkable", text, (), needs, "", "", sentence.start, sentence.end),)
    return ()


def _priced(scene: Scene) -> tuple[str, ...]:
    """Mean weekly return of both in weeks of rising and of falling ten-year yields; () without data."""
    yields = scene.panel.macro("DGS10")
    if not len(yields.days):
        return ()
    told = []
    for symbol, sign, words in LEGS:
        series = scene.panel.series(symbol)
        days, a, b = np.intersect1d(series.days, yields.days, return_indices=True)
        at = np.arange(len(days))[::-1][::WEEK][::-1][-WEEKS - 1 :]
        if len(at) <= WEEKS // 5:
            return ()
        earned = sign * np.diff(series.levels[a][at]) / series.levels[a][at][:-1]
        up = np.diff(yields.values[b][at]) > 0.0
        told.append(
            f"{words}: {own.percent(float(earned[up].mean()))} a week when the ten-year yield rose,"
            f" {own.percent(float(earned[~up].mean()))} when it fell ({len(earned)} weeks to {days[-1]})"
        )
    return tuple(told)
