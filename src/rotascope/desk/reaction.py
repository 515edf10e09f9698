"""An event linked to its price reaction: how a line moved beyond the market, and how rare that is.

A report after the close is answered by the next session: that is day 0.

The market model is fitted on sessions -250 to -30, so that the event is in none of its numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np

from rotascope.catalog import normal
from rotascope.desk.market_model import FIRST, LAST, LEAST, MAIN, Fitted, case_test, fitted
from rotascope.desk.peers import peer_tests, peers_of
from rotascope.errors import BadArgument, UnknownName
from rotascope.maths import event_study as study
from rotascope.maths.stats import student_p, student_reach
from rotascope.maths.types import Vector
from rotascope.panel import Panel
from rotascope.series import Series
from rotascope.sessions import all_sessions
from rotascope.signals.calendar.reports import Reports, reports
from rotascope.terms import CaseTest, EventWindow, Interval, Reaction, Why

__all__ = ["WINDOWS", "day_of", "key_of", "reaction", "why_reaction"]

WINDOWS = ((0, 0), MAIN, (0, 5))
LEVEL, MOST_PAST = 0.9, 24
APART = np.timedelta64(20, "D")
HOURS = {"after": "after the close", "before": "before the open"}
FORMULA = (
    "sum over the window of r - (alpha + beta r_market); interval: +- t(n - 2) s sqrt(L + L^2 / n +"
    " (sum of r_m - mean)^2 / S)"
)


def key_of(symbol: str, when: date, as_of: date) -> str:
    """The key that `why` opens."""
    return f"reaction/{symbol}/{when}@{as_of}"


def day_of(text: str | date) -> date:
    """A day as typed. Raises BadArgument for what is none."""
    try:
        return text if isinstance(text, date) else date.fromisoformat(text.strip())
    except ValueError as trouble:
        raise BadArgument(f"no date '{text}' ({trouble})", "YYYY-MM-DD") from trouble


def reaction(
    panel: Panel, symbol: str, when: date, market: str = "", peers: Sequence[str] = ()
) -> Reaction:
    """How `symbol` reacted to what was known by `when`. Raises UnknownName, BadArgument (not yet traded).

    Against the large-cap role, or `market`; peers as named, else of its sector.
    """
    line, index = _line(panel, symbol), _line(panel, market) if market else panel.role("large_cap")
    zero, event = _zero(panel, held := reports(panel, line.symbol), when)
    fit = fitted(line, index, zero)
    windows = tuple(_window(fit, low, high) for low, high in WINDOWS)
    cars, sds = _past(line, index, held, zero)
    found, note = peers_of(panel, fit, index, zero, tuple(peers)) if fit else ((), "")
    return Reaction(
        as_of=panel.as_of,
        symbol=line.symbol,
        name=panel.catalog.name_of(line.symbol),
        asked=when,
        day=zero,
        event=event,
        market=index.symbol,
        move=float(fit.own[fit.zero]) if fit else None,
        beta=fit.model.beta if fit else None,
        alpha=fit.model.alpha if fit else None,
        sd=fit.model.sd if fit else None,
        n=fit.model.n if fit else 0,
        windows=windows,
        past=len(cars),
        rank=_rank(windows[WINDOWS.index(MAIN)].car, cars),
        usual=float(np.abs(cars).mean()) if len(cars) else None,
        past_tests=_tests(cars, sds),
        peers=tuple(peer for _, peer in found),
        peers_note=note,
        peer_tests=peer_tests(found),
        status="ok" if fit else "short_history",
        reason=_why_none(line, index, zero) if fit is None else "",
        notes=_notes(line, index),
        key=key_of(line.symbol, when, panel.as_of),
        sources=(*line.sources, *index.sources),
    )


def _rank(car: float | None, cars: Vector) -> int | None:
    """1 if no earlier report moved the line more, either way; None without one."""
    if car is None or not len(cars):
        return None
    return int((np.abs(cars) > abs(car)).sum()) + 1


def _line(panel: Panel, symbol: str) -> Series:
    line = panel.series(normal(symbol))
    if not len(line):
        known = {panel.catalog.symbol_of(name) for name in panel.lines()}
        raise UnknownName.among("line with total returns", symbol, known, "rotascope data")
    return line


def _why_none(line: Series, index: Series, zero: date) -> str:
    if line.symbol == index.symbol:
        return f"{line.symbol} is the market it would be set against: name another with --market"
    return (
        f"{line.symbol} and {index.symbol} have no return of {zero}, or fewer than {LEAST} common"
        f" sessions from {FIRST} to {LAST} about it"
    )


def _zero(panel: Panel, held: Reports, when: date) -> tuple[date, str]:
    """(day 0, what is on file about the event): a report after the close is answered the next session."""
    calendar, day, said = all_sessions(), np.datetime64(when), ""
    near = np.flatnonzero(held.held == day)
    if len(near):
        timing = held.timing[int(near[0])]
        said = f"earnings report of {when}, {HOURS.get(timing, 'hour unknown')}"
        day = day + np.timedelta64(int(timing == "after"), "D")
    elif (held.planned == day).any():
        said = f"earnings report planned for {when}, hour unknown"
    at = int(np.searchsorted(calendar, day))
    if at >= len(calendar) or calendar[at] > np.datetime64(panel.as_of):
        raise BadArgument(
            f"{when} is answered after {panel.as_of}",
            "a day on which returns are known",
            "an earlier one",
        )
    zero: date = calendar[at].item()
    return zero, said or "no event of this line is on file for that day: the date is yours"


def _window(fit: Fitted | None, low: int, high: int) -> EventWindow:
    found = fit.window(low, high) if fit else None
    if fit is None or found is None:
        why = (
            "no market model"
            if fit is None
            else f"not all of sessions {low:+d} to {high:+d} are on file"
        )
        return EventWindow(low, high, None, None, None, None, None, None, "short_history", why)
    car, sd = found
    freedom = fit.model.n - 2
    half = student_reach(LEVEL, freedom) * sd
    about = int(fit.place[fit.zero])
    first, last = (all_sessions()[about + step].item() for step in (low, high))
    interval = Interval(
        car - half, car + half, LEVEL, "market model, error of its forecast, Student t"
    )
    p = student_p(car / sd, freedom)
    return EventWindow(low, high, first, last, car, interval, car / sd, p, "ok", "")


def _past(line: Series, index: Series, held: Reports, zero: date) -> tuple[Vector, Vector]:
    """(sums of sessions -1 to +1, their sds) of the 24 reports before, each with a model of its own."""
    calendar = all_sessions()
    made = []
    order = np.argsort(held.held)
    for row in order[held.held[order] < np.datetime64(zero) - APART][-MOST_PAST:].tolist():
        later = np.timedelta64(int(held.timing[row] == "after"), "D")
        at = int(np.searchsorted(calendar, held.held[row] + later))
        fit = fitted(line, index, calendar[at].item())
        found = fit.window(*MAIN) if fit else None
        if found is not None:
            made.append(found)
    table = np.array(made).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _tests(cars: Vector, sds: Vector) -> tuple[CaseTest, ...]:
    """Do this line's reports move it one way? Two tests over its earlier reports."""
    if len(cars) < 3:
        return ()
    return (
        case_test("earlier reports, cross-sectional", study.cross_sectional(cars)),
        case_test("earlier reports, BMP", study.bmp(cars, sds)),
    )


def _notes(line: Series, index: Series) -> tuple[str, ...]:
    said = "an abnormal return says how far a line moved beyond its share of the market's move, not why"
    return (said, *dict.fromkeys(series.note for series in (line, index) if series.note))


def why_reaction(
    panel: Panel,
    parts: list[str],
    key: str,
    versions: Callable[[Panel], tuple[tuple[str, str], ...]],
) -> Why:
    """How the figures of a reaction came to be. Raises BadArgument for what is no key."""
    try:
        when = date.fromisoformat(parts[-1])
    except (ValueError, IndexError) as trouble:
        raise BadArgument(f"no key '{key}'", "reaction/<symbol>/<date>@<date>") from trouble
    told = reaction(panel, "/".join(parts[:-1]), when)
    main = next(window for window in told.windows if (window.low, window.high) == MAIN)
    rows = tuple(
        (
            f"{w.low:+d} to {w.high:+d}",
            str(w.first),
            str(w.last),
            "" if w.car is None else f"{w.car:.10g}",
        )
        for w in told.windows
    )
    return Why(
        key=key,
        title=f"Reaction of {told.symbol}, sessions {MAIN[0]:+d} to {MAIN[1]:+d} about {told.day}",
        value=main.car if main.car is not None else told.reason or main.reason,
        unit="fraction",
        as_of=panel.as_of,
        formula=FORMULA,
        convention=f"total returns against {told.market}; model of {FIRST} to {LAST}, n = {told.n}",
        sources=told.sources,
        rows=rows,
        columns=("sessions", "first", "last", "abnormal return"),
        versions=versions(panel),
        notes=(told.event, *told.notes),
    )
