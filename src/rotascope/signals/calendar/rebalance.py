"""What the next rebalance of the few will trade at the close: drifted weights back to equal ones."""

from __future__ import annotations

import numpy as np

from rotascope import baskets, sessions
from rotascope.maths import etf, noise
from rotascope.memo import memo
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Series, Vector
from rotascope.sessions import Days, all_sessions
from rotascope.signals.aligned import aligned
from rotascope.signals.few import PLANTED_SEVEN
from rotascope.signals.structure.sizes import Size, size_of
from rotascope.signals.trace import Trace, missing
from rotascope.signals.words import chance, day, percent
from rotascope.terms import Null

__all__ = ["next_rebalance", "pending", "rebalance_null"]

SEED, DRAWS = 69, 2000


def next_rebalance(when: np.datetime64) -> np.datetime64:
    """The last session of the quarter of `when`, which may be `when` itself."""
    calendar = all_sessions()
    months = calendar.astype("datetime64[M]").astype(np.int64)
    last = np.flatnonzero(months[1:] // 3 != months[:-1] // 3)
    ends = calendar[last]
    found: np.datetime64 = ends[int(np.searchsorted(ends, when))]
    return found


def _lines(panel: Panel) -> list[Series]:
    for group in (panel.catalog.baskets["MAG7"].symbols, PLANTED_SEVEN):
        lines = [panel.series(panel.catalog.ticker_on(symbol, panel.as_of)) for symbol in group]
        if all(len(line) for line in lines):
            return lines
    return []


def rebalance_null(panel: Panel, trace: Trace) -> Null | None:
    """What drift alone leaves to trade so many sessions into a quarter.

    Null hypothesis: so many days drawn at random from all on file, every day's seven together. rate is
    the median turnover, p the chance of at least as much. 2,000 draws, fixed seed.
    """
    daily, elapsed = trace.data[0], int(trace.data[1][0])
    if elapsed < 1:
        return None

    def make() -> dict[str, Vector]:
        draw = np.random.default_rng(SEED)
        at = draw.integers(0, len(daily), (DRAWS, elapsed))
        grown = np.exp(np.log1p(daily)[at].sum(axis=1))
        weights = grown / grown.sum(axis=1, keepdims=True)
        return {
            "turnover": etf.turnover(weights, np.full(weights.shape[1], 1.0 / weights.shape[1]))
        }

    asked = f"{daily.shape}|{elapsed}|{DRAWS}|{SEED}"
    made = np.asarray(memo(panel, "rebalance-few", asked, make)["turnover"], dtype=np.float64)
    usual, p = noise.drawn(float(trace.value[-1]), made)
    said = f"{elapsed} days drawn at random leave {percent(usual)} in half of all cases"
    return Null(f"{said}; this much or more in {chance(p)}", usual, p, draws="level")


@signal(
    "calendar.rebalance_few",
    title="Trades pending at the next rebalance of the few",
    axis="concentration",
    family="calendar",
    unit="fraction",
    sign=0,
    theory="trades known beforehand are met beforehand; no lasting sign is established: not scored",
    null=rebalance_null,
)
def pending(panel: Panel) -> Trace:
    """One-way turnover that takes the seven back to equal weights: half the sum of |weight - 1/7|.

    Weights drift by total return from the last session of each quarter, the catalogue's rule; the fund's
    own days may differ. At the rebalance buys equal sells. In USD only where net assets are on file.
    """
    lines = _lines(panel)
    if not lines:
        return missing("not_measurable", "no total returns of all of the seven")
    days, levels = aligned(lines)
    base = _base(days)
    grown = levels / levels[base]
    weights = grown / grown.sum(axis=1, keepdims=True)
    value = etf.turnover(weights, np.full(weights.shape[1], 1.0 / weights.shape[1]))
    since = len(days) - 1 - int(base[-1])
    return Trace(
        days,
        value,
        text=_text(panel, [line.symbol for line in lines], weights[-1], days),
        sources=tuple(source for line in lines for source in line.sources),
        data=(levels[1:] / levels[:-1] - 1.0, np.array([float(since)])),
    )


def _base(days: Days) -> np.ndarray:
    """Per day the row from whose close its weights drift: the last session of the quarter before."""
    starts = np.flatnonzero(baskets.period_starts(days, "quarterly"))
    quarter = np.searchsorted(starts, np.arange(len(days)), side="right") - 1
    return np.asarray(np.maximum(starts[quarter] - 1, 0))


def _text(panel: Panel, names: list[str], weights: Vector, days: Days) -> str:
    equal = np.full(len(weights), 1.0 / len(weights))
    trades = etf.rebalance_trades(weights, equal, 1.0)
    sold, bought = int(np.argmin(trades)), int(np.argmax(trades))
    at = next_rebalance(days[-1])
    wait = sessions.count(day(days[-1]), day(at))
    size = size_of(panel, "few")
    money = f"; {_dollars(size, trades)}" if size is not None else ""
    return (
        f"at the close of {at}, in {wait} sessions, {percent(float(np.abs(trades).sum()) / 2.0)} of an"
        f" equal-weight fund changes hands: most sold {names[sold]} {percent(trades[sold])}, most bought"
        f" {names[bought]} {percent(trades[bought])}{money}"
    )


def _dollars(size: Size, trades: Vector) -> str:
    bought = float(trades[trades > 0.0].sum() * size.assets[-1]) / 1e6
    return f"{bought:,.1f} m USD each way at {size.fund}'s net assets of {size.days[-1]}"
