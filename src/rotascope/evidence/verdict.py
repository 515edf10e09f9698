"""The verdict of a date: both axes, each with its facts, its forecast, its evidence. Never averaged."""

from __future__ import annotations

from collections.abc import Sequence

from rotascope.evidence import lines
from rotascope.evidence.facts import facts
from rotascope.evidence.forecast import HORIZON, abstained
from rotascope.evidence.primary import NEEDED, Speaker, speaker
from rotascope.evidence.view import key_of, view
from rotascope.panel import Panel
from rotascope.registry import SIGNALS
from rotascope.terms import AXES, Axis, AxisVerdict, Reading, Verdict

__all__ = ["axis_verdict", "verdict"]


def verdict(panel: Panel, readings: Sequence[Reading], *, graded: bool = True) -> Verdict:
    """Both axes as of the panel's date. Coverage counts every registered signal, by family."""
    axes = {axis: axis_verdict(panel, readings, axis, graded=graded) for axis in AXES}
    ok = {one.signal for one in readings if one.status == "ok"}
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


def axis_verdict(
    panel: Panel, readings: Sequence[Reading], axis: Axis, *, graded: bool = True
) -> AxisVerdict:
    """One axis: facts from its primary pair, evidence, and the forecast apart from them.

    `graded=False` leaves out how good the forecasts of recorded dates were.
    """
    speaks = speaker(panel, axis)
    if speaks.pair is None:
        return _silent(panel, axis, speaks)
    pair = speaks.pair
    known = facts(panel, axis, pair)
    seen = view(panel, readings, axis, speaks, graded=graded)
    pro, contra = lines.evidence(readings, axis, known.lead, seen.likelihoods)
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
        score=seen.score,
        forecast=seen.forecast,
        evidence_for=pro,
        evidence_against=contra,
        but=lines.but(panel, axis, pair, known),
        note="; ".join(text for text in (speaks.note, seen.history) if text),
        would_change=(*lines.would_change(axis, pair, known), *seen.flips),
        key=key_of(axis, "leader", panel),
        reliability=seen.reliability,
        odds=seen.odds,
    )


def _silent(panel: Panel, axis: Axis, speaks: Speaker) -> AxisVerdict:
    """An axis without a fresh pair of 148 sessions: nothing is claimed, and why is said."""
    why = f"no pair speaks for this axis: {speaks.note}"
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
        forecast=abstained(why, key_of(axis, "forecast", panel)),
        evidence_for=(),
        evidence_against=(),
        but="",
        note=speaks.note,
        would_change=(),
        key=key_of(axis, "leader", panel),
    )
