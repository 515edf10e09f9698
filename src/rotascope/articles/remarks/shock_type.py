"""Resilience that holds for one kind of shock and not for the other."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from rotascope.articles.remarks import figures as own
from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.terms.articles import Claim, FindingVerdict, Remark

__all__ = ["shock_type"]

RESILIENT = re.compile(
    r"\b(?:tail-?\s?resilien\w*|resilien(?:ce|t)|downside risk|lower (?:relative )?risk|risk-adjusted"
    r"|idiosyncratic (?:losses|exposure|risk)|(?:tail|downside) protection)\b",
    re.I,
)
FELL, YEARS, INDEX = -0.08, 3, "^GSPC"
SINGLE = "NVDA"
"""The single name whose falls are counted: the most volatile of the largest, so that there are some."""


@remark("shock_type", row="C10")
def shock_type(scene: Scene) -> tuple[Remark, ...]:
    """Small caps called resilient, against falls of the whole market and falls of single names."""
    said = [(n, s, w) for n, s, w in scene.saying(RESILIENT)
            if any(own.side_of(x, scene.catalog) == "small" for x in scene.symbols(n))]  # fmt: skip
    falls = _falls(scene)
    if not said or not falls:
        return ()
    _, sentence, word = next(
        (one for one in said if one[2][0].lower().startswith(("tail", "down"))), said[0]
    )
    worse = [fall for fall in falls if fall.small < fall.large]
    told = "; ".join(
        f"{own.worded(f.window)} {f.whom} {own.percent(f.small, 0)} against {f.other}"
        f" {own.percent(f.large, 0)}"
        for f in falls
    )
    verdict: FindingVerdict = "contradicted" if worse else "supported"
    text = (
        f'"{word[0].lower()}" {"does not hold" if worse else "holds"} in a fall of the whole market by'
        f" the article's figures: {told}; it is a claim about single-name shocks"
    )
    used = own.ids(c for fall in falls for c in fall.claims)
    text = "; ".join(x for x in (text, _market_falls(scene), _single(scene)) if x)
    needs = ("a shock to single names, and none to the whole market",) if worse else ()
    return (Remark("", verdict, text, used, needs, "", "", sentence.start, sentence.end),)


@dataclass(frozen=True, slots=True)
class Fall:
    """A fall of the whole market in a window: what small and large companies returned, as claimed."""

    window: str
    small: float
    large: float
    claims: tuple[Claim, ...]
    whom: str
    other: str


def _falls(scene: Scene) -> list[Fall]:
    """Windows with a fall of large caps, printed or (of a year) on file, and a printed one of small."""
    found = []
    for window in own.windows(scene):
        figures = own.printed(scene, window)
        small = [c for s, c in figures.items() if own.side_of(s, scene.catalog) == "small"]
        large = [c for s, c in figures.items() if own.side_of(s, scene.catalog) == "large"]
        level = large[0].value if large else None
        other = own.called(scene, large[0].subject[0]) if large else "the S&P 500 (on file)"
        if not large and window.isdigit():
            level = own.year_return(scene, INDEX, window)
        if small and level is not None and level < 0.0:
            whom = own.called(scene, small[0].subject[0])
            claims = (small[0], *large[:1])
            found.append(Fall(window, small[0].value or 0.0, level, claims, whom, other))
    return found


def _market_falls(scene: Scene) -> str:
    """Calendar years on file in which the large-cap fund lost a tenth or more, and the small one."""
    pair = scene.panel.ratio("IWM", "SPY")
    if not len(pair):
        return ""
    years = pair.days.astype("datetime64[Y]")
    ends = np.flatnonzero(years[1:] != years[:-1])
    levels = [
        s.levels[np.searchsorted(s.days, pair.days[ends])]
        for s in (pair.numerator, pair.denominator)
    ]
    moves = [np.diff(level) / level[:-1] for level in levels]
    fell = np.flatnonzero(moves[1] <= -0.10)
    if not len(fell):
        return ""
    told = ", ".join(
        f"{years[ends[i + 1]]} IWM {own.percent(float(moves[0][i]), 1)}, SPY"
        f" {own.percent(float(moves[1][i]), 1)}" for i in fell
    )  # fmt: skip
    return f"market-wide years, total return: {told}"


def _single(scene: Scene) -> str:
    """Days of three years on which one large name fell by 8 % and more: small against large, mean."""
    panel = scene.panel
    name = panel.series(SINGLE)
    pair = panel.ratio("IWM", "SPY")
    days = np.intersect1d(name.days, pair.days)
    days = days[days > np.datetime64(panel.as_of) - np.timedelta64(366 * YEARS, "D")]
    if len(days) < 2:
        return ""
    fell, small, large = (
        np.diff(s.levels[at]) / s.levels[at][:-1]
        for s in (name, pair.numerator, pair.denominator)
        for at in (np.searchsorted(s.days, days),)
    )
    hit = fell <= FELL
    if not hit.any():
        return ""
    return (
        f"single-name days, {SINGLE} down 8 % and more: IWM {own.percent(float(small[hit].mean()), 1)},"
        f" SPY {own.percent(float(large[hit].mean()), 1)} on average (n = {int(hit.sum())}, {YEARS}"
        " years)"
    )
