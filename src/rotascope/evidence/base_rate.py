"""When a condition was true before, what followed, and whether that differs from any other day.

Methods handbook section 11. Firings are declustered a horizon apart (first kept), entered at the next
close; the median's interval is bootstrapped, the hit rate's exact, and the difference from all days is
judged by random dates of the same number and spacing. Below eight cases there is a list and no p.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rotascope.conditions import Truth, evaluate, parse
from rotascope.conditions.chance import nulls
from rotascope.errors import BadArgument
from rotascope.evidence import cases
from rotascope.evidence.cases import OutcomeLine
from rotascope.evidence.chapters import FEWEST
from rotascope.maths import decluster, events, multiple, stats
from rotascope.maths.types import Flags, Ints
from rotascope.panel import Panel
from rotascope.series import Vector
from rotascope.signals import words
from rotascope.terms import Axis, BaseRate, Case, Interval, Outcome

__all__ = ["HORIZONS", "base_rate", "outcome_of"]

HORIZONS = {"1m": (1, 21), "3m": (3, 63), "6m": (6, 126), "12m": (12, 252)}
LEVEL = 0.9
NEVER_TOGETHER = "what it looks at was on no session known all at once"


def base_rate(panel: Panel, text: str, horizon: str = "3m", axis: Axis | None = None) -> BaseRate:
    """The base rate of the condition `text` as of the panel's date; `axis` None: as the text says.

    Raises BadArgument or UnknownName for what is no condition, no observable or no horizon.
    """
    if horizon not in HORIZONS:
        raise BadArgument(f"no horizon '{horizon}'", f"one of {', '.join(HORIZONS)}")
    condition = parse(text)
    truth = evaluate(panel, condition)
    axis = axis or cases.axis_of(panel, condition)
    fired = decluster.firings(truth.true & truth.judged, truth.judged)
    lines = cases.lines_of(panel, condition, axis)
    outcomes = _corrected(
        [outcome_of(truth, fired, line, h) for line in lines for h in HORIZONS.values()]
    )
    made = BaseRate(
        condition=condition.source,
        as_of=panel.as_of,
        axis=axis,
        horizon=horizon,
        now=_now(panel, truth),
        days_true=int((truth.true & truth.judged).sum()),
        days_known=int(truth.judged.sum()),
        first=truth.days[truth.judged][0].item() if truth.judged.any() else None,
        n_raw=len(fired),
        n_independent=len(decluster.decluster(fired, HORIZONS[horizon][1])),
        outcomes=outcomes,
        cases=_cases(truth, fired, lines, HORIZONS[horizon][1]),
        nulls=nulls(panel, condition) if truth.judged.any() else (),
        finding="",
        status="ok" if truth.judged.any() else "not_measurable",
        reason="" if truth.judged.any() else "; ".join(truth.reasons) or NEVER_TOGETHER,
        notes=_notes(truth, lines),
    )
    return replace(made, finding=_finding(made))


def _now(panel: Panel, truth: Truth) -> bool | None:
    """Whether it is true at the panel's date; None where that is unknown."""
    if not len(truth.days) or not truth.known[-1]:
        return None
    return bool(truth.true[-1])


def outcome_of(truth: Truth, fired: Ints, line: OutcomeLine, horizon: tuple[int, int]) -> Outcome:
    """What `line` did over one horizon after the firings, beside every day that could be judged."""
    months, sessions = horizon
    after = cases.after(line, truth.days, sessions)
    known = truth.judged & np.isfinite(after)
    raw = fired[known[fired]]
    kept = decluster.decluster(raw, sessions)
    usual, at = after[known], np.cumsum(known)[kept] - 1
    bare = Outcome(line.label, months, sessions, len(raw), len(kept), None, None, 0, None, None,
                   len(usual), None, None, None, None, None)  # fmt: skip
    if not len(usual):
        return bare
    base = float(np.median(usual))
    bare = replace(bare, base_median=float(np.expm1(base)), base_hit=float(np.mean(usual > 0)))
    return bare if not len(kept) else _counted(bare, usual, at)


def _counted(bare: Outcome, usual: Vector, at: Ints) -> Outcome:
    """The figures of at least one case; the share, intervals and p only from eight on."""
    seen = usual[at]
    n, won = len(seen), int(np.sum(seen > 0))
    median = float(np.median(seen))
    made = replace(
        bare,
        median=float(np.expm1(median)),
        won=won,
        difference=float(np.expm1(median) - (bare.base_median or 0.0)),
    )
    if n < FEWEST:
        return made
    ends = [float(np.expm1(end)) for end in events.median_interval(seen, LEVEL)]
    interval = Interval(ends[0], ends[1], LEVEL, "bootstrap of the median of independent cases")
    low, high = stats.clopper_pearson(won, n, LEVEL)
    return replace(
        made,
        hit=won / n,
        hit_interval=Interval(low, high, LEVEL, "Clopper-Pearson"),
        interval=interval,
        p=events.shift_p(usual, at),
    )


def _corrected(outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """Every p beside itself corrected for all p of this answer."""
    adjusted = multiple.corrected([one.p for one in outcomes])
    return tuple(replace(one, p_adjusted=p) for one, p in zip(outcomes, adjusted, strict=True))


def _cases(
    truth: Truth, fired: Ints, lines: Sequence[OutcomeLine], horizon: int
) -> tuple[Case, ...]:
    """Every firing, oldest first, with each line's outcome at the headline horizon."""
    days = truth.days[fired]
    after = {line.label: np.expm1(cases.after(line, days, horizon)) for line in lines}
    alone: Flags = np.isin(fired, decluster.decluster(fired, horizon))
    return tuple(
        Case(
            day.item(),
            tuple((name, float(x[i]) if np.isfinite(x[i]) else None) for name, x in after.items()),
            bool(alone[i]),
        )
        for i, day in enumerate(days)
    )


def _notes(truth: Truth, lines: Sequence[OutcomeLine]) -> tuple[str, ...]:
    told = " ".join(truth.notes)
    said = (f"{line.label}: {line.note}" for line in lines if line.note and line.note not in told)
    return tuple(dict.fromkeys((*truth.notes, *said)))


def _finding(made: BaseRate) -> str:
    """The answer as a sentence about the axis' pair at the headline horizon."""
    if made.status != "ok":
        return f"not measurable: {made.reason}"
    if not made.n_raw:
        return _never(made)
    months = HORIZONS[made.horizon][0]
    one = next((o for o in made.outcomes if o.months == months), None)
    if one is None or one.median is None or one.base_median is None:
        return f"{_times(made.n_raw)}, none with a known outcome after {made.horizon}"
    after = (
        f"{one.line} moved {words.signed(one.median)} in the median over the next {_months(months)}"
    )
    beside = f"all days: {words.signed(one.base_median)}"
    if one.p is None:
        return f"{_times(one.n)} with a known outcome: a list, not a rate. {_medians(made, months)}"
    return f"After {one.n} independent firings {after} ({beside}): {_judged(made, one)}"


def _medians(made: BaseRate, months: int) -> str:
    """Every line's median over the headline horizon, beside all days."""
    said = [
        f"{o.line} {words.signed(o.median)} (all days {words.signed(o.base_median)})"
        for o in made.outcomes
        if o.months == months and o.median is not None and o.base_median is not None
    ]
    return f"Medians over the next {_months(months)}: {', '.join(said)}"


def _never(made: BaseRate) -> str:
    if made.days_true:
        return "n = 0: true since the history begins, so that no beginning was ever seen"
    return f"n = 0: it was never true on {made.days_known:,} sessions since {made.first}"


def _judged(made: BaseRate, one: Outcome) -> str:
    """Whether random dates do as much, and what is left of the smallest p once all are counted."""
    asked = [o for o in made.outcomes if o.p_adjusted is not None]
    least = min(asked, key=lambda o: (o.p_adjusted or 0.0, o.p or 0.0))
    chance = f"random dates differ as much in {words.chance(one.p or 0.0)}"
    if least.clear:
        return (
            f"{chance}; unusual is {least.line} after {_months(least.months)} (p {least.p:.3f},"
            f" {least.p_adjusted:.2f} once all {len(asked)} are counted)"
        )
    return f"{chance}, and nothing in the {len(asked)} comparisons below is unusual once all are counted"


def _times(n: int) -> str:
    return "1 case" if n == 1 else f"{n} cases"


def _months(months: int) -> str:
    return "month" if months == 1 else f"{months} months"
