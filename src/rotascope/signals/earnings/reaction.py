"""Better than feared? What the few's shares did on their reports, in units of the move to be expected."""

from __future__ import annotations

from datetime import date

import numpy as np

from rotascope.maths import noise
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.sessions import Days, all_sessions, as_days
from rotascope.signals import words
from rotascope.signals.few import PLANTED_SEVEN
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Null, Source

__all__ = ["few_reactions"]

MINUS = "\N{MINUS SIGN}"
WINDOW, FEWEST = 63, 3
PAST, LEAST_PAST = 8, 4  # announcements whose median move is the usual one
BEFORE = 5  # days: an implied volatility is of the eve, not of last month
Move = tuple[date, str, float]  # session, company, move over the expected one
SEVEN = ("AAPL", "AMZN", "GOOG", "META", "MSFT", "NVDA", "TSLA")
# Alphabet's older line: class C was paid out in 2014 and has no returns of its own before.
LINE = {"GOOG": "GOOGL"}


def sign_null(panel: Panel, trace: Trace) -> Null | None:
    """How large the mean of as many reports gets without good or bad news on balance.

    Null hypothesis: each report's move keeps its size and gets a random sign, companies
    independent: sd is the root mean square of all past ratios over sqrt(count). rate is the median
    absolute mean, p two-sided, normal.
    """
    del panel
    count, value = float(trace.data[1][-1]), float(trace.value[-1])
    if not (np.isfinite(value) and count > 0):
        return None
    error = float(np.sqrt(np.mean(trace.data[0] ** 2) / count))
    usual, p = noise.normal(value, error)
    said = f"with signs at random the mean is beyond ±{usual:.1f} half the time"
    return Null(f"{said}, this far in {words.chance(p)}", usual, p)


@signal(
    "surprise.few",
    title="The few's moves on their reports, against the move to be expected",
    axis="concentration",
    family="earnings",
    unit="ratio",
    sign=-1,
    theory="Prices drift on after a surprise for about a quarter (Bernard and Thomas 1989): good reports"
    " of the few favour the few",
    null=sign_null,
)
def few_reactions(panel: Panel) -> Trace:
    """Mean over the few of the return of the session that took in the report over the expected move.

    Expected: implied volatility of the eve times sqrt(1/252) where a chain is on file, else the
    median absolute move of the company's last eight reports. Reports of 63 sessions, three
    companies at least. Whisper numbers are on no public list; the share price says better or worse
    than feared.
    """
    found = [row for name in _names(panel) for row in _moves(panel, name)]
    if not found:
        return missing(
            "not_measurable", "no announcement days of the few with prices (table earnings)"
        )
    found.sort()
    every = panel.sessions
    first = int(np.searchsorted(every, np.datetime64(found[0][0])))
    days = every[first:]
    value, count = _mean_of_newest(days, found)
    newest = max(row[0] for row in found)
    ok = bool(np.isfinite(value[-1]))
    return Trace(
        days,
        value,
        text=_text(found, days) if ok else "",
        coverage=float(count[-1] / len(SEVEN)),
        sources=(
            Source("earnings", "announcement days of the few", found[0][0], newest, len(found)),
        ),
        status="ok" if ok else "stale",
        reason=f"{count[-1]:.0f} of the few reported in {WINDOW} sessions, {FEWEST} needed ({newest})",
        newest=newest,
        patience=WINDOW,
        unranked=756,
        data=(np.array([row[2] for row in found]), count),
    )


def _names(panel: Panel) -> tuple[str, ...]:
    held = set(panel.ids("earnings"))
    real = tuple(name for name in SEVEN if name in held)
    return real or tuple(name for name in PLANTED_SEVEN if name in held)


def _moves(panel: Panel, name: str) -> list[Move]:
    """(session, name, move over the expected one) of every report of a company with prices."""
    rows = panel.dated("earnings", name)
    line = panel.series(panel.catalog.ticker_on(LINE.get(name, name), panel.as_of))
    if not len(line) or not len(rows.get("date", ())):
        return []
    told, known = (np.asarray(rows[k], dtype="datetime64[D]") for k in ("date", "known_at"))
    held = (known >= told) & (told <= np.datetime64(panel.as_of))
    days = _sessions(told[held], rows["timing"][held])
    if not len(days):
        return []
    place = np.searchsorted(line.days, days)
    inside = (place > 0) & (place < len(line))
    inside[inside] &= line.days[place[inside]] == days[inside]
    place, days = place[inside], days[inside]
    move = line.levels[place] / line.levels[place - 1] - 1.0
    usual = _usual(panel, name, days, move)
    return [
        (d, name, float(m / u))
        for d, m, u in zip(days.tolist(), move, usual, strict=True)
        if np.isfinite(u) and u > 0.0
    ]


def _sessions(told: Days, timing: np.ndarray) -> Days:
    """The session that took each report in: its own if before the open, else the next; one a month."""
    every = all_sessions()
    own = np.searchsorted(every, told)
    own = np.where(
        (timing != "before") & (every[np.minimum(own, len(every) - 1)] == told), own + 1, own
    )
    days = np.unique(every[np.minimum(own, len(every) - 1)])
    apart = np.diff(days.astype(np.int64), prepend=-1000) > 30
    return as_days(days[apart])


def _usual(panel: Panel, name: str, days: Days, move: Vector) -> Vector:
    """The move to be expected on the eve of each report; NaN before four reports and without a chain."""
    size = np.abs(move)
    out = np.array([
        np.median(size[max(i - PAST, 0) : i]) if i >= LEAST_PAST else np.nan
        for i in range(len(size))
    ])  # fmt: skip
    rows = panel.dated("implied", name) if name in panel.ids("implied") else {}
    if not rows:
        return out
    order = np.lexsort((rows["expiry"], rows["date"]))
    for i, day in enumerate(days):
        age = (day - rows["date"][order]).astype(np.int64)
        eve = order[(age > 0) & (age <= BEFORE) & (rows["known_at"][order] <= day)]
        if len(eve):
            out[i] = float(rows["iv"][eve[0]]) * (1.0 / 252.0) ** 0.5
    return out


def _mean_of_newest(days: Days, found: list[Move]) -> tuple[Vector, Vector]:
    """Per day (mean over companies of their newest report within 63 sessions, how many)."""
    names = sorted({row[1] for row in found})
    table = np.full((len(names), len(days)), np.nan)
    for when, name, value in found:
        at = int(np.searchsorted(days, np.datetime64(when)))
        table[names.index(name), at : at + WINDOW] = value
    count = np.isfinite(table).sum(axis=0).astype(np.float64)
    total = np.nansum(table, axis=0)
    enough = count >= FEWEST
    return np.where(enough, total / np.maximum(count, 1.0), np.nan), count


def _text(found: list[Move], days: Days) -> str:
    since = days[max(len(days) - WINDOW, 0)].item()
    last = {name: value for when, name, value in found if when >= since}
    ranked = sorted(last.items(), key=lambda item: -item[1])
    told = ", ".join(f"{name} {value:+.1f}" for name, value in ranked).replace("-", MINUS)
    return f"moves on the newest reports over the move to be expected: {told}"
