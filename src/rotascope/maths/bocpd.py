"""Has the law of a series changed of late? Bayesian online change-point detection, step by step.

Adams and MacKay (2007). Unlike a date found looking back, its answer of a step was there on it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rotascope.maths.types import Vector

__all__ = ["BASE", "YOUNG", "Runs", "begin", "go_on", "newest_run"]

HAZARD, YOUNG, LONGEST = 1.0 / 104.0, 13, 520
BASE = 1.0 - (1.0 - HAZARD) ** YOUNG
"""P(run < 13) when the data say nothing: 11.8 %."""
# Steps come in units of their recent sd: the variance is about 1 (alpha = beta = 5) and a mean lies
# within a sd of 0 (kappa 1). On simulated steps it then finds a shift of 1 sd within 13 steps in 60 %,
# of 1.5 sd in 92 %, and noise passes even odds on 0.6 % of steps; a tighter prior finds fewer.
PRIOR = (0.0, 1.0, 5.0, 5.0)


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """After `done` steps: the chance of each run length (R + 1,), the last place holding all longer."""

    done: int
    chance: Vector


def begin() -> Runs:
    """Before the first step: a run of length 0 for certain."""
    chance = np.zeros(LONGEST + 1)
    chance[0] = 1.0
    return Runs(0, chance)


def go_on(x: Vector, runs: Runs, young: int = YOUNG) -> tuple[Vector, Runs]:
    """(P(run length < young) after each of x[runs.done:], the runs after the last of them).

    x (n,) finite, all steps from the first on, in units of their sd. Normal steps with unknown mean
    and variance (normal-gamma prior), a change with chance 1/104 a step; exact but for runs beyond
    520 steps, which are judged by their last 520. It says that the law changed, not to what.
    """
    from rotascope.maths import bocpd_kernels

    x, chance = np.array(x, dtype=np.float64), runs.chance.copy()
    said = bocpd_kernels.walk(x, runs.done, chance, np.array(PRIOR), HAZARD, young)
    return np.asarray(said), Runs(len(x), chance)


def newest_run(runs: Runs) -> int:
    """The likeliest run length: how many steps ago the newest law began."""
    return int(np.argmax(runs.chance))
