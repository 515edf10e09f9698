"""The command `hypotheses`: claims with tests as registered, corrected for all that were tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rotascope.surfaces import numbers
from rotascope.surfaces.history import print_rows
from rotascope.surfaces.layout import plain_table, roomy, say
from rotascope.surfaces.options import AsOf, Json, Store, answer, desk_of

if TYPE_CHECKING:
    from rich.console import Console

    from rotascope.terms import Hypothesis

__all__ = ["COMMANDS", "hypotheses", "print_hypotheses", "print_hypothesis", "registered"]

METHOD = (
    "corrected for all tested (Benjamini-Yekutieli) · 'not shown' proves nothing: with few cases only"
    " large effects are seen · test and rows: rotascope hypotheses NAME"
)


def hypotheses(
    name: Annotated[
        str | None,
        typer.Argument(help="One, such as small_caps_need_cuts; all if none.", metavar="[NAME]"),
    ] = None,
    as_of: AsOf = None,
    as_json: Json = False,
    store: Store = None,
) -> None:
    """Claims of the articles as hypotheses: the test as it was registered, and its result."""
    from rotascope.surfaces.screen import screen

    told = desk_of(store).hypotheses(name, as_of)
    show = print_hypotheses if name is None else print_hypothesis
    answer(told, as_json, lambda term: show(screen(), term))
    if all(one.status != "ok" for one in told):
        raise typer.Exit(1)


def print_hypotheses(console: Console, told: tuple[Hypothesis, ...]) -> None:
    """One row a hypothesis: verdict, cases, difference, p as it is and corrected."""
    table = plain_table(
        ("hypothesis", "fold"), ("verdict", "fold"), ("n", "right"),
        ("differs by", "right"), ("p", "right"), ("corrected", "right"),
    )  # fmt: skip
    for one in told:
        table.add_row(
            one.claim, one.verdict or one.status.replace("_", " "), str(one.n),
            numbers.signed(one.difference), numbers.p_value(one.p), numbers.p_value(one.p_adjusted),
        )  # fmt: skip
    console.print(roomy(table))
    tried = max(one.tried for one in told)
    for one in told:
        if one.reason:
            say(console, f"{one.name}: {one.reason}", "warn")
    said = f"as known on {told[0].as_of} · {tried} tested, {len(told)} registered; {METHOD}"
    say(console, said)
    for text in dict.fromkeys(registered(one) for one in told):
        say(console, text)
    say(console, f"names: {', '.join(one.name for one in told)}")


def print_hypothesis(console: Console, told: tuple[Hypothesis, ...]) -> None:
    """The claim, the test as it was fixed, its rows and what is left of its p."""
    for one in told:
        say(console, f"{one.claim} · as known on {one.as_of}", "head")
        say(console, _result(one), "plain")
        say(console, f"test, fixed {one.fixed}: {one.test}", "plain")
        say(console, registered(one), "plain")
        print_rows(console, one.rows)
        for text in (f"claimed by {one.source}", *one.notes):
            say(console, text)


def registered(one: Hypothesis) -> str:
    """When the test was fixed, and what of its outcomes is therefore out of sample."""
    if one.as_of < one.fixed:
        return f"registered later, on {one.fixed}: no outcome to {one.as_of} is out of sample"
    return f"fixed {one.fixed}: only outcomes from then on are out of sample"


def _result(one: Hypothesis) -> str:
    if one.status != "ok":
        return f"not measurable: {one.reason}"
    ends = ""
    if one.interval is not None:
        low, high = numbers.signed(one.interval.low), numbers.signed(one.interval.high)
        ends = f" (90 %: {low} to {high})"
    p, adjusted = numbers.p_value(one.p), numbers.p_value(one.p_adjusted)
    tested = f"p {p}, {adjusted} once all {one.tried} tested are counted"
    chance = tested if one.p is not None else "fewer than 8 independent cases: no p"
    if one.difference is None:
        return f"{one.verdict}: n = {one.n}, 8 independent cases are needed"
    differs = f"the difference is {numbers.signed(one.difference)}{ends}, n = {one.n}"
    return f"{one.verdict}: {differs}; {chance}"


COMMANDS = (hypotheses,)
