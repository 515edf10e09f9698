"""Levels called critical and not named: what they are, nearest first."""

from __future__ import annotations

import re

import numpy as np

from rotascope.articles.measures.moves import line_for
from rotascope.articles.remarks import figures as own
from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.series import PairSeries
from rotascope.terms.articles import Remark

__all__ = ["unnamed_levels"]

CRITICAL = re.compile(
    r"\b(?:critical|key|important|major) (?:technical )?(?:levels?|resistance|support)\b"
    r"|\btesting (?:critical|key|multi-year)? ?(?:technical )?levels?\b",
    re.I,
)
YEAR, YEARS = 252, 1260
"""Five years: further back SPSM followed another index."""


@remark("unnamed_levels", row="024")
def unnamed_levels(scene: Scene) -> tuple[Remark, ...]:
    """`Critical levels` of a ratio: its own highs and lows from past closes alone, sorted by distance."""
    for number, sentence, word in scene.saying(CRITICAL):
        symbols = [line_for(scene.panel, s) for s in scene.symbols(number)]
        if len(symbols) < 2:
            continue
        pair = scene.panel.ratio(symbols[0], symbols[1])
        told = _levels(pair)
        text = f'"{word[0].lower()}" names no level'
        if told:
            text += f": {pair.label} (total return, to {pair.days[-1]}) is {'; '.join(told)}"
        needs = ("the level that is meant",)
        return (Remark("", "not_checkable", text, (), needs, "", "",
                       sentence.start, sentence.end),)  # fmt: skip
    return ()


def _levels(pair: PairSeries) -> list[str]:
    """Distance of the last close to each level, nearest first; none with less than a year."""
    if len(pair) <= YEAR:
        return []
    line = pair.log_ratio[-YEARS:]
    levels = {
        "its high of five years": float(line.max()),
        "its low of five years": float(line.min()),
        "its high of 252 sessions": float(line[-YEAR:].max()),
        "its low of 252 sessions": float(line[-YEAR:].min()),
        "its mean of 200 sessions": float(line[-200:].mean()),
    }
    off = {name: float(np.expm1(line[-1] - level)) for name, level in levels.items()}
    return [
        f"{own.percent(gap, 1)} from {name}"
        for name, gap in sorted(off.items(), key=lambda x: abs(x[1]))
    ]
