"""Why a fact of the verdict says what it says: the rows of the pair it was read from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rotascope.errors import UnknownName
from rotascope.evidence import axis_verdict
from rotascope.evidence.primary import HORIZON, TURN, speaker
from rotascope.evidence.view import outcome_pair, seen
from rotascope.maths import stats
from rotascope.panel import Panel
from rotascope.series import PairSeries
from rotascope.signals import kept
from rotascope.terms import AXES, Axis, AxisVerdict, Reading, Source, Why

__all__ = ["FACTS", "why_fact"]

Rows = tuple[tuple[str, ...], ...]
OUTCOMES = ("forecast", "reliability")


@dataclass(frozen=True, slots=True)
class Fact:
    """How one fact is made: its unit, formula, and the value a verdict holds."""

    unit: str
    formula: str
    value: Callable[[AxisVerdict], float | str | None]


RELATIVE = "exp(q_t - q_(t-h)) - 1, q = ln of the total-return ratio on the pair's common days"
FACTS: dict[str, Fact] = {
    "leader": Fact(
        "state", f"sign of {RELATIVE}, h = {HORIZON} (axis sign applied)", lambda v: v.leader
    ),
    "direction": Fact(
        "state", f"sign of {RELATIVE}, h = {TURN}, in the leader's favour", lambda v: v.direction
    ),
    "relative_126": Fact("fraction", f"{RELATIVE}, h = {HORIZON}", lambda v: v.relative_126),
    "relative_21": Fact("fraction", f"{RELATIVE}, h = {TURN}", lambda v: v.relative_21),
    "percentile": Fact(
        "fraction",
        "expanding midrank of relative_126 in its own past, (#less + half #equal) / n",
        lambda v: v.percentile,
    ),
    "since": Fact(
        "date",
        "newest change of the penalised least-squares fit to weekly changes of q over their recent "
        "volatility (2 ln 520, 13 weeks a side), kept if F >= 7.17 and if it turned to the leader, as "
        "signal since.<pair>; interval: 90 % bootstrap",
        lambda v: v.since.isoformat() if v.since else v.since_note,
    ),
    "score": Fact(
        "fraction",
        "Phi(x), x = mean over families of their signals' mean normal score, over sqrt(c' R c): R the "
        "signals' correlations on recorded dates, c their weights",
        lambda v: v.score,
    ),
    "forecast": Fact(
        "fraction",
        "p = (n s + 20 p0) / (n + 20): s = 1 / (1 + exp(-(a + b x))) fitted to recorded scores x and "
        "what followed, worth n independent outcomes, p0 their base rate; no view if the interval "
        "holds p0",
        lambda v: v.forecast.reason if v.forecast.probability is None else v.forecast.probability,
    ),
    "reliability": Fact(
        "text", "forecasts of every recorded date, each of what was known then, beside what followed",
        lambda v: v.reliability.text if v.reliability else "too few forecasts have outcomes",
    ),
    "but": Fact(
        "text",
        "said when the axis's other measure has the other sign or less than a third of the size",
        lambda v: v.but or "the axis's other measure does not disagree, or there is none",
    ),
    "would_change": Fact(
        "text", "exp(q_(t-105) - q_t) - 1: the 21-session move at which relative_126 is zero; the move of"
        " one family's mean normal score at which the forecast's interval meets the base rate",
        lambda v: "; ".join(v.would_change),
    ),
}  # fmt: skip


def why_fact(
    panel: Panel, axis: str, fact: str, key: str, versions: tuple[tuple[str, str], ...]
) -> Why:
    """The Why of verdict/<axis>/<fact>. Raises UnknownName."""
    if axis not in AXES:
        raise UnknownName.among("axis", axis, AXES, "rotascope brief --json")
    if fact not in FACTS:
        raise UnknownName.among("fact of the verdict", fact, FACTS, "rotascope brief --json")
    named: Axis = "size" if axis == "size" else "concentration"
    readings = kept.readings(panel, null=False)
    told = axis_verdict(panel, readings, named)
    pair = speaker(panel, named).pair
    columns, rows = _rows(panel, readings, named, fact, pair)
    return Why(
        key=key,
        title=f"{named}: {fact.replace('_', ' ')} ({told.pair or 'no pair speaks'})",
        value=FACTS[fact].value(told),
        unit=FACTS[fact].unit,
        as_of=panel.as_of,
        formula=FACTS[fact].formula,
        convention="total return on both legs; +1 small / the rest, -1 large / the few",
        sources=_sources(panel, named, fact, pair),
        rows=rows,
        columns=columns,
        versions=versions,
        notes=tuple(text for text in (told.note, told.since_note, told.forecast.reason) if text),
    )


def _sources(panel: Panel, axis: Axis, fact: str, pair: PairSeries | None) -> tuple[Source, ...]:
    """Of the pair, and of the one whose outcomes are counted where that is another."""
    if pair is None:
        return ()
    counted = outcome_pair(panel, axis, pair)[0] if fact in OUTCOMES else pair
    return tuple(dict.fromkeys((*pair.sources, *counted.sources)))


def _rows(
    panel: Panel, readings: tuple[Reading, ...], axis: Axis, fact: str, pair: PairSeries | None
) -> tuple[tuple[str, ...], Rows]:
    if pair is None:
        return (), ()
    if fact in OUTCOMES:
        return _outcome_rows(panel, readings, axis, pair)
    if fact == "score":
        return _family_rows(panel, readings, axis, pair)
    return _pair_rows(pair)


def _pair_rows(pair: PairSeries) -> tuple[tuple[str, ...], Rows]:
    """Levels of both legs on the first common day and 126, 21 and 0 sessions before the newest."""
    legs = (pair.numerator, pair.denominator)
    last = len(pair) - 1
    rows = []
    for row in (0, last - HORIZON, last - TURN, last):
        day = pair.days[row]
        levels = (leg.levels[int(np.searchsorted(leg.days, day))] for leg in legs)
        rows.append((str(day), *(f"{x:.10g}" for x in levels), f"{pair.log_ratio[row]:.10g}"))
    return ("date", legs[0].symbol, legs[1].symbol, "ln ratio"), tuple(rows)


def _outcome_rows(
    panel: Panel, readings: tuple[Reading, ...], axis: Axis, primary: PairSeries
) -> tuple[tuple[str, ...], Rows]:
    """Per calendar year: recorded dates with a known outcome, their independent ones, won, forecast."""
    pair, _ = outcome_pair(panel, axis, primary)
    found = seen(panel, readings, axis, pair)
    columns = ("began in", f"outcomes of {pair.label}", "independent", "won", "mean forecast")
    past, p = found.past, found.walked.p
    years = found.told.days.astype("datetime64[Y]")
    rows = []
    for year in np.unique(years):
        of = (years == year) & np.isfinite(past.won)
        made = p[of & np.isfinite(p)]
        mean = f"{made.mean():.3f}" if len(made) else ""
        won, weight = int(past.won[of].sum()), past.weight[of].sum()
        rows.append((str(year), str(int(of.sum())), f"{weight:.1f}", str(won), mean))
    return columns, tuple(rows)


def _family_rows(
    panel: Panel, readings: tuple[Reading, ...], axis: Axis, primary: PairSeries
) -> tuple[tuple[str, ...], Rows]:
    """Each family's mean normal score today, what that is of 100, and its signals."""
    columns = ("family", "mean normal score", "of 100", "signals")
    found = seen(panel, readings, axis, outcome_pair(panel, axis, primary)[0])
    told, rows = found.told, []
    for family, z in zip(found.score.names, found.score.z[-1].tolist(), strict=True):
        spoke = np.isfinite(z)
        named = ", ".join(n for n, f in zip(told.names, told.families, strict=True) if f == family)
        place = f"{stats.normal_cdf(z) * 100.0:.0f}" if spoke else ""
        rows.append((family, f"{z:+.4f}" if spoke else "silent", place, named))
    x, sd = float(found.score.x[-1]), float(found.score.sd[-1])
    if np.isfinite(x):
        place = f"{stats.normal_cdf(x) * 100.0:.0f}"
        rows.append(("average", f"{x * sd:+.4f}", place, f"over its noise, {sd:.4f}"))
    return columns, tuple(rows)
