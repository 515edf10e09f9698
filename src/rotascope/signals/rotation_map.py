"""The relative rotation map: where a pair stands and which way it moves, weekly, in its own past.

A public construction from z-scores, named by what it shows. Noise turns clockwise on it two times
in three, so the map is displayed and never scored.
"""

from __future__ import annotations

import numpy as np

from rotascope.catalog import Pair
from rotascope.maths import rotation
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import PairSeries
from rotascope.signals import pairs, words
from rotascope.signals.trace import Trace, missing
from rotascope.signals.weekly import week_ends
from rotascope.terms import Null

__all__ = ["rotation_map", "rotation_null"]

WINDOW, CHANGE = 14, 1
TAIL = 104
CLOCKWISE_BY_CHANCE = 0.674
THEORY = (
    "Quadrants follow one another clockwise by construction (noise does so on 67 % of its steps):"
    " shown, never scored"
)


def rotation_map(panel: Panel, name: str) -> Trace:
    """Ratio of pair `name` on the rotation map: 100 + z-score of the weekly log ratio over 14 weeks.

    Momentum is the same z-score of the ratio's weekly change; the state is the quadrant (leading,
    weakening, lagging, improving). Points on completed weeks only. No standing beyond 14 weeks.
    """
    pair = panel.pair(name)
    unanswered = pairs.unanswered(panel, pair, 1)
    if unanswered is not None:
        return unanswered
    weeks = week_ends(pair.days)
    needed = 2 * WINDOW + CHANGE - 1
    if len(weeks) < needed:
        return missing("short_history", f"{pair.label}: {len(weeks)} of {needed} completed weeks")
    ratio, momentum = rotation.map_z(pair.log_ratio[weeks], WINDOW, CHANGE)
    both = np.isfinite(ratio) & np.isfinite(momentum)
    ratio, momentum = np.where(both, ratio, np.nan), np.where(both, momentum, np.nan)
    state = _quadrant(float(ratio[-1]), float(momentum[-1]))
    return Trace(
        pair.days[weeks],
        ratio,
        text=_text(pair, float(ratio[-1]), float(momentum[-1]), state) if state else "",
        state=state,
        states=tuple(
            _quadrant(x, y) for x, y in zip(ratio.tolist(), momentum.tolist(), strict=True)
        ),
        marks=pair.marks,
        sources=pair.sources,
        reason=f"{pair.label}: no spread over the last {WINDOW} weeks",
        data=(momentum,),
        beside=(("momentum", momentum),),
        newest=words.day(pair.days[-1]),
    )


def _quadrant(ratio: float, momentum: float) -> str:
    """The quadrant's name; "" without both coordinates."""
    if not (np.isfinite(ratio) and np.isfinite(momentum)):
        return ""
    if ratio >= 100.0:
        return "leading" if momentum >= 100.0 else "weakening"
    return "improving" if momentum >= 100.0 else "lagging"


def _text(pair: PairSeries, ratio: float, momentum: float, state: str) -> str:
    place = f"ratio {ratio:.1f}, momentum {momentum:.1f}, 100 = the pair's 14-week mean"
    return f"{pair.label} is {state} on the weekly rotation map ({place}, total return)"


def rotation_null(panel: Panel, trace: Trace) -> Null | None:
    """The share of the last 104 weekly steps that turned clockwise, beside what noise does.

    Null hypothesis: a random walk, whose steps turn clockwise in 67.4 % of cases (200 simulated
    walks of 400 weeks); no p, because steps are not independent.
    """
    share = float(rotation.clockwise_share(trace.value[-TAIL:], trace.data[0][-TAIL:]))
    if not np.isfinite(share):
        return None
    said = f"{words.percent(share, 0)} of its last {min(TAIL, len(trace.value))} steps turned clockwise"
    return Null(
        f"{said}; noise alone turns {words.percent(CLOCKWISE_BY_CHANCE)}", CLOCKWISE_BY_CHANCE
    )


def _register(spec: Pair) -> None:
    def compute(panel: Panel) -> Trace:
        return rotation_map(panel, spec.name)

    compute.__doc__ = (
        f"Where {pairs.title_of(spec)} stands on the weekly relative rotation map: ratio and momentum"
        " as 14-week z-scores around 100; the state is the quadrant, and rotation itself is no news."
    )
    signal(
        f"rotation_map.{spec.name}",
        title=f"Rotation map, {pairs.title_of(spec)}",
        axis=spec.axis,
        family="price",
        unit="index",
        sign=0,
        theory=THEORY,
        null=rotation_null,
        pair=spec.name,
    )(compute)


for _pair in pairs.DAILY:
    _register(_pair)
