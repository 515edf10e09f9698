"""What a fund costs against what it holds: premium to NAV, and its return against its basket's."""

from __future__ import annotations

import numpy as np

from rotascope.maths import etf, noise
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.signals.aligned import aligned
from rotascope.signals.pairs import ROLE_WORDS
from rotascope.signals.structure.sizes import FUNDS, Size, no_size, size_of
from rotascope.signals.trace import Trace, missing
from rotascope.signals.words import chance, day, percent, signed
from rotascope.terms import Null

__all__ = ["premium", "tracking"]

YEAR, WEEKS = 252, 60
MOST = 0.2  # a gap this wide is two bases (a split between the files), never a premium


def premium(panel: Panel, role: str) -> Trace:
    """Closing price / NAV of the same day - 1, a fraction, on the day both were known.

    The NAV is struck at 16:00 while the price is the last trade: a few hundredths of a per cent are
    timing. A gap over 20 % is no premium but another basis, and has no value.
    """
    size = size_of(panel, role)
    if size is None:
        return missing("not_measurable", no_size(panel, role))
    price = panel.series(size.fund, "pr")
    days, a, b = np.intersect1d(size.days, price.days, return_indices=True)
    if not len(days):
        return missing(
            "not_measurable", price.missing or f"no price of {size.fund} on a day with a NAV"
        )
    value = etf.premium(price.levels[b], size.nav[a])
    value = np.where(np.abs(value) < MOST, value, np.nan)
    known = np.maximum.accumulate(np.maximum(size.known_at[a], days))
    last = np.append(known[1:] != known[:-1], True)
    return Trace(
        known[last],
        value[last],
        text=_premium_text(size, value),
        sources=(size.source, *price.sources),
        reason=f"price and NAV of {size.fund} are more than {percent(MOST, 0)} apart: not on one basis",
        data=(value[np.isfinite(value)],),
        newest=day(days[-1]),
        patience=5,
    )


def _premium_text(size: Size, value: Vector) -> str:
    seen = value[-WEEKS:]
    if not np.isfinite(seen[-1]):
        return ""
    sd = float(np.nanstd(seen))
    usual = f"; sd of {WEEKS} sessions {percent(sd, 2)}" if sd > 0.0 else ""
    return f"{size.fund} closed {signed(float(seen[-1]), 2)} from its NAV{usual}"


def premium_null(panel: Panel, trace: Trace) -> Null | None:
    """What NAV timing alone shows: the fund's own premia on all days.

    Null hypothesis: no premium, only the noise of all days on file. rate is the median |premium|, p the
    share of days on which it was at least as far from zero.
    """
    usual = float(np.median(np.abs(trace.data[0])))
    p = float(np.mean(np.abs(trace.data[0]) >= abs(trace.value[-1])))
    said = f"half of its days end more than {percent(usual, 2)} from the NAV"
    return Null(f"{said}; this far or farther in {chance(p)}", usual, p, draws="spread")


def tracking(panel: Panel) -> Trace:
    """Return of the fund of the few over 252 sessions less that of the seven at equal weight.

    Both total returns, a fraction. The fund is active and has no index: the benchmark is the synthetic
    basket, quarterly, less 0.29 % a year, chosen with hindsight. Not the fund's tracking of its aim.
    """
    fund, basket = panel.series(FUNDS["few"][0]), panel.series("MAG7")
    if not len(fund):
        fund = panel.series("PW:FEW")
    if not len(fund) or not len(basket):
        return missing("not_measurable", fund.missing or basket.missing)
    days, levels = aligned([fund, basket])
    if len(days) <= YEAR:
        return missing("short_history", f"{len(days) - 1} of {YEAR} sessions of both")
    one, other = levels.T
    value = etf.tracking_difference(one[YEAR:] / one[:-YEAR], other[YEAR:] / other[:-YEAR], 1.0)
    error = etf.tracking_error(
        one[-YEAR:] / one[-YEAR - 1 : -1], other[-YEAR:] / other[-YEAR - 1 : -1]
    )
    return Trace(
        days[YEAR:],
        np.asarray(value),
        text=(
            f"{fund.symbol} returned {signed(float(np.asarray(value)[-1]), 2)} against the seven at equal"
            f" weight over {YEAR} sessions; tracking error {percent(error, 2)} a year"
        ),
        sources=(*fund.sources, *basket.sources),
        reason="no finite difference",
        data=(np.log(one[1:] / one[:-1]) - np.log(other[1:] / other[:-1]),),
    )


def tracking_null(panel: Panel, trace: Trace) -> Null | None:
    """How far a year of daily differences drifts by itself.

    Null hypothesis: independent daily differences, mean zero, sd of all on file. rate is the median
    |difference| of a year.
    """
    spread = float(np.std(trace.data[0])) * YEAR**0.5
    if not spread > 0.0:
        return None
    usual, p = noise.normal(float(trace.value[-1]), spread)
    return Null(f"differences without drift end half of all years more than {percent(usual, 2)} apart",
                usual, p, draws="spread")  # fmt: skip


def _register(role: str) -> None:
    def compute(panel: Panel) -> Trace:
        return premium(panel, role)

    compute.__doc__ = (
        f"Closing price over NAV less 1 of the fund of {ROLE_WORDS[role]}, a fraction: positive where"
        " buyers pay more than its basket is worth."
    )
    signal(
        f"structure.premium_{role}",
        title=f"Premium to NAV, the fund of {ROLE_WORDS[role]}",
        axis="concentration",
        family="structure",
        unit="fraction",
        sign=0,
        theory="a premium is arbitraged within days and names no leader: shown, never scored",
        null=premium_null,
    )(compute)


for _role in ("few", "rest"):
    _register(_role)
signal(
    "structure.tracking_few",
    title="The fund of the few against the seven",
    axis="concentration",
    family="structure",
    unit="fraction",
    sign=0,
    theory="how well a fund follows names no leader: shown, never scored",
    null=tracking_null,
)(tracking)
