"""The command `axes`: where the market stands on both axes at once, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from rotascope.surfaces.options import AsOf, Json, Store, answer, desk_of

if TYPE_CHECKING:
    from rich.console import Console

    from rotascope.terms import TwoAxes

__all__ = ["COMMANDS", "axes", "print_axes"]

WEEKS = 13  # of a whole tail; a young pair's is shorter and does not reach a quarter back


def axes(as_of: AsOf = None, as_json: Json = False, store: Store = None) -> None:
    """Where the market stands on both axes together: the newest half-year, and what redraws of it say."""
    from rotascope.surfaces.screen import screen

    told = desk_of(store).axes(as_of)
    answer(told, as_json, lambda term: print_axes(screen(), term))
    if not told.standings:
        raise typer.Exit(1)


def print_axes(console: Console, told: TwoAxes) -> None:
    """The finding, a line for each two pairs now and a quarter ago, the method."""
    from rotascope.surfaces import numbers
    from rotascope.surfaces.layout import plain_table, roomy, say

    say(console, told.finding[:1].upper() + told.finding[1:], "head")
    if told.standings:
        table = plain_table(("size pair", ""), ("now", "right"), ("13 weeks ago", "right"),
                            ("concentration pair", ""), ("now", "right"), ("13 weeks ago", "right"),
                            ("redraws agree", "right"))  # fmt: skip
        for one in told.standings:
            table.add_row(
                one.large_small,
                numbers.signed(one.up[-1]),
                numbers.signed(one.up[0] if len(one.up) == WEEKS else None),
                one.few_rest,
                numbers.signed(one.across[-1]),
                numbers.signed(one.across[0] if len(one.up) == WEEKS else None),
                numbers.percent(one.same),
            )
        console.print(roomy(table))
    say(console, told.method)
    say(console, f"as known on {told.as_of}")


COMMANDS = (axes,)
