"""How much each signal's side has been worth: likelihood ratios from recorded leans, and together."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from rotascope.evidence.composite import Composite
from rotascope.evidence.recorded import Past, Recorded
from rotascope.maths import stats
from rotascope.series import Vector
from rotascope.terms import Likelihood, Odds

__all__ = ["WEAK", "likelihoods", "odds"]

WEAK = 0.1  # a lean nearer to nothing than this is no evidence either way
LEVEL = 0.9
HALF = 0.5  # of a case, in every cell: no ratio is 0 or infinite


def likelihoods(told: Recorded, past: Past) -> Mapping[str, Likelihood]:
    """Per signal that leans today, P(it leans so | that side won) / P(it leans so | that side lost).

    The last row of `told` is today. Over the recorded dates whose outcome is known and on which the
    signal spoke; counts are of independent outcomes, half a case added to each. Interval: 90 % of the
    log ratio (Katz et al. 1978).
    """
    found = {}
    for column, name in enumerate(told.names):
        lean = told.leans[:, column]
        if np.isfinite(lean[-1]) and abs(lean[-1]) >= WEAK:
            found[name] = _one(name, lean, past)
    return found


def _one(name: str, lean: Vector, past: Past) -> Likelihood:
    side = 1.0 if lean[-1] > 0.0 else -1.0
    able = np.isfinite(lean) & np.isfinite(past.won)
    weight, leans = past.weight[able], lean[able] * side >= WEAK
    won = past.won[able] > 0.5 if side > 0 else past.won[able] < 0.5
    a, b = (float(weight[leans & held].sum()) + HALF for held in (won, ~won))
    n_won, n_lost = (float(weight[held].sum()) + 2 * HALF for held in (won, ~won))
    ratio = (a / n_won) / (b / n_lost)
    spread = max(1.0 / a - 1.0 / n_won + 1.0 / b - 1.0 / n_lost, 0.0) ** 0.5
    reach = float(np.exp(stats.normal_ppf(0.5 + LEVEL / 2.0) * spread))
    return Likelihood(name, ratio, ratio / reach, ratio * reach, float(weight.sum()))


def odds(
    told: Recorded, score: Composite, found: Mapping[str, Likelihood], base: float
) -> Odds | None:
    """All ratios together on the base rate, discounted by how alike the signals are; None without any.

    ln odds = ln(base / (1 - base)) + sum of side x ln ratio x effective / n.
    """
    if not found or not 0.0 < base < 1.0:
        return None
    today = dict(zip(told.names, told.leans[-1].tolist(), strict=True))
    n = len(found)
    worth = min(float(score.effective[-1]), float(n))
    total = sum(np.sign(today[name]) * np.log(one.ratio) for name, one in found.items())
    logit = np.log(base / (1.0 - base)) + float(total) * worth / n
    return Odds(float(1.0 / (1.0 + np.exp(-logit))), base, n, worth)
