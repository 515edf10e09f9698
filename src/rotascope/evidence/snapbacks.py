"""What the rest did against the few when one or two of the seven reported cleanly."""

from __future__ import annotations

import numpy as np

from rotascope.conditions.typed_pairs import typed
from rotascope.evidence.chapters import FEWEST, corrected, mean_cell, silent, told
from rotascope.evidence.primary import longest
from rotascope.evidence.reports import Reports, reports
from rotascope.maths import events
from rotascope.maths.decluster import decluster
from rotascope.maths.types import Flags, Ints
from rotascope.panel import Panel
from rotascope.series import PairSeries
from rotascope.signals import words
from rotascope.terms import Axis, Cell, Chapter

__all__ = ["WINDOWS", "snapbacks"]

WINDOWS = ((2, "that session and the next"), (6, "that session and the next five"))
TITLE = "The rest against the few when the seven report"
METHOD = (
    "log relative return from the close before the first session that traded on a report; geometric"
    " mean, 90 % bootstrap; usual: every window of that length; p: circular shifts, corrected"
)


def snapbacks(panel: Panel, axis: Axis) -> Chapter:
    """Mean relative return of the rest over the few from the close before the report's first session.

    Clean sessions: one of the seven or more above the estimate and none below; the others: one below.
    Overlapping windows are counted once (first kept). p: circular shifts of the sessions, corrected for
    all rows. axis is said, not used: mega-cap reports speak of concentration.
    """
    pairs, found = _pairs(panel), reports(panel)
    if not pairs or not (found.beat | found.missed).any():
        none = "no reports with an estimate in table earnings"
        why = none if pairs else "no pair speaks for concentration"
        return silent(panel, axis, "snapbacks", TITLE, why)
    rows = corrected(
        [
            _response(pair, at, steps, f"{pair.label}, {word}: {said}")
            for pair in pairs
            for at, word in zip(_sessions(pair, found), ("clean", "a miss"), strict=True)
            for steps, said in WINDOWS
        ]
    )
    unsure = int(found.unsure.sum())
    late = f"{unsure} of {len(found.days)} reports without a time of day: taken as after the close"
    notes = (
        f"reports {found.days[0]} to {found.days[-1]}",
        late if unsure else "",
        *(pair.note for pair in pairs),
    )
    best = min(rows, key=lambda row: 1.0 if row.p is None else row.p)
    finding = _judged(rows[0] if best.p is None else best)
    return told(
        panel, "concentration", "snapbacks", TITLE, rows, finding, method=METHOD, notes=notes
    )


def _pairs(panel: Panel) -> list[PairSeries]:
    """The index against the few, and the axis' own longest pair."""
    few, index, own = panel.role("few"), panel.role("large_cap"), longest(panel, "concentration")
    against = typed(panel, f"{index.symbol}/{few.symbol}") if len(few) and len(index) else None
    found = [pair for pair in (against, own) if pair is not None and len(pair) > FEWEST]
    return found[:1] if len({pair.label for pair in found}) < 2 else found


def _sessions(pair: PairSeries, found: Reports) -> tuple[Ints, Ints]:
    """Rows of the pair's days with clean reports only, and with a miss."""
    days = np.unique(found.days)
    beat = np.isin(days, found.days[found.beat])
    missed = np.isin(days, found.days[found.missed])
    on_file: Flags = np.isin(days, pair.days)
    at = np.searchsorted(pair.days, days)
    return at[on_file & beat & ~missed], at[on_file & missed]


def _response(pair: PairSeries, at: Ints, steps: int, label: str) -> Cell:
    """Mean of q[t + steps - 1] - q[t - 1] over the sessions t, beside that of every session."""
    q = pair.log_ratio * pair.sign
    moved = np.full(len(q), np.nan)
    if len(q) > steps:
        moved[1 : len(q) - steps + 1] = q[steps:] - q[:-steps]
    known = np.isfinite(moved)
    kept = decluster(at[known[at]], steps)
    if not len(kept):
        return mean_cell(label, np.empty(0), None, None)
    usual = moved[known]
    where = np.cumsum(known)[kept] - 1
    p = events.shift_p(usual, where, mean=True) if len(kept) >= FEWEST else None
    return mean_cell(label, moved[kept], float(np.expm1(usual.mean())), p)


def _judged(best: Cell) -> str:
    if best.value is None:
        return "no session with such reports on file"
    said = f"{best.label}: {words.signed(best.value, 2)} on average, n = {best.n}"
    if best.p is None:
        return f"{said}: a list, not a rate"
    usual = words.signed(best.usual or 0.0, 2)
    if best.clear:
        return f"{said}, against {usual} in any such window (p {best.p:.2f} once all are counted)"
    return f"no response differs from any other window once all are counted; nearest is {said} ({usual})"
