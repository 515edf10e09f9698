"""Theses on a terminal: where each stands, one with every key and what followed, and the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rotascope.surfaces import numbers, thesis_words
from rotascope.surfaces.claim_words import shortened
from rotascope.surfaces.layout import inked, joined, plain_table, roomy, say, wrapped
from rotascope.terms import Episode, Forecaster, Tally, Thesis, Track

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_theses", "print_thesis", "print_track"]

SHOWN, ID, STAND, WORDY = 8, 14, 17, 70


def print_theses(console: Console, told: Sequence[Thesis]) -> None:
    """Two lines a thesis: what it says and where it stands; what it hangs on and until when."""
    counts = Counter(thesis_words.status(one.status) for one in told)
    stand = ", ".join(f"{n} {word}" for word, n in counts.most_common())
    day = f" as of {numbers.day(told[0].seen)}" if told and told[0].seen else ""
    say(console, f"{numbers.plural(len(told), 'thesis', 'theses')}{day}: {stand}", "head")
    for one in told:
        ink = {"right": "broad", "wrong": "narrow", "falsified": "narrow"}.get(one.status, "head")
        came = f" {thesis_words.moved(one.outcome)}" if one.outcome is not None else ""
        console.print(
            inked((f"{one.id:<{ID}}", "muted"),
                  (f"{thesis_words.status(one.status) + came:<{STAND}}", ink),
                  (thesis_words.leads(one), "plain"))
        )  # fmt: skip
        for line in wrapped(thesis_words.hangs(one), console.width - ID):
            console.print(inked((" " * ID + line, "muted")))
    say(console, "rotascope thesis show ID · " + thesis_words.METHOD)


def print_thesis(console: Console, told: Sequence[Thesis]) -> None:
    """What it says and who says it, every key with its state, and every time they held."""
    for one in told:
        day = f" as of {numbers.day(one.seen)}" if one.seen else ""
        say(console, f"{thesis_words.leads(one)}: {thesis_words.status(one.status)}{day}", "head")
        if one.reason:
            say(console, one.reason, "warn" if one.status == "not_measurable" else "plain")
        say(console, f"“{one.statement}”", "plain")
        say(console, thesis_words.who(one))
        if one.stands:
            say(console, f"stand-ins: {one.stands}")
        _keys(console, one)
        _episodes(console, one)
        say(
            console,
            thesis_words.METHOD + " · rotascope base-rate 'CONDITION' sets it beside all days",
        )


def _keys(console: Console, one: Thesis) -> None:
    if not one.triggers:
        say(console, "no if: a side taken outright, judged from its opening on")
        return
    table = plain_table(
        ("", ""), ("the article's words", "fold"), ("watched as", "fold"), ("now", ""),
        ("since", ""), ("spells", "right"),
    )  # fmt: skip
    for key in one.triggers:
        now = thesis_words.standing(key, one.opened)
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
    keys = thesis_words.triggers(one)
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
    say(console, joined((f"{title}: n = {count.n}", thesis_words.tallied(count))), "head")
    table = plain_table(("from", ""), ("to", ""), (line or "pair", "right"), ("index", "right"))
    for episode in found[-SHOWN:]:
        table.add_row(
            numbers.day(episode.first), numbers.day(episode.last), thesis_words.moved(episode.outcome),
            thesis_words.moved(episode.index),
        )  # fmt: skip
    console.print(roomy(table))
    if len(found) > SHOWN:
        say(console, f"the newest {SHOWN} of {len(found)}; all of them with --json")


def print_track(console: Console, told: Track) -> None:
    """Who was right how often, Brier's score beside the base rate's; then what became of each."""
    every = Counter(ruling.status for ruling in told.rulings)
    stand = ", ".join(f"{n} {thesis_words.status(word)}" for word, n in every.most_common())
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
    say(console, thesis_words.BRIER)


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
