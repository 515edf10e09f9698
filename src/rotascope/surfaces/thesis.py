"""The command `thesis`: the if-thens of articles, watched session by session, and who was right."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from rotascope.errors import WrongUse
from rotascope.surfaces.options import AsOf, Json, Store, answer, desk_of

__all__ = ["COMMANDS", "Action", "thesis"]


class Action(StrEnum):
    """What is asked about theses."""

    list = "list"
    show = "show"
    score = "score"


def thesis(
    action: Annotated[
        Action,
        typer.Argument(
            help="list all, show one by its ID, or score what is over.", metavar="ACTION"
        ),
    ] = Action.list,
    name: Annotated[
        str | None,
        typer.Argument(help="The thesis, by the beginning of its id.", metavar="[ID]"),
    ] = None,
    *,
    keep: Annotated[
        bool, typer.Option("--keep/--no-keep", help="score: add what became of them to the store.")
    ] = True,
    as_of: AsOf = None,
    as_json: Json = False,
    store: Store = None,
) -> None:
    """If-thens of articles as watched: which keys hold, every earlier time, what followed, the score.

    `list` says where each stands, `show ID` gives every episode of its keys, `score` what came of theses
    and forecasts, by source, author, speaker and hedging word. A key that cannot be looked up is named.
    """
    if (action is Action.show) != (name is not None) or (name is not None and not name.strip()):
        what = f"`thesis {action.value}{' ' + repr(name) if name is not None else ''}`"
        raise WrongUse(what, "an id behind show, and nowhere else", "`rotascope thesis list`")
    if action is Action.score:
        _score(keep, as_of, as_json, store)
        return
    from rotascope.surfaces.screen import screen
    from rotascope.surfaces.thesis_screen import print_theses, print_thesis

    told = desk_of(store).theses(name or "", as_of)
    show = print_theses if name is None else print_thesis
    answer(told if name is None else told[0], as_json, lambda term: show(screen(), told))


def _score(keep: bool, as_of: str | None, as_json: bool, store: Store) -> None:
    from rotascope.surfaces.screen import screen
    from rotascope.surfaces.thesis_screen import print_track

    # What is looked at as of an earlier day is a look back: nothing of it is a ruling.
    at = datetime.now(UTC) if keep and as_of is None else None
    told = desk_of(store).track(as_of, at)
    answer(told, as_json, lambda term: print_track(screen(), told))
    if not told.rulings:
        raise typer.Exit(1)


COMMANDS = (thesis,)
