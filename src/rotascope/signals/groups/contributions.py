"""Who made the index's quarter: the seven, the ten largest, the rest; shown, never scored.

What a group returned is scored where its funds are measured (relative strength); here the same story is
told in weights and contributions, so that parts always add up to the whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from rotascope import sessions
from rotascope.maths.risk_shares import drop, rest_return
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Series, Vector
from rotascope.signals import words
from rotascope.signals.aligned import on_days
from rotascope.signals.files import FUND_WORDS, FUNDS
from rotascope.signals.groups.windows import WINDOW, Quarter, quarters, trace_of
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Null

__all__ = [
    "drop_ten",
    "ex_seven",
    "narrowness",
    "narrowness_null",
    "other_four_hundred",
    "zero_null",
]

TEN = 10
LEAST_MOVE = 0.01
TWICE = (
    "the pair of funds is scored in the price family; counting it twice would be one vote too many"
)
# How many of the largest the role's funds hold: the planted one holds ten.
LARGEST = {"OEF": 100, "PW:TOP": 10}


def _whole(quarter: Quarter) -> Vector:
    """Return of the index's members, (T,)."""
    return np.asarray((quarter.weights * quarter.returns).sum(axis=1))


def _seven(panel: Panel, quarter: Quarter) -> np.ndarray:
    """Which issuers are of the seven; none in the planted index, whose few have other names."""
    baskets = panel.catalog.baskets
    named = {panel.catalog.issuer(symbol) for symbol in baskets["MAG7"].symbols}
    return np.isin(quarter.issuers, sorted(named))


def _part(quarter: Quarter, chosen: np.ndarray) -> tuple[Vector, Vector]:
    """(weight, return) of the chosen issuers, (T,) each; NaN returns where none is held."""
    weight = quarter.weights[:, chosen].sum(axis=1)
    earned = (quarter.weights * quarter.returns)[:, chosen].sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(weight), np.asarray(np.where(weight > 0.0, earned / weight, np.nan))


def _without(quarter: Quarter, weight: Vector, part: Vector) -> Vector:
    whole = _whole(quarter)
    rows = zip(whole.tolist(), part.tolist(), weight.tolist(), strict=True)
    return np.array([rest_return(*row) for row in rows])


def zero_null(panel: Panel, trace: Trace) -> Null:
    """What the difference is when the group and the rest earn the same.

    Null hypothesis: no leadership; the sd of such a difference over a quarter is several points, so
    that small ones say nothing. There is no p: few files mean few independent windows.
    """
    return Null(
        "zero, when the group earns what the rest earn; a few points either way are usual",
        0.0,
        draws="level",
    )


@signal(
    "groups.ex_seven",
    title="The index without the seven, less the seven",
    axis="concentration",
    family="concentration",
    unit="fraction",
    sign=0,
    theory=f"What the rest of the index returns against the seven: {TWICE}",
    null=zero_null,
)
def ex_seven(panel: Panel) -> Trace:
    """Return of the large-cap fund's issuers without the seven, less the seven's, over 63 sessions.

    Both by capitalisation, weights of the window's start (known then), total return, fractions. Weight
    times return of the two add up to the index's. It says who earned more, not why.
    """

    def both(quarter: Quarter) -> tuple[Vector, Vector, Vector]:
        weight, part = _part(quarter, _seven(panel, quarter))
        return weight, part, _without(quarter, weight, part)

    def value(quarter: Quarter) -> Vector:
        _, part, rest = both(quarter)
        return rest - part

    def text(gap: float) -> str:
        weight, part, rest = (
            float(column[-1]) for column in both(quarters(panel, "large_cap")[-1])
        )
        return (
            f"without the seven ({words.percent(weight)} at the start) the index returned"
            f" {words.signed(rest)} in {WINDOW} sessions, the seven {words.signed(part)}, total return"
        )

    beside = {
        "the seven": lambda quarter: both(quarter)[1],
        "without the seven": lambda quarter: both(quarter)[2],
        "weight of the seven": lambda quarter: both(quarter)[0],
    }
    return trace_of(panel, "large_cap", value, text, beside)


def drop_ten(panel: Panel, role: str) -> Trace:
    """Return of the role's fund without its ten largest issuers, less its own, over 63 sessions.

    Weights of the window's start, total return, a fraction. The ten largest at the start, not those that
    rose most: choosing winners afterwards would say nothing.
    """

    def rows(quarter: Quarter) -> Vector:
        pairs = zip(quarter.weights, quarter.returns, strict=True)
        return np.array(
            [drop(w, r, TEN) if np.isfinite(w).all() else (np.nan,) * 3 for w, r in pairs]
        )

    def text(gap: float) -> str:
        quarter = quarters(panel, role)[-1]
        rest, part, share = rows(quarter)[-1]
        return (
            f"without its ten largest issuers ({words.percent(share)} at the start) the fund returned"
            f" {words.signed(rest)} in {WINDOW} sessions, with them {words.signed(_whole(quarter)[-1])};"
            f" the ten {words.signed(part)}, total return"
        )

    return trace_of(
        panel, role, lambda q: rows(q)[:, 0] - _whole(q), text,
        {"without the ten": lambda q: rows(q)[:, 0], "the ten": lambda q: rows(q)[:, 1]},
    )  # fmt: skip


def narrowness_null(panel: Panel, trace: Trace) -> Null | None:
    """The share of the ten that contribute most if every issuer earned the same.

    Null hypothesis: equal returns: the ten then contribute their weights' share, the ten largest
    weights at most. Chosen after the fact, the ten exceed it under any noise: a yardstick, no p.
    """
    found = quarters(panel, "large_cap")
    if not found:
        return None
    rate = float(np.sort(found[-1].weights[-1])[-TEN:].sum())
    return Null(
        f"equal returns would give its ten largest {words.percent(rate, 0)}: a yardstick",
        rate,
        draws="level",
    )


@signal(
    "groups.narrowness",
    title="Share of the index's return from ten issuers",
    axis="concentration",
    family="concentration",
    unit="fraction",
    sign=0,
    theory="in a falling quarter a high share means that the few fell most: it names no side by itself",
    null=narrowness_null,
)
def narrowness(panel: Panel) -> Trace:
    """Largest ten contributions (weight x return) over the sum of all, in 63 sessions, a fraction.

    In a falling quarter the ten that took most away. Undefined while the index moved by less than 1 %:
    then parts of either sign exceed the whole. Beside it what each tenth by weight contributed.
    """

    def ten(quarter: Quarter) -> Vector:
        parts, whole = quarter.weights * quarter.returns, _whole(quarter)
        signed = np.sort(parts * np.sign(whole)[:, None], axis=1)[:, -TEN:].sum(axis=1)
        moved = np.abs(whole) >= LEAST_MOVE
        return np.where(moved, signed / np.where(moved, np.abs(whole), 1.0), np.nan)

    def text(share: float) -> str:
        quarter = quarters(panel, "large_cap")[-1]
        whole = float(_whole(quarter)[-1])
        largest = tenths[id(quarter)][-1]
        return (
            f"ten issuers made {words.percent(share, 0)} of the index's {words.signed(whole)} in"
            f" {WINDOW} sessions; the largest tenth {words.signed(float(largest[0]))}, the other"
            f" nine {words.signed(float(largest[1:].sum()))}"
        )

    tenths = {id(quarter): _tenths(quarter) for quarter in quarters(panel, "large_cap")}
    beside = {f"tenth {n + 1}": partial(_column, tenths, n) for n in range(10)}
    why = f"the index moved by less than {words.percent(LEAST_MOVE, 0)} in {WINDOW} sessions"
    return trace_of(panel, "large_cap", ten, text, beside, why)


def _column(tables: Mapping[int, Vector], n: int, quarter: Quarter) -> Vector:
    return np.asarray(tables[id(quarter)][:, n])


def _tenths(quarter: Quarter) -> Vector:
    """Contributions of the tenths of issuers by start weight, largest first, (T, 10); they sum to all."""
    if quarter.weights.shape[1] < 10:
        return np.full((len(quarter.days), 10), np.nan)
    order = np.argsort(-quarter.weights, axis=1, kind="stable")
    parts = np.take_along_axis(quarter.weights * quarter.returns, order, axis=1)
    edges = np.linspace(0, parts.shape[1], 11).astype(int)[:-1]
    return np.asarray(np.add.reduceat(parts, edges, axis=1))


@signal(
    "groups.other_four_hundred",
    title="The hundred largest less the other four hundred",
    axis="concentration",
    family="concentration",
    unit="fraction",
    sign=0,
    theory=f"The hundred against the four hundred: {TWICE}",
    null=zero_null,
)
def other_four_hundred(panel: Panel) -> Trace:
    """Return of the S&P 100 fund less that implied of the other four hundred, over 63 sessions.

    (r - w r_100) / (1 - w) for the others, w the weight of as many of the fund's largest issuers
    at the window's start: its own list is not on file, which moves w by a few points. Total return.
    """
    top, all_ = panel.role("top_100"), panel.role("large_cap")
    if not len(top) or not len(all_):
        return missing("not_measurable", top.missing or all_.missing)
    n = LARGEST.get(top.symbol, 100)

    def three(quarter: Quarter) -> tuple[Vector, Vector, Vector]:
        weight = np.sort(quarter.weights, axis=1)[:, -n:].sum(axis=1)
        part, whole = _earned(top, quarter), _earned(all_, quarter)
        rows = zip(whole.tolist(), part.tolist(), weight.tolist(), strict=True)
        return weight, part, np.array([rest_return(*row) for row in rows])

    def value(quarter: Quarter) -> Vector:
        _, part, rest = three(quarter)
        return part - rest

    def text(gap: float) -> str:
        weight, part, rest = (float(c[-1]) for c in three(quarters(panel, "large_cap")[-1]))
        return (
            f"{words.leg(panel, top)} returned {words.signed(part)} in {WINDOW} sessions, which leaves"
            f" {words.signed(rest)} for the other {words.percent(1.0 - weight, 0)} of"
            f" {words.leg(panel, all_)}, total return; on the way the ratio of the two fell by"
            f" {words.percent(_worst_fall(top, all_))} at worst"
        )

    beside = {
        "the largest": lambda quarter: three(quarter)[1],
        "the others": lambda quarter: three(quarter)[2],
    }
    why = f"{top.symbol} or {all_.symbol} has no level at one end of the window"
    return trace_of(panel, "large_cap", value, text, beside, why)


def _earned(series: Series, quarter: Quarter) -> Vector:
    """The series' return over each window; NaN where it lacks a level at one end."""
    days = sessions.all_sessions()
    ends = np.searchsorted(days, quarter.days)
    levels = [on_days(days[ends - back], series.days, series.levels) for back in (WINDOW, 0)]
    return np.asarray(levels[1] / levels[0] - 1.0)


def _worst_fall(top: Series, whole: Series) -> float:
    """Deepest fall of the ratio of two series from a high within the last window, a fraction <= 0."""
    days, a, b = np.intersect1d(top.days, whole.days, assume_unique=True, return_indices=True)
    ratio = (top.levels[a] / whole.levels[b])[-WINDOW - 1 :]
    return float((ratio / np.maximum.accumulate(ratio) - 1.0).min()) if len(days) else 0.0


def _register(role: str) -> None:
    def compute(panel: Panel) -> Trace:
        return drop_ten(panel, role)

    compute.__doc__ = (
        f"Return of {FUND_WORDS[role]} without its ten largest issuers of the window's start, less its"
        " own, over 63 sessions: a fraction, total return; it says what the few added, not who will."
    )
    signal(
        f"groups.drop_ten_{role}",
        title=f"Without the ten largest, {FUND_WORDS[role]}",
        axis="concentration",
        family="concentration",
        unit="fraction",
        sign=0,
        theory=f"What an index earns without its largest: {TWICE}",
        null=zero_null,
    )(compute)


for _role in FUNDS:
    _register(_role)
