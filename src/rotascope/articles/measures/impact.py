"""What a fall of a few names takes off an index: by their weight alone, and as it fell along in the past.

The direct part is arithmetic: weight x fall, exact for a repricing of those names alone. What comes
above it is co-movement of the others, estimated over 104 weeks; it is no mechanism. Turned round, a
claim says which weight, which multiplier or how many names it would need.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from rotascope.articles.measures import measure
from rotascope.articles.measures.fund_files import absent, file_of, is_old, weight_of
from rotascope.articles.measures.observed import Observed
from rotascope.maths import concentration
from rotascope.maths import what_must_be as solve
from rotascope.panel import Panel
from rotascope.series import FundFile, Vector
from rotascope.terms.articles import Claim, FindingVerdict

__all__ = ["Shock", "impact", "needs_of", "shock_of"]

WEEK, WEEKS = 5, 104
ROUGHLY = 0.15
"""How far an estimated loss may miss a claimed one: the estimate itself is no better."""
ALONE = "by their own weight alone"
ALONG = f"if the rest falls along as over the past {WEEKS} weeks"
ONLY = "only if the whole market falls along; not from their own weight"
PAIR = re.compile(r"(\d+(?:\.\d+)?)(?:\.\.(\d+(?:\.\d+)?))?")
Ends = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shock:
    """A claim of impact against a holdings file: losses and falls as positive (least, most).

    `weights` are of the fewest and of the most names meant; `names` who they are, largest first.
    """

    file: FundFile
    hit: Ends
    fall: Ends
    weights: Ends
    names: tuple[str, ...]
    issuers: Vector

    @property
    def direct(self) -> Ends:
        """Least and most that the names' own weight gives."""
        return (
            solve.direct_loss(self.weights[0], self.fall[0]),
            solve.direct_loss(self.weights[1], self.fall[1]),
        )


def shock_of(panel: Panel, claim: Claim, day: date) -> Shock | None:
    """The claim's fall, hit and weights; None without a file, a fall, or a loss to set them against."""
    told = dict(claim.detail)
    fall, counted = _ends(told.get("shock", "")), _ends(told.get("names", ""))
    file = file_of(panel, claim.against or ("^GSPC",), day)
    if file is None or fall is None or claim.value is None or not fall[0] > 0.0:
        return None
    high = abs(claim.high if claim.high is not None else claim.value)
    long = file.equity & (file.weights > 0.0)
    owners = [name for name, held in zip(file.issuers, long, strict=True) if held]
    issuers = np.sort(concentration.merge(file.weights[long], owners))[::-1]
    each = _weights(panel, file, claim.subject)
    if not each:
        most = min(int(counted[1]) if counted else 1, len(issuers))
        each = [(f"the {most} largest", float(issuers[:most].sum()))]
        weights = (float(issuers[0]), each[0][1])
    else:
        weights = (each[-1][1], float(sum(w for _, w in each)))
    names = tuple(name for name, _ in each)
    return Shock(file, (abs(claim.value), high), fall, weights, names, issuers)


def _ends(text: str) -> Ends | None:
    """0.10..0.25 -> (0.10, 0.25); one number twice."""
    found = PAIR.fullmatch(text)
    if found is None:
        return None
    return float(found[1]), float(found[2] or found[1])


def _weights(panel: Panel, file: FundFile, subject: Sequence[str]) -> list[tuple[str, float]]:
    """Names with their issuer's weight, heaviest first; baskets are opened into one weight."""
    found = {name: weight_of(file, panel.catalog, (name,)) for name in subject}
    held = [(name, weight) for name, weight in found.items() if weight is not None]
    return sorted(held, key=lambda one: -one[1])


def needs_of(shock: Shock) -> tuple[str, ...]:
    """What would have to be true, in sentences: a weight, a multiplier, a number of names."""
    weight = solve.needed_weight(shock.hit, shock.fall)
    times = solve.needed_multiplier(shock.hit, shock.fall, shock.weights[1])
    names = [solve.names_needed(shock.issuers, fall, hit)
             for fall, hit in zip(shock.fall, shock.hit, strict=True)]  # fmt: skip
    held = shock.weights[1]
    said = [
        f"the names that fall would have to weigh {_range(weight.low, weight.high)} of the index;"
        f" {' and '.join(shock.names)} {_weigh(shock)} {held * 100:.1f} % ({shock.file.fund}'s file of"
        f" {shock.file.day})",
        f"or the index would have to lose {times.low:.1f} to {times.high:.1f} times what their weight"
        " gives",
    ]
    if all(names):
        few, many = sorted(n for n in names if n)
        how = f"{few}" if few == many else f"{few} to {many}"
        said.append(f"or the {how} largest companies of the index would have to fall together")
    return tuple(said)


def _weigh(shock: Shock) -> str:
    single = len(shock.names) == 1 and not shock.names[0].startswith("the ")
    return "weighs" if single else "weigh"


def _range(low: float, high: float) -> str:
    if abs(high - low) < 0.0005:
        return f"{low * 100:.1f} %"
    return f"{low * 100:.1f} to {high * 100:.1f} %"


@measure("impact", dateless=True)
def impact(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """Loss of an index when names fall: their weight alone first, then with the past co-movement."""
    shock = shock_of(panel, claim, day)
    if shock is None:
        if file_of(panel, claim.against or ("^GSPC",), day) is None:
            return absent(claim.against or ("^GSPC",), day)
        return (Observed("", None, reason="how far the names would fall is not said"),)
    alone, along = shock.direct, _fell_along(panel, claim, shock, day)
    said = f"{_range(*alone)} {ALONE}"
    said += f", {_range(*along)} {ALONG}" if along else ""
    verdict = _of_weight(shock, alone)
    readings = [_observed(claim, shock, alone, ALONE, said)]
    if along:
        with_it = f"{said}: {ONLY}" if verdict is None else said
        readings.append(_observed(claim, shock, along, ALONG, with_it))
    moved = _of_market(shock, along) if along and verdict is None else None
    chosen = 1 if moved else 0
    judged = verdict or moved or _failed(shock, day, alone)
    readings[chosen] = replace(readings[chosen], verdict=judged)
    return tuple(readings)


def _of_weight(shock: Shock, alone: Ends) -> FindingVerdict | None:
    """Supported where weight alone reaches both ends, partial where it meets the range; else None."""
    low, high = shock.hit
    slack = 0.025 * high
    if alone[0] <= low + slack and alone[1] >= high - slack:
        return "supported"
    return "partial" if alone[1] >= low - slack and alone[0] <= high + slack else None


def _of_market(shock: Shock, along: Ends) -> FindingVerdict | None:
    """With co-movement: `supported_under` where it reaches the range's top, partial where it meets it."""
    low, high = shock.hit
    if along[1] < low * (1.0 - ROUGHLY) or along[0] > high * (1.0 + ROUGHLY):
        return None
    return "supported_under" if along[1] >= high * (1.0 - ROUGHLY) else "partial"


def _failed(shock: Shock, day: date, alone: Ends) -> FindingVerdict:
    """Contradicted, unless the weights are of a file too old to tell."""
    # Weights change: those of an old file contradict only what twice as much would not reach.
    doubtful = is_old(shock.file, day) and 2.0 * alone[1] >= shock.hit[0]
    return "not_checkable" if doubtful else "contradicted"


def _observed(claim: Claim, shock: Shock, found: Ends, how: str, said: str) -> Observed:
    """One reading: the number of it that comes nearest to the claimed range."""
    low, high = shock.hit
    near = high if found[0] > high else min(found[1], high) if found[1] >= low else found[1]
    sign = -1.0 if claim.value is not None and claim.value < 0.0 else 1.0
    file = shock.file
    return Observed(how, sign * near, None, file.day, file.source, reason=said,
                    standard=how == ALONE, needs=needs_of(shock))  # fmt: skip


def _fell_along(panel: Panel, claim: Claim, shock: Shock, day: date) -> Ends | None:
    """The index's loss by its beta on each name: least x least to most x most; None if short."""
    index = (claim.against or ("^GSPC",))[0]
    betas = []
    for name in shock.names:
        pair = panel.ratio(name, shock.file.fund)
        if not len(pair):
            continue
        days = pair.days[pair.days <= np.datetime64(day)][-(WEEKS * WEEK + 1) :: WEEK]
        moves = [_moves(panel, symbol, days) for symbol in (shock.file.fund, name)]
        beta = solve.index_beta(moves[0], moves[1])
        if beta is not None:
            betas.append(beta)
    if not betas or index not in ("^GSPC", "SPY", "large caps"):
        return None
    return min(betas) * shock.fall[0], max(betas) * shock.fall[1]


def _moves(panel: Panel, symbol: str, days: np.ndarray) -> Vector:
    series = panel.series(symbol)
    at = np.searchsorted(series.days, days)
    return np.asarray(np.diff(np.log(series.levels[at])))
