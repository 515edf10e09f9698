"""What all commands share: --json, --store, --as-of, and how an answer leaves the program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from rotascope.errors import BadArgument

if TYPE_CHECKING:
    from rotascope.desk import Desk
    from rotascope.store.market import Market

__all__ = [
    "AsOf",
    "Json",
    "Store",
    "answer",
    "arriving",
    "day_of",
    "desk_of",
    "folder",
    "market_of",
    "reason",
]

Store = Annotated[
    Path | None,
    typer.Option(
        "--store",
        help="Folder of the store; else ROTASCOPE_STORE, else the platform's user-data folder.",
        show_default=False,
        metavar="DIR",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        help="What was known on this day; else the last complete session.",
        show_default=False,
        metavar="YYYY-MM-DD",
    ),
]
Json = Annotated[
    bool,
    typer.Option("--json", help="Print exactly the object, fractions with their unit, as JSON."),
]
Answer = TypeVar("Answer")


def folder(store: Path | None) -> Path:
    """The store's folder; settings are read only when the command line does not say."""
    if store is not None:
        return store.expanduser()
    from rotascope.settings import settings  # pydantic: 0.1 s

    return settings().store.expanduser()


def desk_of(store: Path | None) -> Desk:
    """The desk of an existing store. Raises NoAnswer when there is none."""
    from rotascope.desk import open_store

    return open_store(folder(store))


def market_of(store: Path | None, *, create: bool = False) -> Market:
    """The store itself, for the commands that keep it."""
    from rotascope.store.market import Market

    return Market.open(folder(store), create=create, waiting=_waiting)


def _waiting(holder: str, seconds: float) -> None:
    """Said once: silence for half a minute looks like a program that hangs."""
    told = f"{holder} is writing to the store; waiting for it, {seconds:g} s at most."
    typer.echo(f"rotascope: {told}", err=True)


def day_of(text: str | None) -> date | None:
    """A day as typed; None stays None. Raises BadArgument for what is no day."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadArgument(f"no date '{text}'", "YYYY-MM-DD") from None


def arriving() -> date:
    """The session that first knows what arrives now: today's until its close + 15 minutes in New York."""
    from rotascope.providers.moments import known_after

    return known_after(datetime.now(UTC))


def reason(option: str, text: str | None) -> str:
    """The words of an option that wants a reason; "" for none. Raises BadArgument for an option's name.

    `--why --json` would otherwise be kept as the reason '--json'.
    """
    if text is not None and text.strip().startswith("--"):
        raise BadArgument(
            f"{option} '{text}'", "a reason, not an option", f'{option} "as the filing says"'
        )
    return text or ""


def answer(term: Answer, as_json: bool, show: Callable[[Answer], None]) -> None:
    """Print an answer: as JSON the object itself, else what `show` makes of it."""
    if as_json:
        from rotascope.surfaces.encode import encode

        typer.echo(encode(term))
    else:
        show(term)
