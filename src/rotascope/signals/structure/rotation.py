"""Did money move among sectors or out of the market: what prices alone can say of it."""

from __future__ import annotations

import numpy as np

from rotascope.maths import etf, noise
from rotascope.memo import memo
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Series, Vector
from rotascope.signals.aligned import aligned
from rotascope.signals.trace import Trace, missing
from rotascope.signals.words import chance, percent, signed
from rotascope.terms import Null

__all__ = ["SECTORS", "WINDOW", "rotation_null", "rotation_share"]

WINDOW = 21
SECTORS = (
    ("XLB", "XLE", "XLF", "XLI", "XLK", "XLP", "XLU", "XLV", "XLY"),
    tuple(f"PW{i:02d}" for i in range(9, 18)),  # the planted market has no sectors
)
SEED, DRAWS = 41, 2000


def _lines(panel: Panel) -> list[Series]:
    """The first group of which every line is on file; XLC and XLRE are left out: they begin too late."""
    for group in SECTORS:
        lines = [panel.series(symbol) for symbol in group]
        if all(len(line) for line in lines):
            return lines
    return []


def rotation_null(panel: Panel, trace: Trace) -> Null | None:
    """The share when days come in random order: sectors scatter, but no shift lasts.

    Null hypothesis: a month is 21 days drawn at random from all on file, every day's sectors together.
    rate is the median share, p the chance of one at least as high. 2,000 draws, fixed seed.
    """
    daily = trace.data[0]

    def make() -> dict[str, Vector]:
        draw = np.random.default_rng(SEED)
        at = draw.integers(0, len(daily), (DRAWS, WINDOW))
        grown = np.exp(np.log1p(daily)[at].sum(axis=1)) - 1.0
        return {"shares": etf.rotation_share(grown)}

    found = memo(panel, "rotation-share", f"{daily.shape}|{DRAWS}|{SEED}", make)["shares"]
    shares = np.asarray(found, dtype=np.float64)
    usual, p = noise.drawn(float(trace.value[-1]), shares)
    said = f"days in random order give {percent(usual, 0)} in half of all months"
    return Null(f"{said}, and this much or more in {chance(p)}", usual, p, draws="level")


@signal(
    "structure.rotation_share",
    title="Moves among sectors against moves of all of them",
    axis="market",
    family="structure",
    unit="fraction",
    sign=0,
    theory="that sectors move against one another says nothing of which ones: shown, never scored",
    null=rotation_null,
)
def rotation_share(panel: Panel) -> Trace:
    """Share of nine sectors' moves in 21 sessions that cancels: 1 - |sum| / sum of |return|.

    1 = as much up as down: rotation among sectors; 0 = all one way: into the market or out of it. From
    total returns, not flows: prices can say what moved, never whose money did.
    """
    lines = _lines(panel)
    if not lines:
        tried = ", ".join(SECTORS[0])
        return missing("not_measurable", f"no total returns of all of {tried}")
    days, levels = aligned(lines)
    if len(days) <= WINDOW:
        return missing("short_history", f"{len(days) - 1} of {WINDOW} sessions of all sectors")
    moves = levels[WINDOW:] / levels[:-WINDOW] - 1.0
    value = etf.rotation_share(moves)
    net, gross = moves.mean(axis=1), np.abs(moves).mean(axis=1)
    return Trace(
        days[WINDOW:],
        value,
        text=(
            f"sectors moved {percent(float(gross[-1]))} each way in {WINDOW} sessions and"
            f" {signed(float(net[-1]))} together: {percent(float(value[-1]), 0)} of it was among them"
        ),
        sources=tuple(source for line in lines for source in line.sources),
        data=(levels[1:] / levels[:-1] - 1.0,),
        beside=(("net move", net), ("gross move", gross)),
    )
