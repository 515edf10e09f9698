"""Commands that keep the store: import, doctor, quarantine, version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rotascope.errors import WrongUse
from rotascope.surfaces.options import Json, Store, answer, arriving, day_of, market_of, reason
from rotascope.surfaces.versions import Version, versions

if TYPE_CHECKING:
    from rotascope.ingest.report import ImportReport
    from rotascope.store.market import Held
    from rotascope.store.quarantine import Standing
    from rotascope.terms import Issue

__all__ = [
    "COMMANDS",
    "Checkup",
    "doctor",
    "import_",
    "quarantine",
    "version",
]


class StateName(StrEnum):
    """What became of a held row, as typed on a command line."""

    open = "open"
    released = "released"
    superseded = "superseded"
    rejected = "rejected"


STATE: dict[StateName, Standing] = {
    StateName.open: "open",
    StateName.released: "released",
    StateName.superseded: "superseded",
    StateName.rejected: "rejected",
}


Check = Annotated[
    str, typer.Option(help="Only rows of this check.", metavar="Qnn", show_default=False)
]
FileName = Annotated[
    str,
    typer.Option(
        help="Only rows of files with this in their name.", metavar="NAME", show_default=False
    ),
]
State = Annotated[StateName, typer.Option(help="Rows held, or what became of others.")]
All = Annotated[bool, typer.Option("--all", help="Every row on screen, not the first 40.")]


@dataclass(frozen=True, slots=True)
class Checkup:
    """What the doctor saw: `issues` still there, `repaired` in sentences, and the sum of it."""

    store: str
    issues: tuple[Issue, ...]
    repaired: tuple[str, ...]
    sentence: str


def import_(
    paths: Annotated[
        list[Path],
        typer.Argument(
            help="Native files, or manifests (.toml) that map files.", metavar="PATH..."
        ),
    ],
    root: Annotated[
        Path | None,
        typer.Option(help="Where a manifest's paths begin; else its own folder.", metavar="DIR"),
    ] = None,
    stamp: Annotated[
        str | None,
        typer.Option(
            "--date", help="The day of a file that does not say its own.", metavar="YYYY-MM-DD"
        ),
    ] = None,
    accept: Annotated[
        str | None,
        typer.Option(
            help="Why the sound rows of a file that was held whole are right: take them, known from"
            " today.",
            metavar="WHY",
        ),
    ] = None,
    as_json: Json = False,
    store: Store = None,
) -> None:
    """Import files through the gate: every row accepted, unchanged, or held with its reason."""
    from rotascope.surfaces.screen import screen
    from rotascope.surfaces.tables import print_import

    for path in paths:
        if path.is_dir():
            raise WrongUse(
                f"{path} is a directory: name its files", "", f"rotascope import {path}/*"
            )
    told = _imported(paths, root, day_of(stamp), reason("--accept", accept), store)
    answer(told, as_json, lambda term: print_import(screen(), term))
    raise typer.Exit(told.exit_code)


def _imported(
    paths: list[Path], root: Path | None, stamp: date | None, accept: str, store: Path | None
) -> ImportReport:
    from rotascope.ingest.run import import_paths
    from rotascope.surfaces.screen import working

    market = market_of(store, create=True)
    try:
        with working("") as progress:
            return import_paths(
                market,
                paths,
                root=root,
                today=arriving(),
                stamp=stamp,
                accept=accept,
                progress=progress,
            )
    finally:
        market.close()


def doctor(
    repair: Annotated[
        bool, typer.Option("--repair", help="Put right what can be put right, and say what.")
    ] = False,
    as_json: Json = False,
    store: Store = None,
) -> None:
    """Hash every file of the store again and compare it with the commit ledger, raw bodies with what
    was asked of sources.

    Commands that read believe a file whose size and times are unchanged: rot on the disk that leaves
    them so is found here only.
    """
    from rotascope.surfaces.screen import screen
    from rotascope.surfaces.tables import print_checkup

    market = market_of(store)
    try:
        repaired = market.repair() if repair else market.recovered
        issues = market.verify(full=True)
        where = str(market.root)
    finally:
        market.close()
    told = Checkup(where, tuple(issues), tuple(repaired), _checkup_sentence(len(issues), repair))
    answer(told, as_json, lambda term: print_checkup(screen(), term))
    raise typer.Exit(3 if issues else 0)


def _checkup_sentence(issues: int, repair: bool) -> str:
    if not issues:
        return "Every file is what the commit ledger says."
    found = "1 thing is" if issues == 1 else f"{issues} things are"
    what_next = "restore them from a backup" if repair else "`rotascope doctor --repair`"
    return f"{found} not as the commit ledger says. Try: {what_next}."


def quarantine(
    *,
    release: Annotated[
        int | None,
        typer.Option(
            "--release",
            help="Put this held row into the tables, known from today.",
            metavar="ID",
            show_default=False,
        ),
    ] = None,
    why: Annotated[
        str | None,
        typer.Option("--why", help="Why it is right; kept beside it.", metavar="TEXT"),
    ] = None,
    check: Check = "",
    file: FileName = "",
    state: State = StateName.open,
    everything: All = False,
    as_json: Json = False,
    store: Store = None,
) -> None:
    """Rows that were held back: how many by check and file, the first of them, what can be done."""
    from rotascope.surfaces.held import print_quarantine
    from rotascope.surfaces.screen import screen

    if (release is None) != (why is None):
        raise WrongUse("a release needs its row and its reason", "--release ID --why TEXT", "")
    if release is not None:
        return _release(release, reason("--why", why), as_json, store)
    told = _held(store, state, check, file)
    answer(
        told,
        as_json,
        lambda term: print_quarantine(screen(), term, state=state, everything=everything),
    )
    return None


def _held(store: Path | None, state: StateName, check: str, file: str) -> tuple[Held, ...]:
    """Rows of one standing that match, oldest first."""
    from rotascope.desk.quarantine import listed

    market = market_of(store)
    try:
        return listed(market, STATE[state], check, file)
    finally:
        market.close()


def _release(held_id: int, why: str, as_json: bool, store: Path | None) -> None:
    """Let one row go, and say from when on it is known."""
    from rotascope.ingest.release import release
    from rotascope.surfaces.held import print_release
    from rotascope.surfaces.screen import screen

    at, known = datetime.now(UTC).isoformat(timespec="seconds"), arriving()
    market = market_of(store)
    try:
        told = release(market, held_id, why, at=at, today=known)
    finally:
        market.close()
    answer((told,), as_json, lambda term: print_release(screen(), term[0], known))


def version(as_json: Json = False, store: Store = None) -> None:
    """Versions of everything that shapes a number, the store's too if it is named."""
    fingerprint = ""
    if store is not None:
        market = market_of(store)
        fingerprint = market.fingerprint()
        market.close()

    def show(term: tuple[Version, ...]) -> None:
        width = max(len(one.name) for one in term)
        for one in term:
            typer.echo(f"{one.name:<{width}}  {one.version}")

    answer(versions(fingerprint), as_json, show)


COMMANDS = (import_, doctor, quarantine, version)
