"""Theses on a terminal: where each stands, one with every key and what followed, and the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import expm1
from typing import TYPE_CHECKING

from rotascope.surfaces import numbers
from rotascope.surfaces.claim_words import shortened
from rotascope.surfaces.layout import inked, joined, plain_table, roomy, say, wrapped
from rotascope.terms import SIDE_NAMES, Episode, Forecaster, Tally, Thesis, Track, Trigger

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_theses", "print_thesis", "print_track"]

SHOWN, ID, STAND, WORDY = 8, 14, 17, 70
WORDS = {"not_measurable": "not measurable"}
BRIER = (
    "Brier: mean (probability − outcome)², 0 best, 0.25 for always saying 50 %; a dash: fewer than eight"
    " are scored · what was falsified by its own words, or expired, is not scored"
)
METHOD = (
    "a key is judged as known on each session, an unless that held already only if it comes true anew; a"
    " spell ends after five sessions without; entered at the next close, total return, towards the side"
    " named"
)


def print_theses(console: Console, told: Sequence[Thesis]) -> None:
    """Two lines a thesis: what it says and where it stands; what it hangs on and until when."""
    counts = Counter(_status(one) for one in told)
    stand = ", ".join(f"{n} {word}" for word, n in counts.most_common())
    day = f" as of {numbers.day(told[0].seen)}" if told and told[0].seen else ""
    say(console, f"{numbers.plural(len(told), 'thesis', 'theses')}{day}: {stand}", "head")
    for one in told:
        ink = {"right": "broad", "wrong": "narrow", "falsified": "narrow"}.get(one.status, "head")
        came = f" {_moved(one.outcome)}" if one.outcome is not None else ""
        console.print(
            inked((f"{one.id:<{ID}}", "muted"), (f"{_status(one) + came:<{STAND}}", ink),
                  (_leads(one), "plain"))
        )  # fmt: skip
        for line in wrapped(_hangs(one), console.width - ID):
            console.print(inked((" " * ID + line, "muted")))
    say(console, "rotascope thesis show ID · " + METHOD)


def _hangs(one: Thesis) -> str:
    """'if “A” and “B” (1 of 2 holds now) · until 2027-05-26', in the article's words."""
    keys = _triggers(one)
    held = sum(key.holds is True for key in keys)
    day = f"on {numbers.day(one.seen)}" if one.seen else "now"
    hold = f" ({held} of {len(keys)} {'hold' if held != 1 else 'holds'} {day})" if keys else ""
    said = " and ".join(shortened(key.words, WORDY) for key in keys)
    asked = f"if {said}{hold}" if keys else "a side taken outright"
    return joined((asked, f"until {numbers.day(one.expires)}"))


def print_thesis(console: Console, told: Sequence[Thesis]) -> None:
    """What it says and who says it, every key with its state, and every time they held."""
    for one in told:
        day = f" as of {numbers.day(one.seen)}" if one.seen else ""
        say(console, f"{_leads(one)}: {_status(one)}{day}", "head")
        if one.reason:
            say(console, one.reason, "warn" if one.status == "not_measurable" else "plain")
        say(console, f"“{one.statement}”", "plain")
        said = one.hedge
        hedge = f"'{said.word}': {said.low * 100:.0f} to {said.high * 100:.0f} %" if said else ""
        who = joined((one.source, one.author, one.speaker.name, hedge))
        span = f"opened {numbers.day(one.opened)}, until {numbers.day(one.expires)}"
        score = f"Brier score {one.score:.2f}" if one.score is not None else ""
        say(console, joined((who, span, one.note, score)))
        if one.stands:
            say(console, f"stand-ins: {one.stands}")
        _keys(console, one)
        _episodes(console, one)
        say(console, METHOD + " · rotascope base-rate 'CONDITION' sets it beside all days")


def _keys(console: Console, one: Thesis) -> None:
    if not one.triggers:
        say(console, "no if: a side taken outright, judged from its opening on")
        return
    table = plain_table(
        ("", ""), ("the article's words", "fold"), ("watched as", "fold"), ("now", ""),
        ("since", ""), ("spells", "right"),
    )  # fmt: skip
    for key in one.triggers:
        now = {True: "holds", False: "no", None: "unknown"}[key.holds]
        before = key.since and one.opened and key.since <= one.opened
        if key.role != "trigger" and key.holds and before:
            now = "held already"
        table.add_row(
            "if" if key.role == "trigger" else "unless", key.words, key.condition or "–", now,
            numbers.day(key.since), str(len(key.episodes)),
        )  # fmt: skip
    console.print(roomy(table))
    for key in one.triggers:
        if key.reason:
            say(console, f"{key.words}: {key.reason}", "warn")


def _episodes(console: Console, one: Thesis) -> None:
    """The spells of each trigger, and of all of them together where there are several."""
    keys = _triggers(one)
    for key in keys:
        if key.episodes and key.tally is not None:
            title = f"held before: {key.condition}"
            _spells(console, title, key.episodes, key.tally, one.line)
    if len(keys) > 1:
        title = "all keys together"
        if one.both and one.tally is not None:
            _spells(console, title, one.both, one.tally, one.line)
        else:
            unseen = [key for key in keys if not key.episodes and key.holds is None]
            why = f": {unseen[0].condition or unseen[0].words} was never known" if unseen else ""
            say(console, f"{title}: n = 0{why}", "head")


def _spells(
    console: Console, title: str, found: Sequence[Episode], count: Tally, line: str
) -> None:
    middle = f", {_moved(count.median)} in the median" if count.over else ""
    apart = f", {count.apart} that do not overlap" if count.over > 1 else ""
    came = f"{count.over} with an outcome{apart}{middle}, {count.right} towards the side"
    counted = came if count.over else ""
    say(console, joined((f"{title}: n = {count.n}", counted)), "head")
    table = plain_table(("from", ""), ("to", ""), (line or "pair", "right"), ("index", "right"))
    for episode in found[-SHOWN:]:
        table.add_row(
            numbers.day(episode.first), numbers.day(episode.last), _moved(episode.outcome),
            _moved(episode.index),
        )  # fmt: skip
    console.print(roomy(table))
    if len(found) > SHOWN:
        say(console, f"the newest {SHOWN} of {len(found)}; all of them with --json")


def print_track(console: Console, told: Track) -> None:
    """Who was right how often, Brier's score beside the base rate's; then what became of each."""
    every = Counter(ruling.status for ruling in told.rulings)
    stand = ", ".join(f"{n} {WORDS.get(word, word)}" for word, n in every.most_common())
    total = numbers.plural(len(told.rulings), "item")
    say(console, f"{total} registered by {told.as_of}: {stand or 'none'}", "head")
    table = plain_table(
        ("who", "fold"), ("as", ""), ("registered", "right"), ("scored", "right"),
        ("right", "right"), ("Brier", "right"), ("base rate", "right"),
    )  # fmt: skip
    for one in told.forecasters:
        table.add_row(*_record(one))
    if told.forecasters:
        console.print(roomy(table))
    added = f"{numbers.plural(told.added, 'ruling')} added to the store" if told.added else ""
    say(console, joined((*told.notes, added)))
    _unmeasured(console, told)
    say(console, BRIER)


def _unmeasured(console: Console, told: Track) -> None:
    """What can be scored by no line on file, and why; the first eight."""
    words = {one.id: one.statement for one in told.theses}
    words |= {one.id: one.claim.quote for one in told.predictions}
    found = [one for one in told.rulings if one.status == "not_measurable"]
    if found:
        say(console, "not measurable, so never scored:", "head")
    for one in found[:SHOWN]:
        said = shortened(words.get(one.item, ""), WORDY)
        say(console, f"{one.item} “{said}”: {shortened(one.reason, 2 * WORDY)}")
    if len(found) > SHOWN:
        say(console, f"the first {SHOWN} of {len(found)}; all of them with --json")


def _record(one: Forecaster) -> tuple[str, ...]:
    brier, base = (("–" if x is None else f"{x:.2f}") for x in (one.brier, one.base))
    return (
        one.name, one.role, str(one.registered), str(one.scored), str(one.right), brier, base,
    )  # fmt: skip


def _triggers(one: Thesis) -> list[Trigger]:
    return [key for key in one.triggers if key.role == "trigger"]


def _leads(one: Thesis) -> str:
    months = max(round(one.horizon_days / 21), 1)
    line = f" ({one.pair})" if one.pair else ""
    return f"{SIDE_NAMES[one.side]} lead{line}, {numbers.plural(months, 'month')}"


def _status(one: Thesis) -> str:
    return WORDS.get(one.status, one.status)


def _moved(outcome: float | None) -> str:
    """A log return as the percentage it is."""
    return numbers.signed(None if outcome is None else expm1(outcome))
