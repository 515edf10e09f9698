"""The command that links an event to its price reaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rotascope.surfaces.options import AsOf, Json, Store, answer, desk_of

if TYPE_CHECKING:
    from rich.console import Console

    from rotascope.terms import CaseTest, Reaction

__all__ = ["COMMANDS", "place", "reaction"]


def reaction(
    symbol: Annotated[str, typer.Argument(help="The line, such as ORCL.", metavar="SYMBOL")],
    date: Annotated[
        str,
        typer.Argument(
            help="The day of the event; a report after the close is answered the next session.",
            metavar="DATE",
        ),
    ],
    market: Annotated[
        str, typer.Option(help="Against this line, else the large-cap fund.", show_default=False)
    ] = "",
    peer: Annotated[
        list[str] | None,
        typer.Option(
            "--peer", help="A peer, once for each; else of its sector.", show_default=False
        ),
    ] = None,
    as_of: AsOf = None,
    as_json: Json = False,
    store: Store = None,
) -> None:
    """What a line did around an event beyond the market: with interval, its own past, its peers."""
    from rotascope.surfaces.screen import screen

    told = desk_of(store).reaction(symbol, date, market, peer or (), as_of)
    answer(told, as_json, lambda term: print_reaction(screen(), term))
    if told.status != "ok":
        raise typer.Exit(1)


def print_reaction(console: Console, told: Reaction) -> None:
    """The windows with their intervals, then its own reports before, then the peers."""
    from rotascope.surfaces import numbers
    from rotascope.surfaces.layout import plain_table, roomy, say

    say(console, f"{told.symbol} ({told.name}), day 0 = {told.day}: {told.event}", "head")
    if told.status != "ok":
        say(console, told.reason, "warn")
        return
    say(
        console,
        f"{numbers.signed(told.move)} on day 0; beta {told.beta:.2f} to {told.market}, residual sd"
        f" {numbers.percent(told.sd, 2)} a session, from {told.n} sessions before",
    )
    table = plain_table(("sessions", ""), ("beyond market", "right"), ("90 %", "right"), ("t", "right"),
                        ("chance", "right"))  # fmt: skip
    for one in told.windows:
        name = f"{one.low:+d} to {one.high:+d}" if one.low != one.high else f"{one.low:d}"
        if one.interval is None or one.t is None or one.p is None:
            table.add_row(name, numbers.NONE, one.reason, "", "")
            continue
        ends = f"{numbers.signed(one.interval.low)} to {numbers.signed(one.interval.high)}"
        table.add_row(name, numbers.signed(one.car), ends, f"{one.t:.1f}", numbers.chance(one.p))
    console.print(roomy(table))
    _print_past(console, told)
    _print_peers(console, told)
    for note in told.notes:
        say(console, note)
    say(console, f"as known on {told.as_of} · why {told.key}")


def _print_past(console: Console, told: Reaction) -> None:
    from rotascope.surfaces import numbers
    from rotascope.surfaces.layout import say

    if not told.past:
        say(console, "no earlier report of this line is on file with returns around it")
        return
    beside = f"; this is the {place(told.rank)}largest of {told.past + 1}" if told.rank else ""
    usual = numbers.percent(told.usual, 1)
    say(
        console,
        f"its {told.past} earlier reports moved it {usual} in the mean, either way{beside}",
        "plain",
    )
    _print_tests(console, told.past_tests)


def place(rank: int) -> str:
    """'2nd ' before 'largest'; nothing for the largest of all."""
    from rotascope.surfaces import numbers

    return "" if rank == 1 else f"{numbers.nth(rank)} "


def _print_peers(console: Console, told: Reaction) -> None:
    from rotascope.surfaces import numbers
    from rotascope.surfaces.layout import plain_table, roomy, say

    if told.peers:
        table = plain_table(("peer", ""), ("beyond market", "right"), ("t", "right"),
                            ("moved with it", "right"))  # fmt: skip
        for one in told.peers:
            table.add_row(
                one.symbol, numbers.signed(one.car), f"{one.t:.1f}", f"{one.correlation:.2f}"
            )
        console.print(roomy(table))
    if told.peers_note:
        say(console, f"peers, sessions -1 to +1: {told.peers_note}")
    _print_tests(console, told.peer_tests)


def _print_tests(console: Console, tests: tuple[CaseTest, ...]) -> None:
    from rotascope.surfaces import numbers
    from rotascope.surfaces.layout import joined, say

    said = [
        f"{one.name}: n = {one.n}, t = {one.t:.2f}, chance {numbers.chance(one.p)}"
        for one in tests
        if one.t is not None and one.p is not None
    ]
    if said:
        say(console, joined(said))


COMMANDS = (reaction,)
