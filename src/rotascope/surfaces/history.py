"""The commands `history` and `hypotheses`: what happened before, and claims with their fixed tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rotascope.surfaces import numbers, yields
from rotascope.surfaces.base_rate import Side, side_of
from rotascope.surfaces.cells import ends, quantity
from rotascope.surfaces.layout import plain_table, roomy, say
from rotascope.surfaces.options import AsOf, Json, Store, answer, desk_of

if TYPE_CHECKING:
    from rich.console import Console

    from rotascope.terms import Cell, Chapter

__all__ = ["COMMANDS", "history", "print_chapter", "print_chapters", "print_rows"]


def history(
    chapter: Annotated[
        str | None,
        typer.Argument(
            help="spells, breaks, regimes, parallels, eras, snapbacks, horizons, ablation or yields;"
            " all findings if none.",
            metavar="[CHAPTER]",
        ),
    ] = None,
    axis: Annotated[Side, typer.Option(help="Whose pair it is about.")] = Side.size,
    as_of: AsOf = None,
    as_json: Json = False,
    store: Store = None,
) -> None:
    """What history says: how long leads last, false starts, rates and growth, parallels, horizons."""
    from rotascope.surfaces.screen import screen

    if chapter == yields.CHAPTER:
        yields.answer_yields(store, as_of, as_json)
        return
    told = desk_of(store).history(chapter, side_of(axis) or "size", as_of)
    show = print_chapters if chapter is None else print_chapter
    answer(told, as_json, lambda term: show(screen(), term))
    if all(one.status != "ok" for one in told):
        raise typer.Exit(1)


def print_chapters(console: Console, told: tuple[Chapter, ...]) -> None:
    """Every chapter's finding, and how to see its rows."""
    for one in told:
        say(console, f"{one.name} · {one.title}", "head")
        say(console, one.finding, "plain")
    say(
        console,
        f"as known on {told[0].as_of} · rows and method: rotascope history CHAPTER"
        f" · one more, which way yields push: rotascope history {yields.CHAPTER}",
    )


def print_chapter(console: Console, told: tuple[Chapter, ...]) -> None:
    """A chapter: its finding, its rows beside chance, its method and caveats."""
    for one in told:
        say(console, f"{one.title} · {one.axis} · as known on {one.as_of}", "head")
        say(console, one.finding, "plain")
        print_rows(console, one.rows)
        for text in (one.method, *one.notes):
            if text:
                say(console, text)


def print_rows(console: Console, rows: tuple[Cell, ...]) -> None:
    """One line a row; what is said beside a row goes on below the table where it is the same for all."""
    if not rows:
        return
    ranged = any(row.interval for row in rows)
    usual = any(row.usual is not None for row in rows)
    tested = any(row.p is not None for row in rows)
    beside = any(row.text for row in rows)
    table = plain_table(
        ("", "fold"), ("n", "right"), ("value", "right"), *([("90 %", "right")] if ranged else ()),
        *([("usual", "right")] if usual else ()), *([("p", "right")] if tested else ()),
        *([("", "fold")] if beside else ()),
    )  # fmt: skip
    for row in rows:
        cells = [quantity(row, row.value), *([ends(row)] if ranged else [])]
        cells += [quantity(row, row.usual)] if usual else []
        cells += [numbers.p_value(row.p)] if tested else []
        table.add_row(row.label, str(row.n), *cells, *([row.text] if beside else []))
    console.print(roomy(table))


COMMANDS = (history,)
