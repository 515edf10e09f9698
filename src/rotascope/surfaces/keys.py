"""The command `keys`: who may ask the server from elsewhere than this machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from rotascope.errors import WrongUse
from rotascope.surfaces.options import Json, Store, answer, folder

if TYPE_CHECKING:
    from rotascope.surfaces.web.keys import Key, Scope

__all__ = ["COMMANDS", "Action", "Made", "keys"]


class Action(StrEnum):
    """What is done with keys."""

    list = "list"
    new = "new"
    revoke = "revoke"


class ScopeName(StrEnum):
    """What a key opens, as typed on a command line."""

    read = "read"
    write = "write"


SCOPE: dict[ScopeName, Scope] = {ScopeName.read: "read", ScopeName.write: "write"}


@dataclass(frozen=True, slots=True)
class Made:
    """A new key: its secret is shown here, once, and kept nowhere."""

    secret: str
    prefix: str
    name: str
    scope: str
    expires: date | None


def keys(
    action: Annotated[
        Action, typer.Argument(help="list, new NAME, or revoke PREFIX.", metavar="ACTION")
    ] = Action.list,
    name: Annotated[
        str | None,
        typer.Argument(help="new: whose it is; revoke: its prefix.", metavar="[NAME]"),
    ] = None,
    *,
    scope: Annotated[
        ScopeName, typer.Option(help="new: read, or write (may check articles).")
    ] = ScopeName.read,
    days: Annotated[
        int, typer.Option(help="new: days until it ends; 0 = never.", min=0, max=3660)
    ] = 90,
    as_json: Json = False,
    store: Store = None,
) -> None:
    """Keys for the server where it listens beyond loopback; on loopback none is needed.

    The interface takes one as `Authorization: Bearer KEY`, a browser as the password it asks for.
    """
    if (action is Action.list) != (name is None):
        raise WrongUse(
            f"`keys {action.value}`", "a name behind new, a prefix behind revoke", "`keys list`"
        )
    if action is Action.new:
        _new(name or "", SCOPE[scope], days, as_json, store)
    elif action is Action.revoke:
        _revoke(name or "", as_json, store)
    else:
        from rotascope.surfaces.web.keys import keys_on_file

        answer(keys_on_file(folder(store)), as_json, _print)


def _new(name: str, scope: Scope, days: int, as_json: bool, store: Store) -> None:
    from rotascope.surfaces.web.keys import make_key

    today = date.today()  # noqa: DTZ011 - the local day
    ends = today + timedelta(days=days) if days else None
    key, secret = make_key(folder(store), name, scope, today, ends)

    def show(_made: Made) -> None:
        typer.echo(secret)
        typer.echo(
            f"rotascope: a {scope} key for {key.name}, {_until(ends)}. It is shown this once."
            f" `rotascope keys revoke {key.prefix}` ends it.",
            err=True,
        )

    answer(Made(secret, key.prefix, key.name, key.scope, ends), as_json, show)


def _revoke(prefix: str, as_json: bool, store: Store) -> None:
    from rotascope.surfaces.web.keys import revoke_key

    gone = revoke_key(folder(store), prefix)
    answer(gone, as_json, lambda key: typer.echo(f"The key {key.prefix} of {key.name} is revoked."))


def _print(known: tuple[Key, ...]) -> None:
    if not known:
        typer.echo("No keys. `rotascope keys new NAME` makes one.")
    for key in known:
        typer.echo(
            f"{key.prefix}  {key.scope:5}  made {key.made}  {_until(key.expires)}  {key.name}"
        )


def _until(ends: date | None) -> str:
    return "without an end" if ends is None else f"valid before {ends}"


COMMANDS = (keys,)
