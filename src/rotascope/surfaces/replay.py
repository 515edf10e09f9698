"""The command `replay`: what every signal said on past sessions, recorded as known then."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rotascope.errors import WrongUse
from rotascope.surfaces.options import AsOf, Json, Store, answer, day_of, desk_of

if TYPE_CHECKING:
    from rich.console import Console

    from rotascope.terms import Drift, Replayed

__all__ = ["COMMANDS", "replay"]

SHOWN = 12


class EveryName(StrEnum):
    """How often a reading is recorded, as typed on a command line."""

    week = "week"
    session = "session"


First = Annotated[
    str | None,
    typer.Option("--from", help="First day; else 1995-01-01.", metavar="D", show_default=False),
]
Last = Annotated[
    str | None,
    typer.Option(
        "--to", help="Last day; else the last complete session.", metavar="D", show_default=False
    ),
]
Every = Annotated[EveryName, typer.Option(help="The last session of each week, or every session.")]
Backend = Annotated[
    str,
    typer.Option(
        help="local (processes), or a Dask scheduler such as tcp://127.0.0.1:8786.",
        metavar="local|ADDRESS",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(help="Processes; else one a core.", min=1, metavar="N", show_default=False),
]
Check = Annotated[
    bool,
    typer.Option("--check", help="Record nothing: compare what is recorded with a new look."),
]


def replay(
    *,
    first: First = None,
    last: Last = None,
    every: Every = EveryName.week,
    backend: Backend = "local",
    workers: Workers = None,
    check: Check = False,
    as_of: AsOf = None,
    as_json: Json = False,
    store: Store = None,
) -> None:
    """Record what every signal said on past sessions, as known then; an interrupted run is taken up.

    The forecast and its reliability rest on these readings alone.
    """
    if check:
        if first or last or workers or backend != "local":
            what = "--check records nothing and looks at all that is recorded"
            raise WrongUse(
                what, "neither a span nor a backend", "`rotascope replay --check --as-of D`"
            )
        _show_drift(as_of, as_json, store)
        return
    if as_of is not None:
        raise WrongUse("--as-of records nothing", "--from and --to", "`rotascope replay --check`")
    from rotascope.surfaces.screen import screen, working

    desk, low, high = desk_of(store), day_of(first), day_of(last)
    with working("Walking the sessions; what is recorded stays if this is interrupted.") as said:
        told = desk.replay(low, high, every.value, backend, workers, said)
    answer(told, as_json, lambda term: print_replayed(screen(), term))


def _show_drift(as_of: str | None, as_json: bool, store: Path | None) -> None:
    from rotascope.surfaces.screen import screen

    told = desk_of(store).drift(as_of)
    answer(told, as_json, lambda term: print_drift(screen(), term))


def print_replayed(console: Console, told: Replayed) -> None:
    """What was recorded, how much of it had an answer, and where the forecast says nothing."""
    from rotascope.surfaces import numbers
    from rotascope.surfaces.layout import say

    for note in told.notes:
        say(console, note, "warn")
    say(
        console,
        f"{told.recorded:,} sessions recorded, {told.kept:,} were before: the last of each"
        f" {told.every}, {told.first} to {told.last}",
    )
    say(
        console,
        f"{told.rows:,} readings of {told.signals} signals, {numbers.percent(told.answered)} with an"
        f" answer; equal readings have this digest: {told.digest}",
    )
    for one in told.abstained:
        on = f"{numbers.percent(one.share)} of {one.dates:,} sessions"
        where = "any session so far" if one.share is None else on
        say(console, f"{one.axis}: no view on {where}; {one.why}")
    say(console, f"code {told.code} · data {told.data} · store {told.store}")


def print_drift(console: Console, told: Drift) -> None:
    """One row a signal whose recorded values differ from today's history; then the sum."""
    from rotascope.surfaces import numbers
    from rotascope.surfaces.layout import plain_table, roomy, say

    wrong = [one for one in told.signals if one.differ or one.lost]
    if wrong:
        table = plain_table(
            ("signal", ""), ("compared", "right"), ("differ", "right"), ("lost", "right"),
            ("largest", "right"), ("first", ""),
        )  # fmt: skip
        for one in wrong[:SHOWN]:
            table.add_row(
                one.signal, f"{one.compared:,}", f"{one.differ:,}", f"{one.lost:,}",
                f"{one.largest:.3g}", numbers.day(one.since),
            )  # fmt: skip
        console.print(roomy(table))
    say(console, told.note, "warn" if wrong else "muted")
    if told.unrecorded:
        say(console, f"never recorded: {', '.join(told.unrecorded)}", "warn")


COMMANDS = (replay,)
