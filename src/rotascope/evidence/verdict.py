"""The verdict of a date: both axes, each with its facts, its forecast, its evidence. Never averaged."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rotascope.evidence import lines
from rotascope.evidence.facts import facts
from rotascope.evidence.forecast import HORIZON, abstained, forecast
from rotascope.evidence.primary import NEEDED, Speaker, longest, speaker
from rotascope.evidence.score import score
from rotascope.panel import Panel
from rotascope.registry import SIGNALS
from rotascope.series import PairSeries
from rotascope.signals.reading import Measured
from rotascope.terms import AXES, Axis, AxisVerdict, Forecast, Verdict

__all__ = ["LONG_ENOUGH", "PATIENCE", "axis_verdict", "key_of", "outcome_pair", "verdict"]

# Twenty independent outcomes: a pair with fewer lends its facts, another one the history.
LONG_ENOUGH = 20 * HORIZON
PATIENCE = 2  # sessions: prices arrive daily, so twice their period


def key_of(axis: Axis, fact: str, panel: Panel) -> str:
    """The key of one fact of one axis, as `why` opens it."""
    return f"verdict/{axis}/{fact}@{panel.as_of}"


def verdict(panel: Panel, measured: Sequence[Measured]) -> Verdict:
    """Both axes as of the panel's date. Coverage counts every registered signal, by family."""
    axes = {axis: axis_verdict(panel, measured, axis) for axis in AXES}
    ok = {m.spec.name for m in measured if m.reading.status == "ok"}
    families: dict[str, list[int]] = {}
    for name, spec in SIGNALS.items():
        counts = families.setdefault(spec.family, [0, 0])
        counts[0] += 1
        counts[1] += name in ok
    return Verdict(
        panel.as_of,
        HORIZON,
        axes["size"],
        axes["concentration"],
        len(SIGNALS),
        len(ok),
        tuple((family, n, able) for family, (n, able) in sorted(families.items())),
    )


def axis_verdict(panel: Panel, measured: Sequence[Measured], axis: Axis) -> AxisVerdict:
    """One axis: facts from its primary pair, evidence, and the forecast apart from them."""
    speaks = speaker(panel, axis)
    if speaks.pair is None:
        return _silent(panel, axis, speaks)
    pair = speaks.pair
    known = facts(panel, axis, pair)
    view, today, history = _forecast(panel, measured, axis, speaks)
    pro, contra = lines.evidence((m.reading for m in measured), axis, known.lead)
    return AxisVerdict(
        axis=axis,
        pair=pair.label,
        basis="tr",
        leader=known.leader,
        direction=known.direction,
        relative_126=known.relative_126,
        relative_21=known.relative_21,
        percentile=known.percentile,
        chance=known.chance,
        percentile_since=known.percentile_since,
        since=known.since.day,
        since_low=known.since.low,
        since_high=known.since.high,
        since_note=known.since.note,
        score=today,
        forecast=view,
        evidence_for=pro,
        evidence_against=contra,
        but=lines.but(panel, axis, pair, known),
        note="; ".join(text for text in (speaks.note, history) if text),
        would_change=lines.would_change(axis, pair, known),
        key=key_of(axis, "leader", panel),
    )


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


def _forecast(
    panel: Panel, measured: Sequence[Measured], axis: Axis, speaks: Speaker
) -> tuple[Forecast, float | None, str]:
    """(forecast, today's score, sentence about whose outcomes were counted)."""
    key = key_of(axis, "forecast", panel)
    if speaks.pair is None:
        return abstained(f"no pair speaks for this axis: {speaks.note}", key), None, ""
    pair, said = outcome_pair(panel, axis, speaks.pair)
    history = score(measured, axis, pair.days)
    late = ""
    if speaks.age > PATIENCE:
        late = f"{speaks.pair.label} is {speaks.age} sessions old, more than {PATIENCE}"
    today = float(history.value[-1])
    return forecast(pair, history, key, late), today if np.isfinite(today) else None, said


def _silent(panel: Panel, axis: Axis, speaks: Speaker) -> AxisVerdict:
    """An axis without a fresh pair of 148 sessions: nothing is claimed, and why is said."""
    view, _, _ = _forecast(panel, (), axis, speaks)
    return AxisVerdict(
        axis=axis,
        pair="",
        basis="tr",
        leader="neither",
        direction="flat",
        relative_126=None,
        relative_21=None,
        percentile=None,
        chance=None,
        percentile_since=None,
        since=None,
        since_low=None,
        since_high=None,
        since_note=f"no pair with {NEEDED} common sessions and a price of this week",
        score=None,
        forecast=view,
        evidence_for=(),
        evidence_against=(),
        but="",
        note=speaks.note,
        would_change=(),
        key=key_of(axis, "leader", panel),
    )
