"""The forecast of an axis with all that belongs to it: whose outcomes, how good, what would turn it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from rotascope.evidence.composite import Composite, composite
from rotascope.evidence.flips import flip_lines
from rotascope.evidence.forecast import (
    HORIZON,
    Fitted,
    Walked,
    abstained,
    forecast,
    outcomes,
    walk,
)
from rotascope.evidence.likelihood import likelihoods, odds
from rotascope.evidence.primary import Speaker, longest
from rotascope.evidence.recorded import (
    FEWEST,
    TABLE,
    Past,
    Recorded,
    past,
    recorded,
    with_today,
)
from rotascope.evidence.reliability import reliability
from rotascope.maths import platt, stats
from rotascope.memo import memo
from rotascope.panel import Panel
from rotascope.series import PairSeries, Vector
from rotascope.terms import Axis, Forecast, Likelihood, Odds, Reading, Reliability

__all__ = ["LONG_ENOUGH", "PATIENCE", "Seen", "View", "key_of", "outcome_pair", "seen", "view"]

# Twenty independent outcomes: a pair with fewer lends its facts, another one the history.
LONG_ENOUGH = 20 * HORIZON
PATIENCE = 2  # sessions: prices arrive daily, so twice their period


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What a forecast is made of: recorded leans with today's last, their score, outcomes, fits."""

    told: Recorded
    score: Composite
    past: Past
    walked: Walked


@dataclass(frozen=True, slots=True)
class View:
    """A forecast, today's score in 0..1, whose outcomes (`history`), and what stands beside it."""

    forecast: Forecast
    score: float | None
    history: str
    flips: tuple[str, ...] = ()
    likelihoods: Mapping[str, Likelihood] = field(default_factory=dict)
    odds: Odds | None = None
    reliability: Reliability | None = None


def key_of(axis: Axis, fact: str, panel: Panel) -> str:
    """The key of one fact of one axis, as `why` opens it."""
    return f"verdict/{axis}/{fact}@{panel.as_of}"


def outcome_pair(panel: Panel, axis: Axis, pair: PairSeries) -> tuple[PairSeries, str]:
    """The pair whose outcomes make the forecast, and a sentence if it is not the primary one."""
    if len(pair) > LONG_ENOUGH:
        return pair, ""
    other = longest(panel, axis) or pair
    if len(other) <= len(pair):
        return pair, ""
    have = (len(pair) - 1) // HORIZON
    return other, (
        f"the forecast counts outcomes of {other.label} since {other.days[0]}: {pair.label} has "
        f"only {have} independent ones"
    )


def seen(panel: Panel, readings: Sequence[Reading], axis: Axis, pair: PairSeries) -> Seen:
    """Recorded leans of the axis with today's as the last row, and what followed on `pair`.

    Where nothing is recorded, today's row alone.
    """
    today = np.datetime64(panel.as_of)
    told = recorded(panel, readings, axis)
    told = with_today(told if told.names else _unrecorded(readings, axis), readings, today)
    score, followed = composite(told), past(pair, told.days)
    return Seen(told, score, followed, walk(score, followed, partial(_kept, panel)))


def _kept(
    panel: Panel, x: Vector, won: Vector, weight: Vector, known: NDArray[np.integer]
) -> Vector:
    """The fits of every date, kept beside the store by what they are made of: recorded readings.

    The store's own state says nothing of these, so their content is part of the name.
    """
    told = hashlib.blake2b(digest_size=16)
    for part in (x, won, weight, known):
        told.update(np.ascontiguousarray(part).tobytes())
    made = memo(panel, "platt", told.hexdigest(), lambda: {
        "rows": platt.walk_forward(x, won, weight, known)
    })  # fmt: skip
    return np.asarray(made["rows"])


def view(
    panel: Panel, readings: Sequence[Reading], axis: Axis, speaks: Speaker, *, graded: bool = True
) -> View:
    """The forecast of an axis for which a pair speaks. Raises ValueError without one."""
    if speaks.pair is None:
        raise ValueError("no pair speaks for this axis")
    key = key_of(axis, "forecast", panel)
    pair, history = outcome_pair(panel, axis, speaks.pair)
    late = ""
    if speaks.age > PATIENCE:
        late = f"{speaks.pair.label} is {speaks.age} sessions old, more than {PATIENCE}"
    found = seen(panel, readings, axis, pair)
    if len(found.told.days) == 1:
        base, total = outcomes(pair)
        return View(abstained(late or _thin(panel), key, total, base), _share(found.score), history)
    told = forecast(found.score, found.walked, key, late)
    worth = likelihoods(found.told, found.past)
    return View(
        told,
        _share(found.score),
        history,
        () if late else flip_lines(axis, found.score, Fitted(found.walked.rows[-1])),
        worth,
        odds(found.told, found.score, worth, told.base_rate or 0.0),
        reliability(axis, found.told.days, found.walked, found.past) if graded else None,
    )


def _thin(panel: Panel) -> str:
    """How many sessions are recorded where that is too few for any signal; '' for none at all."""
    days = {day for name in panel.ids(TABLE) for day in panel.dated(TABLE, name)["date"].tolist()}
    if not days:
        return ""
    return (
        f"{len(days)} sessions are recorded, {FEWEST} are needed: `rotascope replay` records more"
    )


def _unrecorded(readings: Sequence[Reading], axis: Axis) -> Recorded:
    """The axis's scored signals without any past."""
    own = [one for one in readings if one.axis == axis and one.sign]
    names, families = tuple(one.signal for one in own), tuple(one.family for one in own)
    return Recorded(np.empty(0, "datetime64[D]"), names, families, np.empty((0, len(own))))


def _share(score: Composite) -> float | None:
    """The last date's score as Phi(x): 0.5 where the families cancel out; None where none spoke."""
    x = float(score.x[-1])
    return stats.normal_cdf(x) if np.isfinite(x) else None
