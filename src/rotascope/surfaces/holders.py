"""The command `holders`: whom the large- and the small-cap fund are made of, file by file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from rotascope.surfaces.options import AsOf, Json, Store, answer, desk_of

if TYPE_CHECKING:
    from rich.console import Console

    from rotascope.terms.holders import Holder, Holders

__all__ = ["COMMANDS", "holders", "print_holders"]


def holders(as_of: AsOf = None, as_json: Json = False, store: Store = None) -> None:
    """The largest of the large- and the small-cap fund: ten issuers, ten lines, and file by file."""
    from rotascope.surfaces.screen import screen

    told = desk_of(store).holders(as_of)
    answer(told, as_json, lambda term: print_holders(screen(), term))
    if not any(one.files for one in told):
        raise typer.Exit(1)


def print_holders(console: Console, told: tuple[Holders, ...]) -> None:
    """For each fund the finding, the ten largest side by side, and what each of its files says."""
    from rotascope.surfaces.layout import say

    for one in told:
        if not one.files:
            say(console, f"{one.role.replace('_', ' ')}s: {one.reason}.", "head")
            say(console, "Try: `rotascope sync` fetches the issuers' own files.")
            continue
        say(console, one.finding[:1].upper() + one.finding[1:], "head")
        _print_largest(console, one)
        _print_files(console, one)
    say(console, "weights of net assets as printed; issuers count share classes once, lines do not")


def _print_largest(console: Console, told: Holders) -> None:
    from rotascope.surfaces.layout import plain_table, roomy

    before = str(told.files[-2].day) if len(told.files) > 1 else "before"
    table = plain_table(("ten issuers", "fold"), ("weight", "right"), (before, "right"),
                        ("ten lines", ""), ("weight", "right"))  # fmt: skip
    for issuer, line in zip(told.issuers, told.lines, strict=False):
        table.add_row(*_weighed(issuer), *_weighed(line)[:2])
    console.print(roomy(table))


def _weighed(one: Holder) -> tuple[str, str, str]:
    from rotascope.surfaces import numbers

    return one.name, numbers.percent(one.weight, 2), numbers.percent(one.before, 2)


def _print_files(console: Console, told: Holders) -> None:
    from rotascope.surfaces import numbers
    from rotascope.surfaces.layout import plain_table, roomy

    table = plain_table(("file of", ""), ("known", ""), ("ten issuers", "right"), ("ten lines", "right"),
                        ("HHI", "right"), ("like equal", "right"), ("held", "right"))  # fmt: skip
    for one in reversed(told.files):
        table.add_row(str(one.day), str(one.known_at), numbers.percent(one.issuers, 1),
                      numbers.percent(one.lines, 1), numbers.fixed(one.hhi, 0),
                      numbers.fixed(one.equal, 0), f"{one.held:,}")  # fmt: skip
    console.print(roomy(table))


COMMANDS = (holders,)
