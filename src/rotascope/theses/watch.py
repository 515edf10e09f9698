"""A thesis on a day: which of its keys hold, since when, what followed before, and where it stands.

Every key is a condition of the one language, evaluated as known on each session. Two keys are one
condition joined by `and`: it speaks only of sessions on which both could be judged, and where one
never could the count is none and the thesis is not measurable, whatever the other says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from rotascope import sessions
from rotascope.conditions import Truth, evaluate, parse
from rotascope.conditions.evaluate import TRUE, UNKNOWN
from rotascope.errors import RotascopeError
from rotascope.panel import Panel
from rotascope.sessions import Days
from rotascope.terms import Thesis, ThesisStatus, Trigger
from rotascope.theses.episodes import Judged, episodes, tally
from rotascope.theses.lines import after, asked, judge_of, stands

__all__ = ["watched"]

UNDATED = "undated: nothing is watched before the day on which it is registered"
UNREAD = "nothing that the store could look up says this"


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where a thesis stands, with the outcome if it is over and the sentence that says why."""

    status: ThesisStatus
    outcome: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class _Watch:
    """Sessions from its opening on, the first on which all keys held, and the line it is judged by."""

    days: Days
    fired: date | None
    over: bool


def watched(panel: Panel, thesis: Thesis) -> Thesis:
    """The thesis with every key's state and past, as known on the panel's date.

    waiting, triggered, falsified (a falsifier came true after its opening and before its end),
    expired (its keys never all held), right or wrong once its horizon is over; not_measurable where a
    key could not be looked at on any session since its opening. Undated: its past only.
    """
    on = thesis.axis, thesis.side, thesis.pair
    truths = [_truth(panel, one) for one in thesis.triggers]
    found = zip(thesis.triggers, truths, strict=True)
    keys = tuple(_state(panel, key, truth, on, thesis.horizon_days) for key, truth in found)
    line = judge_of(panel, *on).label
    read = [key.condition for key, truth in zip(keys, truths, strict=True) if truth is not None]
    said = stands(panel, thesis.pair, read)
    made = replace(thesis, triggers=keys, score=None, line=line, stands=said, seen=panel.as_of)
    every = _all_of(panel, thesis.triggers, truths)
    both = episodes(panel, every, on, thesis.horizon_days) if every is not None else ()
    made = replace(made, both=both, tally=tally(both, thesis.horizon_days))
    if made.opened is None:
        unseen = _unseen(made, truths, panel.sessions[:0])
        status: ThesisStatus = "not_measurable" if unseen else "waiting"
        return replace(made, status=status, reason=unseen or UNDATED)
    stand = _standing(panel, made, truths, every)
    reason, outcome = stand.reason, stand.outcome
    return replace(made, status=stand.status, outcome=outcome, reason=reason)


def _truth(panel: Panel, key: Trigger) -> Truth | None:
    """The key's truth; None for words that no condition stands for, or that name what is unknown."""
    if not key.condition:
        return None
    try:
        return evaluate(panel, parse(asked(panel, key.condition)))
    except RotascopeError:
        return None


def _all_of(panel: Panel, keys: Sequence[Trigger], truths: Sequence[Truth | None]) -> Truth | None:
    """All triggers as one condition; None without any, or where one of them is not readable."""
    found = [(k, t) for k, t in zip(keys, truths, strict=True) if k.role == "trigger"]
    if not found or any(truth is None for _, truth in found):
        return None
    every = " and ".join(f"({key.condition})" for key, _ in found)
    return evaluate(panel, parse(asked(panel, every)))


def _state(panel: Panel, key: Trigger, truth: Truth | None, on: Judged, horizon: int) -> Trigger:
    if truth is None:
        said = f"`{key.condition}`: " if key.condition else ""
        return replace(key, holds=None, reason=f"{said}{UNREAD}", since=None, episodes=())
    if not truth.judged.any():
        return replace(key, holds=None, reason=_never(truth), since=None, episodes=())
    now = int(truth.value[-1])
    changed = np.flatnonzero(truth.value != now)
    since = truth.days[int(changed[-1]) + 1 if len(changed) else 0].item()
    found = episodes(panel, truth, on, horizon)
    return replace(
        key,
        holds=None if now == UNKNOWN else now == TRUE,
        reason=f"not known since {since}: its newest value is too old" if now == UNKNOWN else "",
        since=since,
        episodes=found,
        tally=tally(found, horizon),
    )


def _never(truth: Truth) -> str:
    """Why a condition could be judged on no session at all."""
    if truth.reasons:
        return "; ".join(truth.reasons)
    if not len(truth.days):
        return "no history on file"
    return (
        f"on file from {truth.days[0]} to {truth.days[-1]} ({len(truth.days):,} sessions), too short a"
        " history to be judged on any of them"
    )


# ---------------------------------------------------------------- where it stands


def _standing(
    panel: Panel, thesis: Thesis, truths: Sequence[Truth | None], every: Truth | None
) -> _Stand:
    watch = _watch(panel, thesis, every)
    false = _falsified(thesis, truths, watch)
    if false:
        return _Stand("falsified", reason=false)
    if watch.fired is not None:
        return _followed(panel, thesis, watch.fired)
    unseen = _unseen(thesis, truths, watch.days)
    if unseen:
        return _Stand("not_measurable", reason=unseen)
    if not len(watch.days):
        return _Stand("waiting", reason=f"opened after the last session on file, {panel.as_of}")
    if watch.over:
        return _Stand("expired", reason=f"its triggers did not all hold by {thesis.expires}")
    return _Stand("waiting")


def _watch(panel: Panel, thesis: Thesis, every: Truth | None) -> _Watch:
    """The sessions on which its triggers count: from its opening to its expiry."""
    opened, expires = np.datetime64(thesis.opened), np.datetime64(thesis.expires or date.max)
    days = panel.sessions
    days = days[(days >= opened) & (days <= expires)]
    over = thesis.expires is not None and panel.as_of > thesis.expires
    if not any(key.role == "trigger" for key in thesis.triggers):
        return _Watch(days, days[0].item() if len(days) else None, over)
    if every is None:
        return _Watch(days, None, over)
    held = every.days[every.true & every.judged]
    held = held[(held >= opened) & (held <= expires)]
    return _Watch(days, held[0].item() if len(held) else None, over)


def _falsified(thesis: Thesis, truths: Sequence[Truth | None], watch: _Watch) -> str:
    """'its falsifier came true on ...'; "" if none did before its end."""
    opened, end = np.datetime64(thesis.opened), _end(thesis, watch)
    for key, truth in zip(thesis.triggers, truths, strict=True):
        if key.role != "falsifier" or truth is None:
            continue
        held = truth.true & truth.judged
        begun = np.flatnonzero(held & ~np.concatenate(([False], held[:-1])))
        came = truth.days[begun]
        came = came[(came > opened) & (came <= end)]
        if len(came):
            return f"falsified on {came[0]}: {key.words}"
    return ""


def _end(thesis: Thesis, watch: _Watch) -> np.datetime64:
    """The last session on which a falsifier counts."""
    if watch.fired is None:
        return np.datetime64(thesis.expires or date.max)
    every = sessions.all_sessions()
    at = int(np.searchsorted(every, np.datetime64(watch.fired))) + 1 + thesis.horizon_days
    return np.datetime64(every[min(at, len(every) - 1)])


def _followed(panel: Panel, thesis: Thesis, fired: date) -> _Stand:
    judge = judge_of(panel, thesis.axis, thesis.side, thesis.pair)
    if not len(judge.days):
        return _Stand("not_measurable", reason=f"{judge.label}: {judge.missing}")
    when = np.array([fired], dtype="datetime64[D]")
    outcome = float(after(judge, when, thesis.horizon_days)[0])
    if not np.isfinite(outcome):
        return _Stand("triggered", reason=f"its triggers held on {fired}; the horizon is not over")
    return _Stand("right" if outcome > 0.0 else "wrong", outcome, f"its triggers held on {fired}")


def _unseen(thesis: Thesis, truths: Sequence[Truth | None], days: Days) -> str:
    """The first trigger that could be judged on none of `days`, and why; "" if each could.

    Where no session is over yet, one that never could be judged at all.
    """
    for key, truth in zip(thesis.triggers, truths, strict=True):
        if key.role != "trigger":
            continue
        seen = truth.days[truth.judged] if truth is not None else days[:0]
        if not len(seen) or (len(days) and not np.isin(seen, days).any()):
            return f"n = 0: {key.words}: {key.reason or 'on no session since its opening'}"
    return ""
