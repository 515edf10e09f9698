"""`rotascope history yields`: which way rates push each ratio, by window and regime, in tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from rotascope.surfaces import numbers
from rotascope.surfaces.layout import plain_table, roomy, say
from rotascope.surfaces.options import answer, desk_of

if TYPE_CHECKING:
    from rich.console import Console

    from rotascope.terms import Duration, YieldBeta, YieldSigns

__all__ = ["CHAPTER", "answer_yields", "beta_cell", "print_yields"]

CHAPTER = "yields"
SHORT = {
    "two-year yield": "2y",
    "ten-year yield": "10y",
    "two- to ten-year slope": "2s10s",
    "ten-year real yield": "real 10y",
    "high-yield spread": "credit",
}
WHOLE = 100  # columns in which all drivers stand side by side
MARKS = {"rises": "▲", "falls": "▼", "open": "·", "": ""}
KEY = (
    "per cent of the ratio in the same week for each pp the driver rises, ± 90 % (Newey-West);"
    " ▲ it rises, ▼ it falls, · the sign is open; n: weeks, to the ten-year yield where a table has it,"
    " else to its first driver"
)


def answer_yields(store: Path | None, as_of: str | None, as_json: bool) -> None:
    """Asks the desk for the sign question and prints it, as text or JSON; exit 1 without any answer."""
    from rotascope.surfaces.screen import screen

    told = desk_of(store).yields(as_of)
    answer(told, as_json, lambda term: print_yields(screen(), term))
    if all(one.beta is None for one in told.answers):
        raise typer.Exit(1)


def print_yields(console: Console, told: YieldSigns) -> None:
    """A table a pair (rows: windows and regimes; columns: drivers), durations, method and caveats."""
    say(console, f"Which way do rates push? · as known on {told.as_of}", "head")
    say(console, f"{told.headline}. {told.finding}.", "plain")
    for pair in dict.fromkeys(one.pair for one in told.answers):
        _print_pair(console, pair, [one for one in told.answers if one.pair == pair])
    _print_durations(console, told.durations)
    say(console, told.book, "plain")
    for text in (KEY, *told.notes):
        say(console, text)


def _print_pair(console: Console, pair: str, answers: list[YieldBeta]) -> None:
    drivers = list(dict.fromkeys(one.driver for one in answers))
    half = len(drivers) if console.width >= WHOLE else (len(drivers) + 1) // 2
    for first in range(0, len(drivers), half):
        _print_table(console, pair, answers, drivers[first : first + half])
    reasons = dict.fromkeys(one.reason for one in answers if one.reason)
    if reasons:
        say(console, f"{numbers.NONE}: {'; '.join(reasons)}")


def _print_table(console: Console, pair: str, answers: list[YieldBeta], drivers: list[str]) -> None:
    heads = [(SHORT.get(driver, driver), "right") for driver in drivers]
    table = plain_table((pair, "fold"), ("n", "right"), *heads)
    by = {(one.when, one.driver): one for one in answers}
    for when in dict.fromkeys(one.when for one in answers):
        row = [by[when, driver] for driver in drivers]
        count = next((one.n for one in row if one.driver == "ten-year yield"), row[0].n)
        table.add_row(when, str(count), *(beta_cell(one) for one in row))
    console.print(roomy(table))


def beta_cell(one: YieldBeta) -> str:
    """'+1.5 ±0.8 ▲', or a dash."""
    if one.beta is None or one.interval is None:
        return numbers.NONE
    half = (one.interval.high - one.interval.low) / 2.0
    text = numbers.fixed(one.beta, 1)
    plus = "" if text.startswith(numbers.MINUS) else "+"
    return f"{plus}{text} ±{numbers.fixed(half, 1)} {MARKS[one.sign]}"


def _print_durations(console: Console, durations: tuple[Duration, ...]) -> None:
    table = plain_table(("duration", "fold"), ("by", "fold"), ("years", "right"), ("90 %", "right"))
    for one in durations:
        held = numbers.NONE
        if one.interval is not None:
            low, high = numbers.fixed(one.interval.low, 1), numbers.fixed(one.interval.high, 1)
            held = f"{low} to {high}"
        years = numbers.NONE if one.years is None else numbers.fixed(one.years, 1)
        table.add_row(
            one.cohort, one.definition if one.years is not None else one.reason, years, held
        )
    console.print(roomy(table))
