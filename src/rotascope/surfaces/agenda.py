"""The command `agenda`: what is scheduled, what drives each horizon, which themes are watched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rotascope.surfaces.options import AsOf, Json, Store, answer, desk_of

if TYPE_CHECKING:
    from rich.console import Console

    from rotascope.terms import Agenda, HorizonDrivers, Scheduled, Theme

__all__ = ["COMMANDS", "agenda", "by_horizon"]


def agenda(
    book: Annotated[
        Path | None,
        typer.Option("--book", help="Weigh events by this broker's file too.", metavar="FILE"),
    ] = None,
    themes: Annotated[
        Path | None,
        typer.Option("--themes", help="Watch the themes of this TOML file.", metavar="FILE"),
    ] = None,
    as_of: AsOf = None,
    as_json: Json = False,
    store: Store = None,
) -> None:
    """Events of the next eight weeks by weight, drivers by horizon, themes with their outcome."""
    from rotascope.surfaces.screen import screen

    told = desk_of(store).agenda(book, themes, as_of)
    answer(told, as_json, lambda term: print_agenda(screen(), term))


def print_agenda(console: Console, told: Agenda) -> None:
    """Events in the order of their days, then a line a horizon, then the themes."""
    from rotascope.surfaces import numbers
    from rotascope.surfaces.layout import joined, say

    _print_scheduled(console, told.scheduled, with_book=told.book_weight is not None)
    for one in told.scheduled:
        if one.note:
            say(console, f"{one.entity}, {one.kind}: {one.note}", "plain")
    sums = joined(
        (
            f"{numbers.percent(told.weight, 1)} of the index reports" if told.weight else "",
            f"{numbers.percent(told.book_weight, 1)} of the book" if told.book_weight else "",
            f"together up to {numbers.percent(told.load, 2)} of the index" if told.load else "",
        )
    )
    say(console, sums or "nothing with a weight is scheduled", "head")
    for name, row in by_horizon(told.horizons):
        shares = ", ".join(f"{one.name} {numbers.percent(one.share, 1)}" for one in row.drivers)
        say(console, f"over {name}: {shares or 'no shares'} · {row.note}", "plain")
    for theme in told.themes:
        _print_theme(console, theme)
    for note in told.notes:
        say(console, note)
    say(console, f"as known on {told.as_of}, to {told.until}")


def by_horizon(rows: Sequence[HorizonDrivers]) -> tuple[tuple[str, HorizonDrivers], ...]:
    """('weeks and months (40 and 126 sessions)', drivers): horizons with the same shares stand once.

    Shares of parts that are taken as independent do not differ by horizon: printing them twice would
    say that it was looked at.
    """
    alike = [list(group) for _, group in groupby(rows, key=_shares)]
    return tuple((_horizons(group), _one(group)) for group in alike)


def _shares(row: HorizonDrivers) -> tuple[object, ...]:
    told = tuple((one.name, round(one.share, 6)) for one in row.drivers)
    return told or (row.horizon,)  # without shares each has a reason of its own


def _horizons(group: Sequence[HorizonDrivers]) -> str:
    names = " and ".join(row.horizon for row in group)
    return f"{names} ({' and '.join(f'{row.sessions:,}' for row in group)} sessions)"


def _one(group: Sequence[HorizonDrivers]) -> HorizonDrivers:
    last = group[-1]
    same = "the same over each: independent parts grow alike; "
    return replace(last, note=f"{same}{last.note}") if len(group) > 1 else last


def _print_scheduled(console: Console, rows: tuple[Scheduled, ...], *, with_book: bool) -> None:
    from rotascope.surfaces import numbers
    from rotascope.surfaces.layout import plain_table, roomy

    table = plain_table(
        ("day", ""), ("in", "right"), ("what", "fold"), ("index", "right"),
        *([("book", "right")] if with_book else []), ("move", "right"), ("load", "right"), ("", "fold"),
    )  # fmt: skip
    for one in rows:
        basis = f"{one.basis} move" if one.basis else ""
        table.add_row(
            numbers.weekday(one.date), f"{one.sessions}", f"{one.entity}, {one.kind}",
            numbers.percent(one.weight, 1),
            *([numbers.percent(one.book_weight, 1)] if with_book else []),
            numbers.percent(one.move, 1), numbers.percent(one.load, 2),
            f"{one.standing}; {basis}" if basis else one.standing,
        )  # fmt: skip
    console.print(roomy(table))


def _print_theme(console: Console, theme: Theme) -> None:
    from rotascope.surfaces import numbers
    from rotascope.surfaces.layout import say

    end = "closed" if theme.state == "closed" else "closes"
    stands = theme.note if theme.outcome is not None else f"no outcome; {theme.note}"
    head = f"{theme.title} ({theme.horizon}; opened {theme.opened}, {end} {theme.closes}): {stands}"
    say(console, head, "head")
    for node in theme.monitors:
        then = (
            f"; on {theme.opened} it was {numbers.quantity(node.then, node.unit)}"
            if node.then is not None
            else ""
        )
        say(console, f"  {node.node}: {node.text or node.status}{then} · {node.signal}", "plain")


COMMANDS = (agenda,)
