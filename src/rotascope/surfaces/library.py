"""The command `library`: articles on file, what speaks of a query, what cannot all hold."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Annotated

import typer

from rotascope.errors import WrongUse
from rotascope.surfaces.options import AsOf, Json, Store, answer, desk_of

if TYPE_CHECKING:
    from rich.console import Console

    from rotascope.articles.library.meaning import Embed
    from rotascope.terms import Disagreement
    from rotascope.terms.library import Library

__all__ = ["COMMANDS", "embedding", "library", "print_library"]

SHORT, TITLE = 8, 70


def library(
    query: Annotated[
        str, typer.Argument(help="Words to look for; all articles if none.", metavar="[QUERY]")
    ] = "",
    *,
    show: Annotated[
        str,
        typer.Option(
            help="All that is to be said of one article, as `check` says it.", metavar="ID"
        ),
    ] = "",
    forget: Annotated[
        str,
        typer.Option(help="Take an article off file, with its theses and forecasts.", metavar="ID"),
    ] = "",
    as_of: AsOf = None,
    as_json: Json = False,
    store: Store = None,
) -> None:
    """Articles that `check` kept: searched by words, with what they contradict one another in.

    Copies of an article count once. A contradiction is two sentences to read, beside what the data say.
    """
    if forget:
        if show:
            raise WrongUse("--forget with --show", "one of them", "`rotascope library`")
        _forget(forget, query, as_json, store)
        return
    if show:
        _show(show, query, as_of, as_json, store)
        return
    from rotascope.surfaces.screen import screen

    told = desk_of(store).library(query, as_of, embed=embedding() if query else None)
    answer(told, as_json, lambda term: print_library(screen(), term))
    if not told.articles or (query and not told.found):
        raise typer.Exit(1)


def _show(name: str, query: str, as_of: str | None, as_json: bool, store: Store) -> None:
    """One article on file, checked with what was known when it was last checked."""
    from rotascope.surfaces.check_screen import print_check
    from rotascope.surfaces.screen import screen

    if query:
        raise WrongUse("--show with a query", "--show ID alone", "`rotascope library`")
    told = desk_of(store).article(name, as_of)
    answer(told, as_json, lambda term: print_check(screen(), term))


def _forget(name: str, query: str, as_json: bool, store: Store) -> None:
    """Take one article off file and say what went with it."""
    from rotascope.desk.keep_check import forget

    if query or as_json:
        raise WrongUse(
            "--forget with a query or --json", "--forget ID alone", "`rotascope library`"
        )
    typer.echo(forget(desk_of(store).backend, name))


def embedding() -> Embed | None:
    """The vectors that the settings name, if they name any."""
    from rotascope.settings import settings

    folder = settings().embeddings
    if folder is None:
        return None
    from rotascope.articles.library.meaning import embed_from

    return embed_from(folder)


def print_library(console: Console, told: Library) -> None:
    """What was found, or all that is there, and the contradictions among it."""
    from rotascope.surfaces.layout import say

    if told.query:
        _found(console, told)
    else:
        _shelf(console, told)
    for one in told.disagreements:
        _disagreement(console, one)
    if not told.disagreements and (told.found or (told.articles and not told.query)):
        say(console, "no contradiction among them was found: sides are seen by their words")
    for note in told.notes:
        say(console, note)


def _shelf(console: Console, told: Library) -> None:
    from rich.text import Text  # an article's own brackets are no markup

    from rotascope.surfaces import numbers
    from rotascope.surfaces.layout import plain_table, roomy, say

    if not told.articles:
        return
    table = plain_table(("article", ""), ("day", ""), ("title", "fold"), ("claims", "right"))
    for one in told.articles:
        fitted = "" if one.dated or one.day is None else " (by its figures)"
        copies = f" (+{one.copies} copies)" if one.copies else ""
        title = Text(f"{shorten(one.title, TITLE, placeholder=' …')}{copies}")
        day = f"{one.day or 'undated'}{fitted}"
        table.add_row(one.article[:SHORT], day, title, str(one.claims or "–"))
    say(console, f"{numbers.plural(len(told.articles), 'article')} on file", "head")
    console.print(roomy(table))


def _found(console: Console, told: Library) -> None:
    from rich.text import Text

    from rotascope.surfaces.layout import plain_table, roomy, say

    many = f"{len(told.found)} of {len(told.articles)} articles"
    say(console, f"{many} speak of '{told.query[:80]}'", "head")
    if not told.found:
        return
    table = plain_table(("article", ""), ("day", ""), ("near", "right"), ("what it says", "fold"))
    for one in told.found:
        said = Text(shorten(one.title, TITLE, placeholder=" …"), style="bold")
        if " ".join(one.quote.split()) != " ".join(one.title.split()):  # a title is told once
            said.append(f"\n{one.quote}", style="not bold")
        table.add_row(one.article[:SHORT], str(one.day or "undated"), f"{one.similarity:.2f}", said)
    console.print(roomy(table))


def _disagreement(console: Console, one: Disagreement) -> None:
    """The question and its sides, each sentence with its article, and what the data say."""
    from rotascope.surfaces.layout import say

    question, _, sides = one.text.partition(": ")
    say(console, f"≠ {question}", "head")
    for side in sides.split("; "):
        _indented(console, f"– {side}", "plain")
    for article, quote in zip(one.articles, one.quotes, strict=True):
        _indented(console, f"{article[:SHORT]} “{quote}”", "plain")
    if one.decided:
        _indented(console, f"data: {one.decided}")
    console.print()


def _indented(console: Console, text: str, ink: str = "muted") -> None:
    """A paragraph two places in; what is folded stands two places farther."""
    from rotascope.surfaces.layout import inked, wrapped

    for place, line in enumerate(wrapped(text, console.width - 5)):
        console.print(inked((f"{'  ' if place else ''}  {line}", ink)))


COMMANDS = (library,)
