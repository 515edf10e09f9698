"""How old is the present leadership, and how long did earlier ones last? (survival of spells)"""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from rotascope.catalog import Pair
from rotascope.maths import spells as lives
from rotascope.maths import walks
from rotascope.memo import memo
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.signals import pairs, words
from rotascope.signals.regimes.weeks import MAIN, leader_word, weeks
from rotascope.signals.trace import Trace
from rotascope.terms import SIDES, Mark, Null

__all__ = ["CONFIRM", "LEAD", "spell", "spell_null"]

LEAD, CONFIRM, LEAST = 26, 4, 104
DRAWS, FEW_DRAWS, SEED = 200, 20, 1958
THEORY = (
    "How long a leadership has lasted says how usual its age is, not when it ends: spells of noise"
    " are as long: shown, never scored"
)


def spell(panel: Panel, name: str) -> Trace:
    """Sessions since the present leader took the lead of the pair.

    A side leads once the 26-week relative total return has been its own for 4 weeks in a row, dated
    from the first of them. Beside it the share of spells that outlast the present age (Kaplan-Meier;
    the present spell goes on, the first on file may have begun before it and is left out).
    """
    found = weeks(panel, name, LEAST)
    if isinstance(found, Trace):
        return found
    side, began = lives.sides(found.ratio[LEAD:] - found.ratio[:-LEAD], CONFIRM)
    days, at = found.days[LEAD:], found.at[LEAD:]
    told = (side != 0) & (np.arange(len(side)) >= LEAST - LEAD)
    value = np.where(told, at - at[np.maximum(began, 0)], np.nan).astype(np.float64)
    share = np.where(told, lives.outlived(side, began), np.nan)
    lengths, _ = lives.completed(side, began)
    names = {s: leader_word(panel, found.pair, s) for s in (1, -1)}
    ahead = names[1 if found.ratio[-1] > found.ratio[-1 - LEAD] else -1]
    up, down = SIDES[panel.catalog.pair(name).axis]
    word = np.where(told, np.where(side > 0, up, down), "")
    turned = np.flatnonzero(told[1:] & (side[1:] != side[:-1])) + 1
    return Trace(
        days,
        value,
        text=_text(
            names.get(int(side[-1]), ""), value, share, lengths, words.day(days[began[-1]]), ahead
        ),
        state=str(word[-1]),
        marks=(
            *found.pair.marks,
            *(Mark(words.day(days[i]), f"{names[int(side[i])]} leads") for i in turned),
        ),
        sources=found.pair.sources,
        reason=f"{found.label}: nobody has led for {CONFIRM} weeks yet",
        data=(found.changes, side.astype(np.float64), began.astype(np.float64)),
        newest=words.day(found.pair.days[-1]),
        beside=(("share of spells that last longer", share),),
        states=tuple(word.tolist()),
    )


def _text(
    leader: str, value: Vector, share: Vector, lengths: NDArray[np.integer], since: date, ahead: str
) -> str:
    if not leader:
        return ""
    n = len(lengths)
    turned = "" if ahead == leader else f"; {ahead} is ahead, for fewer than {CONFIRM} weeks yet"
    said = (
        f"{leader} has led since {since}, {value[-1]:.0f} sessions (spell: {LEAD}-week sign, {CONFIRM}"
        f" weeks running; total return{turned})"
    )
    if not n:
        return f"{said}; no finished spell to compare it with"
    return (
        f"{said}: {words.percent(share[-1], 0)} of spells last longer (Kaplan-Meier, {n} finished, median"
        f" {np.median(lengths):.0f} weeks)"
    )


def spell_null(panel: Panel, trace: Trace, name: str) -> Null | None:
    """How long such spells last when nobody leads.

    Null hypothesis: the pair's own weeks with random signs, hence no drift; the same rule, 200 draws
    (20 on frames in memory), fixed seed. rate is the median length of a finished spell in sessions, p
    the share of the draws' weeks whose spell is at least as old as the present one.
    """
    age = float(trace.data[2][-1])
    if age < 0:
        return None
    draws = DRAWS if panel.backend.cache_folder else FEW_DRAWS
    changes = trace.data[0]
    weeks_old = len(trace.data[1]) - 1 - int(age)

    def make() -> dict[str, Vector]:
        ages, ended = [], []
        for walk in walks.signed(changes, draws, SEED):
            side, began = lives.sides(walk[LEAD:] - walk[:-LEAD], CONFIRM)
            ages.append((np.arange(len(side)) - began)[side != 0])
            ended.append(lives.completed(side, began)[0])
        every = np.concatenate(ages)
        old = (1.0 + np.count_nonzero(every >= weeks_old)) / (1.0 + len(every))
        lengths = np.concatenate(ended) if sum(map(len, ended)) else np.full(1, np.nan)
        return {"p": np.array([old]), "median": np.array([np.median(lengths)])}

    made = memo(panel, "spell-null", f"{name}|{len(changes)}|{weeks_old}|{draws}|{SEED}", make)
    p, median = float(made["p"][0]), float(made["median"][0])
    if not np.isfinite(median):
        return None
    said = f"without leadership half of such spells last {median:.0f} weeks or fewer"
    return Null(f"{said}; one as old as this stands on {words.chance(p)} weeks", 5.0 * median, p)


def _register(spec: Pair) -> None:
    def compute(panel: Panel) -> Trace:
        return spell(panel, spec.name)

    def null(panel: Panel, trace: Trace) -> Null | None:
        return spell_null(panel, trace, spec.name)

    null.__doc__ = spell_null.__doc__

    compute.__doc__ = (
        f"Sessions for which one side of {pairs.title_of(spec)} has led without a break (sign of the"
        " 26-week relative return, confirmed by 4 weeks), with the share of spells that lasted"
        " longer; an age, no forecast of its end."
    )
    signal(
        f"spell.{spec.name}",
        title=f"Leadership spell, {pairs.title_of(spec)}",
        axis=spec.axis,
        family="price",
        unit="sessions",
        sign=0,
        theory=THEORY,
        null=null,
        pair=spec.name,
    )(compute)


for _pair in MAIN:
    _register(_pair)
