"""Why a fact of the verdict says what it says: the rows of the pair it was read from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rotascope.errors import UnknownName
from rotascope.evidence import axis_verdict
from rotascope.evidence.forecast import outcomes, terciles
from rotascope.evidence.primary import HORIZON, TURN, speaker
from rotascope.evidence.score import by_family, score, scored
from rotascope.evidence.verdict import outcome_pair
from rotascope.panel import Panel
from rotascope.series import PairSeries
from rotascope.sessions import Days
from rotascope.signals.reading import Measured, measure
from rotascope.terms import AXES, Axis, AxisVerdict, Why

__all__ = ["FACTS", "why_fact"]

Rows = tuple[tuple[str, ...], ...]


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
        "lean", "mean over families of the mean lean of their scored signals", lambda v: v.score
    ),
    "forecast": Fact(
        "fraction",
        "p = (k + 20 p0) / (n + 20): k of n independent outcomes that began in today's third of "
        "the score, p0 the base rate of all; no view if the interval holds p0",
        lambda v: v.forecast.reason if v.forecast.probability is None else v.forecast.probability,
    ),
    "but": Fact(
        "text",
        "said when the axis's other measure has the other sign or less than a third of the size",
        lambda v: v.but or "the axis's other measure does not disagree, or there is none",
    ),
    "would_change": Fact(
        "text", "exp(q_(t-105) - q_t) - 1: the 21-session move at which relative_126 is zero",
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
    measured = measure(panel, null=False)
    told = axis_verdict(panel, measured, named)
    pair = speaker(panel, named).pair
    columns, rows = _rows(panel, measured, named, fact, pair)
    return Why(
        key=key,
        title=f"{named}: {fact.replace('_', ' ')} ({told.pair or 'no pair speaks'})",
        value=FACTS[fact].value(told),
        unit=FACTS[fact].unit,
        as_of=panel.as_of,
        formula=FACTS[fact].formula,
        convention="total return on both legs; +1 small / the rest, -1 large / the few",
        sources=pair.sources if pair else (),
        rows=rows,
        columns=columns,
        versions=versions,
        notes=tuple(text for text in (told.note, told.since_note, told.forecast.reason) if text),
    )


def _rows(
    panel: Panel, measured: tuple[Measured, ...], axis: Axis, fact: str, pair: PairSeries | None
) -> tuple[tuple[str, ...], Rows]:
    if pair is None:
        return (), ()
    if fact == "forecast":
        return _outcome_rows(panel, measured, axis, pair)
    if fact == "score":
        return _family_rows(measured, axis, pair.days)
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
    panel: Panel, measured: tuple[Measured, ...], axis: Axis, primary: PairSeries
) -> tuple[tuple[str, ...], Rows]:
    """Per calendar year of their start: outcomes, those won, those like today, those of them won."""
    pair, _ = outcome_pair(panel, axis, primary)
    known = outcomes(pair.log_ratio, pair.sign)
    third = terciles(score(measured, axis, pair.days).value)
    alike = third[known.starts] == third[-1]
    years = pair.days[known.starts].astype("datetime64[Y]")
    rows = []
    for year in np.unique(years):
        counted = (years == year, (years == year) & alike)
        rows.append(
            (str(year), *(str(int(n)) for of in counted for n in (of.sum(), known.won[of].sum())))
        )
    return ("began in", f"outcomes of {pair.label}", "won", "like today", "of them won"), tuple(
        rows
    )


def _family_rows(
    measured: tuple[Measured, ...], axis: Axis, days: Days
) -> tuple[tuple[str, ...], Rows]:
    """Each family's mean lean today and its signals."""
    able = scored(measured, axis)
    names = {f: ", ".join(m.spec.name for m in able if m.spec.family == f) for f in _families(able)}
    today = {family: lean[-1] for family, lean in by_family(able, days).items()}
    rows = [
        (family, f"{lean:+.4f}" if np.isfinite(lean) else "silent", names[family])
        for family, lean in today.items()
    ]
    return ("family", "mean lean", "signals"), tuple(rows)


def _families(measured: list[Measured]) -> list[str]:
    return sorted({m.spec.family for m in measured})
