"""The sentences of theses, the same on a terminal and on a page: what it hangs on, what came of it."""

from __future__ import annotations

from datetime import date
from math import expm1

from rotascope.surfaces import numbers
from rotascope.surfaces.claim_words import shortened
from rotascope.terms import SIDE_NAMES, Tally, Thesis, Trigger

__all__ = [
    "BRIER",
    "METHOD",
    "hangs",
    "leads",
    "moved",
    "standing",
    "status",
    "tallied",
    "triggers",
    "who",
]

WORDY = 70
BRIER = (
    "Brier: mean (probability − outcome)², 0 best, 0.25 for always saying 50 %; a dash: fewer than eight"
    " are scored · what was falsified by its own words, or expired, is not scored"
)
METHOD = (
    "a key is judged as known on each session, an unless that held already only if it comes true anew; a"
    " spell ends after five sessions without; entered at the next close, total return, towards the side"
    " named"
)


def triggers(one: Thesis) -> list[Trigger]:
    """The ifs of a thesis, without its unlesses."""
    return [key for key in one.triggers if key.role == "trigger"]


def leads(one: Thesis) -> str:
    """'small caps lead (SPSM/MAGS), 6 months'."""
    months = max(round(one.horizon_days / 21), 1)
    line = f" ({one.pair})" if one.pair else ""
    return f"{SIDE_NAMES[one.side]} lead{line}, {numbers.plural(months, 'month')}"


def status(word: str) -> str:
    """Where a thesis or a forecast stands, in plain words."""
    return word.replace("_", " ")


def standing(key: Trigger, opened: date | None) -> str:
    """'holds', 'no', 'unknown'; of an unless that held before it was registered, 'held already'."""
    before = key.since and opened and key.since <= opened
    if key.role != "trigger" and key.holds and before:
        return "held already"
    return {True: "holds", False: "no", None: "unknown"}[key.holds]


def hangs(one: Thesis) -> str:
    """'if “A” and “B” (1 of 2 holds now) · until 2027-05-26', in the article's words."""
    keys = triggers(one)
    held = sum(key.holds is True for key in keys)
    day = f"on {numbers.day(one.seen)}" if one.seen else "now"
    hold = f" ({held} of {len(keys)} {'hold' if held != 1 else 'holds'} {day})" if keys else ""
    said = " and ".join(shortened(key.words, WORDY) for key in keys)
    asked = f"if {said}{hold}" if keys else "a side taken outright"
    return f"{asked} · until {numbers.day(one.expires)}"


def who(one: Thesis) -> str:
    """Who says it, how firmly, from when to when, and how it was scored."""
    said = one.hedge
    hedge = f"'{said.word}': {said.low * 100:.0f} to {said.high * 100:.0f} %" if said else ""
    span = f"opened {numbers.day(one.opened)}, until {numbers.day(one.expires)}"
    score = f"Brier score {one.score:.2f}" if one.score is not None else ""
    named = " · ".join(x for x in (one.source, one.author, one.speaker.name, hedge) if x)
    return " · ".join(part for part in (named, span, one.note, score) if part)


def moved(outcome: float | None) -> str:
    """A log return as the percentage it is."""
    return numbers.signed(None if outcome is None else expm1(outcome))


def tallied(count: Tally) -> str:
    """'9 with an outcome, 4 that do not overlap, +3.1 % in the median, ...'; "" without any."""
    if not count.over:
        return ""
    apart = f", {count.apart} that do not overlap" if count.over > 1 else ""
    middle = f", {moved(count.median)} in the median"
    return f"{count.over} with an outcome{apart}{middle}, {count.right} towards the side"
