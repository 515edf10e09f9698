"""The register of hypotheses: claim, test as registered, result corrected for all tried.

A test is written here, with the day on which it was fixed, before its result is looked at; changing
one is a new hypothesis under a new name, and the old one stays and counts. Every p of the register is
corrected for the whole register (Benjamini-Yekutieli), so that trying more makes each one harder.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from rotascope.errors import UnknownName
from rotascope.evidence.tested import After, Moves, Result, after_condition, by_policy, in_months
from rotascope.maths import multiple
from rotascope.memo import memo
from rotascope.panel import Panel
from rotascope.series import Vector
from rotascope.terms import Cell, Hypothesis, Interval

__all__ = ["REGISTER", "Entry", "hypotheses", "verdict_of"]

FIXED = date(2026, 11, 21)
LEVEL = 0.1


@dataclass(frozen=True, slots=True)
class Entry:
    """One registered hypothesis. `sign`: +1 if the claim says the difference is above zero, else -1."""

    name: str
    claim: str
    source: str
    test: str
    sign: int
    run: Callable[[Panel], Result]
    fixed: date = FIXED


REGISTER: tuple[Entry, ...] = (
    Entry(
        "small_caps_need_cuts",
        "Small caps need rate cuts to outperform",
        "article 000, which doubts it",
        "mean relative return of small over large caps in the 63 sessions after a policy decision, cuts"
        " less holds and hikes; decisions 63 sessions apart; p by circular shifts of the cuts",
        1,
        by_policy(Moves.CUT, "size", 63),
    ),
    Entry(
        "hikes_hurt_small_caps",
        "Tightening hurts small caps more than large ones",
        "articles 001 and 003",
        "the same after hikes, hikes less holds and cuts",
        -1,
        by_policy(Moves.HIKE, "size", 63),
    ),
    Entry(
        "funds_rate_below_two_year",
        "Once the funds rate is below the two-year yield small caps outperform",
        "article 003, its first trigger",
        "median relative return in the 126 sessions after `ffr_2y.spread < 0 for 5` less that of all"
        " days",
        1,
        after_condition(After("ffr_2y.spread < 0 for 5", "size", 126)),
    ),
    Entry(
        "confirmed_break_leads",
        "A confirmed break of the downtrend of small against large caps is followed by outperformance",
        "article 004",
        "median relative return in the 126 sessions after the state turns to confirmed less that of"
        " all days",
        1,
        after_condition(After('trend_break.small_large.state == "confirmed"', "size", 126)),
    ),
    Entry(
        "streaks_go_on",
        "Small caps that beat large ones five sessions running go on to beat them",
        "article 004: the longest streak of the year",
        "median relative return in the 21 sessions after `streak.small_large >= 5` less that of all days",
        1,
        after_condition(After("streak.small_large >= 5", "size", 21)),
    ),
    Entry(
        "narrow_leadership_precedes_falls",
        "When leadership is narrow the index falls",
        "articles 000 and 001",
        "median return of the index in the 252 sessions after the equal-weight index's half-year relative"
        " return enters its lowest tenth less that of all days",
        -1,
        after_condition(After("rs.equal_cap.percentile < 0.1", "index", 252)),
    ),
    Entry(
        "january_is_small",
        "Small caps outperform in January",
        "the size effect of the calendar, article 004's seasonal argument",
        "mean relative return of small over large caps in January less that of other months; p by one"
        " month of each year drawn at random",
        1,
        in_months((1,), "size"),
    ),
)


def hypotheses(panel: Panel, name: str | None = None) -> tuple[Hypothesis, ...]:
    """Every registered hypothesis with its result as of the panel's date, or one. Raises UnknownName.

    All tests of the register are run whichever is asked for: the correction needs every p.
    """
    names = [entry.name for entry in REGISTER]
    if name is not None and name not in names:
        raise UnknownName.among("hypothesis", name, names, "rotascope hypotheses")
    results = [_stored(panel, entry) for entry in REGISTER]
    adjusted = multiple.corrected([one.p for one in results])
    tried = sum(p is not None for p in adjusted)
    told = [
        _told(panel, entry, result, p, tried)
        for entry, result, p in zip(REGISTER, results, adjusted, strict=True)
    ]
    return tuple(one for one in told if name is None or one.name == name)


def _told(
    panel: Panel, entry: Entry, result: Result, adjusted: float | None, tried: int
) -> Hypothesis:
    return Hypothesis(
        name=entry.name, claim=entry.claim, source=entry.source, test=entry.test, fixed=entry.fixed,
        as_of=panel.as_of, rows=result.rows, n=result.n, difference=result.difference,
        interval=result.interval, p=result.p, p_adjusted=adjusted, tried=tried,
        verdict=verdict_of(result, entry.sign, adjusted),
        status="not_measurable" if result.reason else "ok", reason=result.reason, notes=result.notes,
    )  # fmt: skip


def verdict_of(result: Result, sign: int, adjusted: float | None) -> str:
    """'supported' or 'contradicted' with an adjusted p of 0.1 or less, else 'not shown'.

    'too few cases' without a p or without a case, '' where nothing could be measured. Not shown is no
    proof of the opposite: with few cases only large effects could be seen.
    """
    if result.reason:
        return ""
    if adjusted is None or result.difference is None:
        return "too few cases"
    if adjusted > LEVEL:
        return "not shown"
    return "supported" if result.difference * sign > 0.0 else "contradicted"


def _stored(panel: Panel, entry: Entry) -> Result:
    """The result, kept beside the store by the state of its tables: asked again it is not tried again."""
    kept: list[Result] = []

    def make() -> dict[str, np.ndarray]:
        kept.append(entry.run(panel))
        return _packed(kept[0])

    arrays = memo(panel, "hypothesis", f"{entry.name}|{entry.test}|{entry.fixed}", make)
    return kept[0] if kept else _unpacked(arrays)


NAN = float("nan")


def _packed(result: Result) -> dict[str, np.ndarray]:
    """Numbers as one table and words as one column; NaN and '' stand for None."""
    rows = [Cell("", result.n, result.difference, "fraction", result.interval, None, result.p)]
    table = [_numbers(row) for row in (*rows, *result.rows)]
    words = [result.reason, *(f"{row.label}\n{row.text}" for row in result.rows)]
    notes = list(result.notes)
    method = [row.interval.method if row.interval else "" for row in (*rows, *result.rows)]
    return {"table": np.array(table), "words": np.array(words), "method": np.array(method),
            "notes": np.array(notes, dtype=np.str_)}  # fmt: skip


def _numbers(row: Cell) -> list[float]:
    ends = (row.interval.low, row.interval.high, row.interval.level) if row.interval else (NAN,) * 3
    return [row.n, *(NAN if x is None else x for x in (row.value, row.usual, row.p)), *ends]


def _unpacked(arrays: object) -> Result:
    stored: dict[str, np.ndarray] = dict(arrays)  # type: ignore[call-overload]
    words = [str(text) for text in stored["words"]]
    cells = [
        replace(_cell(row, str(method)), label=text.split("\n")[0], text=text.partition("\n")[2])
        for row, method, text in zip(stored["table"], stored["method"], words, strict=True)
    ]
    head = cells[0]
    notes = tuple(str(text) for text in stored["notes"])
    return Result(tuple(cells[1:]), head.n, head.value, head.interval, head.p, words[0], notes)


def _cell(row: Vector, method: str) -> Cell:
    n, value, usual, p, low, high, level = (None if np.isnan(x) else float(x) for x in row)
    interval = (
        Interval(low, high, level or 0.9, method) if low is not None and high is not None else None
    )
    return Cell("", int(n or 0), value, "fraction", interval, usual, p)
