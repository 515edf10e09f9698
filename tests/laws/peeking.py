"""The machinery of the law 'no signal peeks': truncation and perturbation at many cuts.

Truncation: what a signal says about every day up to t on t's panel equals what it says about them
on the last day's panel. Perturbation: garbage after t changes nothing about days up to t, and
garbage that becomes known after t changes nothing on t's panel. Prices alone are not enough and
neither is one cut: back-fills and rare thresholds show on a few days only.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zlib import crc32

import numpy as np

from rotascope.panel import Panel
from rotascope.signals.trace import Trace
from tests.laws.worlds import FirstPrints, Spoiled

RTOL, ATOL = 1e-9, 1e-12
BESIDE = "beside: "
Compute = Callable[[Panel], Trace]


@dataclass(frozen=True)
class Told:
    """What is compared: (T,) columns by day, the dated marks, and what is said of the last point."""

    days: np.ndarray
    columns: dict[str, np.ndarray]
    marks: frozenset[tuple[date, str]]
    words: tuple[object, ...] = ()


def told(trace: Trace) -> Told:
    columns = {"value": np.asarray(trace.value, dtype=float)}
    if trace.lean is not None:
        columns["lean"] = np.asarray(trace.lean, dtype=float)
    columns |= {BESIDE + name: np.asarray(series, dtype=float) for name, series in trace.beside}
    if trace.states:  # words as numbers that differ: conditions ask for the state of any day
        codes = [crc32(word.encode()) if word else np.nan for word in trace.states]
        columns["state"] = np.array(codes, dtype=float)
    words = (trace.text, trace.state, trace.status, trace.reason, trace.coverage, trace.interval,
             trace.newest, trace.sources)  # fmt: skip
    return Told(trace.days, columns, frozenset((m.date, m.label) for m in trace.marks), words)


def upto(told_: Told, cut: date) -> Told:
    kept = told_.days <= np.datetime64(cut)
    marks = frozenset(mark for mark in told_.marks if mark[0] <= cut)
    return Told(told_.days[kept], {n: c[kept] for n, c in told_.columns.items()}, marks)


def difference(one: Told, other: Told) -> str:
    """'' if both say the same; else the first day and what each says. A day without answer is NaN."""
    days = np.union1d(one.days, other.days)
    for name in sorted(set(one.columns) | set(other.columns)):
        a, b = _on(days, one, name), _on(days, other, name)
        unlike = ~np.isclose(a, b, rtol=RTOL, atol=ATOL, equal_nan=True)
        if name.startswith(BESIDE):  # a picture may begin once the signal answers; it may not move
            unlike &= np.isfinite(a) & np.isfinite(b)
        if unlike.any():
            at = int(np.flatnonzero(unlike)[-1])
            return f"{name} of {days[at]} is {a[at]:.10g} in one and {b[at]:.10g} in the other"
    apart = sorted(one.marks ^ other.marks)
    if apart:
        return f"the mark {apart[0]} is in one and not in the other"
    said = [pair for pair in zip(one.words, other.words, strict=False) if pair[0] != pair[1]]
    return f"one says {said[0][0]!r} and the other {said[0][1]!r}" if said else ""


def _on(days: np.ndarray, told_: Told, name: str) -> np.ndarray:
    out = np.full(len(days), np.nan)
    if name in told_.columns:
        out[np.searchsorted(days, told_.days)] = told_.columns[name]
    return out


class Bench:
    """One world, judged at many cuts; panels are shared by the signals under test."""

    def __init__(self, base: Any, days: np.ndarray) -> None:
        self.base, self.days = base, days
        self.prints = FirstPrints(base)
        self.end: date = days[-1].item()

    def full(self, compute: Compute) -> Told:
        return told(compute(Panel(self.prints, self.end)))

    def truncated(self, signals: Mapping[str, Compute], whole: Mapping[str, Told],
                  cut: date) -> list[str]:  # fmt: skip
        """Sentences about signals that say something else about the past once the future is known."""
        panel = Panel(self.prints, cut)
        return self._judge(signals, whole, cut, panel, "truncation")

    def perturbed(self, signals: Mapping[str, Compute], whole: Mapping[str, Told], cut: date,
                  seed: int = 0) -> list[str]:  # fmt: skip
        """Sentences about signals that the spoiled future reaches."""
        spoiled = Panel(Spoiled(self.prints, cut, seed=seed), self.end)
        found = self._judge(signals, whole, cut, spoiled, "perturbation of days after it")
        before, after = (
            Panel(backend, cut)
            for backend in (self.base, Spoiled(self.base, cut, vintages=True, seed=seed))
        )
        for name, compute in signals.items():
            unlike = difference(told(compute(before)), told(compute(after)))
            if unlike:
                found.append(f"{name} peeks (cut {cut}, rows known later): {unlike}")
        return found

    def _judge(self, signals: Mapping[str, Compute], whole: Mapping[str, Told], cut: date,
               panel: Panel, how: str) -> list[str]:  # fmt: skip
        found = []
        for name, compute in signals.items():
            seen = told(compute(panel))
            if panel.as_of == cut and len(seen.days) and seen.days[-1] > np.datetime64(cut):
                found.append(f"{name} peeks: on {cut} it has a value dated {seen.days[-1]}")
            unlike = difference(upto(seen, cut), upto(whole[name], cut))
            if unlike:
                found.append(f"{name} peeks (cut {cut}, {how}): {unlike}")
        return found


def events(told_: Told, days: np.ndarray) -> list[int]:
    """Rows of `days` at and beside the signal's own events.

    Marks, first answer, changes of a state (a column with few distinct values), sign changes,
    records of the value so far and its extremes.
    """
    near: set[int] = {int(np.searchsorted(days, np.datetime64(day))) for day, _ in told_.marks}
    at = np.searchsorted(days, told_.days)
    for column in told_.columns.values():
        known = np.flatnonzero(np.isfinite(column))
        if len(known):
            near |= {int(at[i]) for i in _turns(column, known)}
    return sorted({r + s for r in near for s in (-1, 0, 1) if 0 <= r + s < len(days)})


def _turns(column: np.ndarray, known: np.ndarray, most: int = 12) -> list[int]:
    x = column[known]
    extremes = [0, int(x.argmax()), int(x.argmin())]
    signs = np.flatnonzero(np.diff(np.sign(x)) != 0) + 1
    records = np.flatnonzero(np.diff(np.maximum.accumulate(x)) > 0) + 1
    lows = np.flatnonzero(np.diff(np.minimum.accumulate(x)) < 0) + 1
    steps = np.flatnonzero(np.diff(x) != 0) + 1 if len(np.unique(x)) <= 8 else np.empty(0, int)
    picked = np.concatenate([group[-most:] for group in (signs, records, lows, steps)])
    return [int(known[i]) for i in (*extremes, *picked.astype(int))]


def cuts(bench: Bench, whole: Iterable[Told], most: int, seed: int) -> list[date]:
    """Every session if `most` allows; else the signals' own events first, and random days."""
    n = len(bench.days)
    if most >= n:
        chosen = list(range(n))
    else:
        draw = np.random.default_rng(seed)
        own = np.array(sorted({row for t in whole for row in events(t, bench.days)}), dtype=int)
        own = draw.permutation(own)[: most // 2]
        rest = draw.permutation(np.setdiff1d(np.arange(n), own))[: most - len(own)]
        chosen = sorted({*own.tolist(), *rest.tolist(), n - 1})
    return [bench.days[row].item() for row in chosen]


def seconds_each(run: Callable[[], Any]) -> float:
    """How long one judgement takes, the first call (compiling, caching) left out.

    The processor's time: what else the machine does must not decide how many cuts are looked at.
    """
    run()
    begun = time.process_time()
    run()
    return max(time.process_time() - begun, 1e-4)
