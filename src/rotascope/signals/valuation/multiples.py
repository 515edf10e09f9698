"""Price-earnings ratios of large and small caps under three conventions, and the gap between them."""

from __future__ import annotations

import numpy as np

from rotascope.maths import valuation
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals import words
from rotascope.signals.trace import Trace, missing
from rotascope.signals.valuation.cohort import LEAST_COVERAGE, Cohort, cohort
from rotascope.signals.valuation.ratios import (
    MONTHLY_PATIENCE,
    Yields,
    change_null,
    sources_of,
    yields,
)
from rotascope.terms import Mark

__all__ = ["multiple", "spread"]

WORDS = {"large_cap": "large caps", "small_cap": "small caps"}
STAYS = 3  # points for which a changed sign must last before it counts as a flip


def multiple(panel: Panel, role: str) -> Trace:
    """Aggregate price-earnings ratio of a fund, losses counted, beside the two other conventions.

    Sum of market value over sum of earnings: the last four announced quarters where 80 % of the
    value has them, else the coming quarter's consensus times four, which a seasonal business
    distorts. Earnings speak 140 days. No ratio where the sum is a loss; the yield then still has
    its sign.
    """
    found = cohort(panel, role)
    if found.missing:
        return missing("not_measurable", found.missing)
    cover = max(float(found.coverage[-1]), 0.0)
    enough = cover >= LEAST_COVERAGE
    told = f"earnings known for {words.covered(cover, f'{found.fund} by value', LEAST_COVERAGE)}"
    if enough and not np.isfinite(found.every[-1]):
        lost = words.signed(float(found.yield_[-1]))
        told = f"the companies of {found.fund} lose money together: yield {lost}"
    return Trace(
        found.days,
        found.every,
        text=_text(found) if np.isfinite(found.every[-1]) else "",
        coverage=cover,
        sources=sources_of(found),
        status="ok" if enough else "low_coverage",
        reason=f"{told}; newest of them {found.newest}",
        beside=(
            ("without loss-makers", found.positive),
            ("losses set to nil", found.zeroed),
            ("earnings yield", found.yield_),
            ("value of loss-makers", found.losing),
        ),
    )


def _text(found: Cohort) -> str:
    return (
        f"{found.fund} costs {found.every[-1]:.1f} times earnings with losses,"
        f" {found.positive[-1]:.1f}"
        f" without loss-makers, {found.zeroed[-1]:.1f} with losses set to nil ({found.basis});"
        f" {words.percent(float(found.losing[-1]), 0)} of its value loses money; file of"
        f" {found.file}"
    )


@signal(
    "valuation.spread",
    title="Earnings yield of small caps against large caps",
    axis="size",
    family="valuation",
    unit="fraction",
    sign=1,
    theory="The cheaper side has led over years, weakly and by no date (Campbell and Shiller 1998, the"
    " market): it leans towards the cheaper one",
    null=change_null,
)
def spread(panel: Panel) -> Trace:
    """Log earnings yield of small caps less that of large caps; above 0 small is cheaper.

    Monthly series EP.small_cap and EP.large_cap where on file, first prints; else the funds'
    aggregates. Undefined where either side loses money. Marks are flips of sign that lasted three
    points. Cheap is no forecast.
    """
    found = yields(panel)
    if found.missing or not len(found.days):
        return missing("not_measurable", found.missing or "no common day of both yields")
    value, plain = valuation.yield_spread(found.small, found.large)
    ok = bool(np.isfinite(value[-1]))
    lost = np.isfinite(plain[-1])
    apart = words.signed(float(plain[-1]), 2) if lost else ""
    flips = _flips(found.days, value)
    return Trace(
        found.days,
        value,
        text=_said(found, float(value[-1]), flips) if ok else "",
        state=("small cheaper" if value[-1] > 0.0 else "small dearer") if ok else "",
        states=tuple(
            "" if not np.isfinite(v) else "small cheaper" if v > 0.0 else "small dearer"
            for v in value
        ),
        marks=flips,
        sources=found.sources,
        coverage=found.coverage,
        status="ok" if ok or lost else "low_coverage",
        reason=f"a side loses money: yields differ by {apart}" if lost else found.short,
        patience=MONTHLY_PATIENCE if found.monthly else 2,
        beside=(("difference of yields", plain),),
    )


def _flips(days: Days, value: Vector) -> tuple[Mark, ...]:
    """The third point of each new sign: a flip is not known on its first day."""
    marks, side, last, run = [], 0.0, 0.0, 0
    for day, gap in zip(days, value, strict=True):
        if not np.isfinite(gap):
            continue
        now = float(np.sign(gap))
        run, last = (run + 1 if now == last else 1), now
        if now and now != side and run >= STAYS:
            if side:
                which = "cheaper" if now > 0 else "dearer"
                marks.append(Mark(words.day(day), f"small caps are the {which} side"))
            side = now
    return tuple(marks)


def _said(found: Yields, value: float, flips: tuple[Mark, ...]) -> str:
    word = "cheaper" if value > 0.0 else "dearer"
    since = (
        f"; {flips[-1].label} since {flips[-1].date}"
        if flips
        else f"; no flip since {found.days[0]}"
    )
    gap = abs(float(np.expm1(-value)))
    return (
        f"a unit of earnings of small caps is {words.percent(gap, 0)} {word} than of large caps,"
        f" losses counted (yields {words.percent(found.small[-1])} and"
        f" {words.percent(found.large[-1])}; {found.basis}){since}"
    )


def _register(role: str) -> None:
    def compute(panel: Panel) -> Trace:
        return multiple(panel, role)

    compute.__doc__ = (
        f"Market value over earnings of {WORDS[role]} by fund file, losses counted, with the two"
        f" other"
        " conventions beside it: without loss-makers, and with losses set to nil. Dear is no"
        " forecast."
    )
    signal(
        f"valuation.pe_{role}",
        title=f"Price-earnings ratio, {WORDS[role]}",
        axis="size",
        family="valuation",
        unit="ratio",
        sign=0,
        theory="One side's ratio says nothing of the other's: the spread is scored, this is shown",
        null=change_null,
    )(compute)


for _role in WORDS:
    _register(_role)
