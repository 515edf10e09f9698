"""The command `book`: a client's positions from a broker's file, at the last closes known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rotascope.errors import NoAnswer
from rotascope.surfaces import numbers
from rotascope.surfaces.layout import plain_table, roomy, say
from rotascope.surfaces.options import AsOf, Json, Store, answer, desk_of, folder

if TYPE_CHECKING:
    from rich.console import Console

    from rotascope.desk import Desk
    from rotascope.terms import Account, Book, Holding

__all__ = ["COMMANDS", "book", "print_account", "valued"]

SPLIT = "split"
LATER_SPLITS = (
    "closes are adjusted for later splits; quantities are as the file says: a split between the file's"
    " day and the close's day is not seen"
)


def book(
    file: Annotated[
        Path,
        typer.Argument(
            help="An export of Interactive Brokers, Schwab, Fidelity or Saxo, or a table"
            " symbol,quantity[,price].",
            metavar="FILE",
        ),
    ],
    as_of: AsOf = None,
    as_json: Json = False,
    store: Store = None,
) -> None:
    """Positions and cash of a broker's file, valued at the last closes known; what could not be read.

    The broker is told by the file's content. Nothing is stored. Without a store nothing is valued.
    """
    from rotascope.surfaces.screen import screen

    told = _account(file, as_of, store)
    answer(told, as_json, lambda term: print_account(screen(), term))
    raise typer.Exit(0 if told.book.understood else 1)


def _account(file: Path, as_of: str | None, store: Path | None) -> Account:
    """The book at the store's closes; without a store the book alone."""
    from rotascope.book import read_book
    from rotascope.desk.account import unvalued

    try:
        desk = desk_of(store)
    except NoAnswer:
        return unvalued(read_book(file), f"no store in {folder(store)}: quantities only")
    return valued(desk, read_book(file), as_of)


def valued(desk: Desk, made: Book, as_of: str | None) -> Account:
    """The book at the store's closes; with a store that holds none the book alone."""
    from rotascope.desk.account import unvalued

    try:
        return desk.book(made, as_of)
    except NoAnswer as trouble:
        if as_of is not None:  # a day before the prices is asked about
            raise
        return unvalued(made, f"{trouble.what}: quantities only")


def print_account(console: Console, told: Account) -> None:
    """One row a holding, then cash, what has no value, and the rows that could not be read."""
    made = told.book
    when = f"file of {made.as_of}" if made.as_of else "a file of no day"
    say(console, f"{made.source} · {made.broker} · {when}", "head")
    if told.holdings:
        _print_holdings(console, told)
    for currency, amount in made.cash:
        say(console, f"cash {currency} {numbers.fixed(amount, 2)}", "plain")
    for one in told.holdings:
        if one.reason and told.as_of is not None:
            say(console, f"{_called(one)}: {one.reason}", "warn")
    _print_rows(console, told)
    for note in (made.note, told.note, *_caveats(told)):
        if note:
            say(console, note)
    if told.as_of is not None:
        say(console, f"price closes as known on {told.as_of} · weight = share of the absolute values,"
                     f" cash left out · store {told.store}")  # fmt: skip


def _print_holdings(console: Console, told: Account) -> None:
    table = plain_table(
        ("symbol", "cut"), ("name", "fold"), ("quantity", "right"), ("close", "right"), ("of", ""),
        ("value USD", "right"), ("weight", "right"),
    )  # fmt: skip
    for one in told.holdings:
        table.add_row(
            _called(one), one.position.name, _quantity(one.position.quantity),
            numbers.fixed(one.close, 2),
            numbers.day(one.close_date),
            numbers.fixed(one.value, 0),
            numbers.percent(one.weight, 1),
        )  # fmt: skip
    if told.value is not None:
        table.add_row("sum", "", "", "", "", numbers.fixed(told.value, 0), "")
    console.print(roomy(table))


def _caveats(told: Account) -> list[str]:
    """What the values cannot know, and what the weights are shares of."""
    made = []
    if any(one.quoted == SPLIT and one.value is not None for one in told.holdings):
        made.append(LATER_SPLITS)
    valued = sum(one.value is not None for one in told.holdings)
    if 0 < valued < len(told.holdings):
        made.append(f"{valued:,} of {len(told.holdings):,} positions have a close no older than a week;"
                    " weights are among those")  # fmt: skip
    return made


def _quantity(shares: float) -> str:
    """1,234.5: no decimals that say nothing, and none left out that say something."""
    return f"{shares:,.6f}".rstrip("0").rstrip(".").replace("-", numbers.MINUS)


def _called(one: Holding) -> str:
    held = one.position
    return one.symbol or held.code or held.isin or held.name or numbers.NONE


def _print_rows(console: Console, told: Account) -> None:
    """Every row accounted for, and the first of those that were not understood, each with its reason."""
    made = told.book
    for issue in made.issues[:20]:
        where = f"row {issue.row}" + (f" ({issue.key})" if issue.key else "")
        say(console, f"{where}: expected {issue.expected}, found {issue.observed}", "warn")
    parts = [f"{made.rows_in:,} rows = {made.understood:,} understood"]
    parts += [f"{rows:,} ignored ({reason})" for reason, rows in made.ignored]
    parts.append(f"{len(made.issues):,} not understood")
    say(console, " + ".join(parts), "plain")


COMMANDS = (book,)
