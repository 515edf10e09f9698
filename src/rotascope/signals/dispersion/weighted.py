"""Dispersion by capitalisation: how far apart the index's money went, from holdings files."""

from __future__ import annotations

import numpy as np

from rotascope.maths.dispersion import cross_section
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.signals.groups.windows import WINDOW, Quarter, quarters, trace_of
from rotascope.signals.trace import Trace
from rotascope.signals.words import percent
from rotascope.terms import Null

__all__ = ["equal_null", "weighted_dispersion"]

ANNUAL = (252.0 / WINDOW) ** 0.5


def _weighted(quarter: Quarter) -> Vector:
    """Root of sum w (r - r_m)^2 of each window, (T,); NaN where prices are missing."""
    rows = zip(quarter.weights, quarter.returns, strict=True)
    return np.array([cross_section(w, r) if np.isfinite(w).all() else np.nan for w, r in rows])


def _equal(quarter: Quarter) -> Vector:
    """The same with equal weights."""
    return np.asarray(quarter.returns.std(axis=1))


def equal_null(panel: Panel, trace: Trace) -> Null | None:
    """What the same issuers show in equal amounts.

    Null hypothesis: weight has nothing to do with return. Money is then as spread out as issuers are;
    less says that the large went together, more that they went apart. A yardstick, no p.
    """
    found = quarters(panel, "large_cap")
    rate = ANNUAL * float(_equal(found[-1])[-1]) if found else float("nan")
    if not np.isfinite(rate):
        return None
    return Null(
        f"in equal amounts the same issuers lie {percent(rate)} apart: a yardstick",
        rate,
        draws="level",
    )


@signal(
    "dispersion.cap_weighted",
    title="Dispersion of returns by capitalisation, a year",
    axis="market",
    family="dispersion",
    unit="fraction",
    sign=0,
    theory="Dispersion: a condition of the whole market names no side: shown, never scored",
    null=equal_null,
)
def weighted_dispersion(panel: Panel) -> Trace:
    """Weighted sd of issuers' 63-session returns x sqrt(252 / 63), a fraction; weights of the start.

    Root of sum w (r - r_m)^2, large-cap fund, total return; beside it the same in equal amounts. It says
    how far apart the index's money went, whoever led.
    """

    def text(value: float) -> str:
        return (
            f"by weight the index's issuers lie {percent(value / ANNUAL)} apart (sd) after {WINDOW}"
            f" sessions, {percent(value)} a year"
        )

    beside = {"in equal amounts": lambda quarter: ANNUAL * _equal(quarter)}
    return trace_of(panel, "large_cap", lambda q: ANNUAL * _weighted(q), text, beside)
