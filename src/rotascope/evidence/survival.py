"""How long leadership lasts, and how many breaks of a downtrend line were false starts."""

from __future__ import annotations

import numpy as np

from rotascope.catalog import Pair
from rotascope.evidence.chapters import LEVEL, share_cell, silent, told
from rotascope.evidence.facts import leader_word
from rotascope.evidence.primary import longest
from rotascope.maths import spells as lives
from rotascope.maths import stats, walks
from rotascope.maths.types import Ints
from rotascope.memo import memo
from rotascope.panel import Panel
from rotascope.registry import SIGNALS
from rotascope.series import PairSeries, Vector
from rotascope.signals import words
from rotascope.signals.regimes.spells import CONFIRM, LEAD
from rotascope.signals.trace import Trace
from rotascope.signals.weekly import week_ends
from rotascope.terms import SIDE_NAMES, Axis, Cell, Chapter, Interval

__all__ = ["breaks", "noise_survival", "spells"]

LEAST = 156
AGES = (13, 26, 52, 104)
DRAWS, SEED = 200, 1958
SPELLS = "How long leadership lasts"
METHOD = (
    "Kaplan-Meier, Greenwood's 90 % interval; lead = 26-week relative return, confirmed by 4 weeks;"
    " usual: the pair's own weeks with random signs"
)


def spells(panel: Panel, axis: Axis) -> Chapter:
    """Kaplan-Meier survival of leadership spells of the axis' longest pair, and the present one's age.

    A side leads once the 26-week relative total return has been its own for 4 weeks running. The
    present spell goes on (censored); the first on file may have begun before it and is left out.
    Noise: the pair's own weeks with random signs. It says what is usual, not when a spell ends.
    """
    pair = longest(panel, axis)
    at = week_ends(pair.days) if pair is not None else np.empty(0, dtype=np.intp)
    if pair is None or len(at) < LEAST:
        why = f"{LEAST} weeks of a pair are needed"
        return silent(panel, axis, "spells", SPELLS, why, "short_history")
    q = pair.log_ratio[at] * pair.sign
    side, began = lives.sides(q[LEAD:] - q[:-LEAD], CONFIRM)
    if side[-1] == 0:
        why = f"nobody has led {pair.label} for {CONFIRM} weeks yet"
        return silent(panel, axis, "spells", SPELLS, why, "undefined")
    lengths, _ = lives.completed(side, began)
    age = len(side) - int(began[-1])
    usual = noise_survival(panel, pair, np.diff(q), (age, *AGES))
    labels = [
        f"longer than now ({age} weekly closes)",
        *(f"longer than {weeks} weeks" for weeks in AGES),
    ]
    now, *rows = (
        _survival(label, lengths, age, weeks, share)
        for label, weeks, share in zip(labels, (age, *AGES), usual, strict=True)
    )
    since = pair.days[at][LEAD:][int(began[-1])]
    leader = SIDE_NAMES[leader_word(axis, float(side[-1]))]
    # The first of `age` weekly closes is the day itself: the lead is a week younger than its closes.
    rule = f"spell: {LEAD}-week sign, {CONFIRM} weeks running"
    leads = f"{pair.label}: {leader} have led since {since}, {age - 1} weeks ({rule})"
    finding = f"{leads}; {_compared(now, lengths)}"
    return told(
        panel, axis, "spells", SPELLS, (now, *rows), finding, method=METHOD, notes=(pair.note,)
    )


def _compared(now: Cell, lengths: Ints) -> str:
    if now.value is None:
        return "no other spell is finished"
    noise = f" (of noise: {words.percent(now.usual, 0)})" if now.usual is not None else ""
    return (
        f"{words.percent(now.value, 0)} of {len(lengths)} finished spells lasted longer{noise}, half of"
        f" them {np.median(lengths):.0f} weeks or less"
    )


def _survival(label: str, lengths: Ints, age: int, weeks: int, usual: float | None) -> Cell:
    """Share of spells that last longer than `weeks`, the present one censored at `age`."""
    if not len(lengths):
        return Cell(label, 0, None, "fraction", None, usual, None, "no finished spell")
    times, share, error = lives.kaplan_meier(
        np.append(lengths, age).astype(np.float64), np.append(np.ones(len(lengths)), 0.0)
    )
    place = int(np.searchsorted(times, weeks, side="right")) - 1
    value, spread = (float(share[place]), float(error[place])) if place >= 0 else (1.0, 0.0)
    reach = stats.normal_ppf(0.5 + LEVEL / 2.0) * spread
    ends = max(value - reach, 0.0), min(value + reach, 1.0)
    interval = Interval(*ends, LEVEL, "Greenwood") if spread > 0.0 else None
    return Cell(label, len(lengths), value, "fraction", interval, usual)


def noise_survival(
    panel: Panel, pair: PairSeries, changes: Vector, ages: tuple[int, ...] = AGES
) -> tuple[float, ...]:
    """Per age in weeks the share of spells that outlast it where nobody leads.

    Null hypothesis: the pair's own weekly changes with random signs; 200 draws, fixed seed.
    """

    def make() -> dict[str, Vector]:
        found = []
        for walk in walks.signed(changes, DRAWS, SEED):
            found.append(lives.completed(*lives.sides(walk[LEAD:] - walk[:-LEAD], CONFIRM))[0])
        lengths = np.concatenate(found)
        return {"share": np.array([np.mean(lengths > weeks) for weeks in ages])}

    asked = f"{pair.label}|{len(changes)}|{ages}|{SEED}|{DRAWS}"
    return tuple(float(x) for x in memo(panel, "spell-survival", asked, make)["share"])


def breaks(panel: Panel, axis: Axis) -> Chapter:
    """Breaks of multi-year downtrend lines so far, how many held, beside how many noise would fail.

    Per pair of the axis, by the signal's own rule: first closes above the line, breaks confirmed, and
    of the breaks those that fell back within 26 weeks (Wilson 90 %), before or after confirmation.
    """
    title = "Earlier breaks of a downtrend line, and false starts among them"
    rows: list[Cell] = []
    said, notes = [], []
    for spec in panel.catalog.pairs.values():
        found = None if spec.axis != axis or spec.monthly else _breaks_of(panel, spec)
        if found is not None:
            rows += found[0]
            said.append(found[1])
            notes += [found[2], panel.pair(spec.name).note]
    if not rows:
        why = "no pair with 105 completed weeks"
        return silent(panel, axis, "breaks", title, why, "short_history")
    method = (
        "Theil-Sen line over 156 weeks, frozen at the first close above; confirmed: three closes by 1 sd;"
        " false start: back under within 26 weeks, of breaks that are decided; Wilson's 90 % interval;"
        " usual: the same rule on random walks of the pair's own changes"
    )
    return told(
        panel, axis, "breaks", title, tuple(rows), "; ".join(said), method=method,
        notes=tuple(notes),
    )  # fmt: skip


def _breaks_of(panel: Panel, spec: Pair) -> tuple[list[Cell], str, str] | None:
    """(rows, a sentence, what noise does) of one pair; None where the rule has no history."""
    signal = SIGNALS[f"trend_break.{spec.name}"]
    trace: Trace = signal.compute(panel)
    if not len(trace.days):
        return None
    label = trace.beside[0][0]
    begun, sure, failed, decided = _counted(trace.states)
    null = signal.null(panel, trace) if signal.null is not None else None
    rows = [
        share_cell(f"{label}: false starts", failed, decided, None),
        share_cell(f"{label}: confirmed", sure, begun, null.rate if null else None),
    ]
    breaks = "1 break" if begun == 1 else f"{begun} breaks"
    said = f"{label}: {breaks} since {trace.days[0]}, {sure} confirmed, {failed} false"
    return rows, said, f"{label}: {null.statement}" if null is not None else ""


def _counted(states: tuple[str, ...]) -> tuple[int, int, int, int]:
    """(breaks begun, confirmed, fallen back, decided) of a history of words; one in force is not."""
    turns = [(a, b) for a, b in zip(("", *states), states, strict=False) if a != b]
    begun = sum(now == "broken" for _, now in turns)
    sure = sum(now == "confirmed" for _, now in turns)
    failed = sum(now == "failed" for _, now in turns)
    return begun, sure, failed, begun - (bool(states) and states[-1] in ("broken", "confirmed"))
