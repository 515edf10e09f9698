"""Commands that keep the store: import, doctor, quarantine, version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rotascope.errors import BadArgument, WrongUse
from rotascope.surfaces.options import Json, Store, answer, arriving, market_of
from rotascope.terms import Issue

if TYPE_CHECKING:
    from rotascope.ingest.report import ImportReport
    from rotascope.store.market import Held, Market

__all__ = [
    "COMMANDS",
    "Checkup",
    "Version",
    "doctor",
    "import_",
    "quarantine",
    "version",
]


@dataclass(frozen=True, slots=True)
class Checkup:
    """What the doctor saw: `issues` still there, `repaired` in sentences, and the sum of it."""

    store: str
    issues: tuple[Issue, ...]
    repaired: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Version:
    """The version of something that shapes a number."""

    name: str
    version: str


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as trouble:
        raise BadArgument(f"no date '{text}' ({trouble})", "YYYY-MM-DD") from None


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

    told = _imported(paths, root, _day(stamp), accept, store)
    answer(told, as_json, lambda term: print_import(screen(), term))
    raise typer.Exit(told.exit_code)


def _imported(
    paths: list[Path], root: Path | None, stamp: date | None, accept: str | None, store: Path | None
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
                accept=accept or "",
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
    """Hash every file of the store again and compare it with the commit ledger."""
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
    release: Annotated[
        int | None,
        typer.Option(
            "--release",
            help="Put this held row into the tables, known from today.",
            metavar="ID",
            show_default=False,
        ),
    ] = None,
    reason: Annotated[
        str | None,
        typer.Option("--why", help="Why it is right; kept beside it.", metavar="TEXT"),
    ] = None,
    as_json: Json = False,
    store: Store = None,
) -> None:
    """Rows that were held back, each with the check that held it and what it said."""
    from rotascope.surfaces.screen import screen
    from rotascope.surfaces.tables import print_quarantine

    if (release is None) != (reason is None):
        raise WrongUse("a release needs its row and its reason", "--release ID --why TEXT", "")
    market = market_of(store)
    try:
        told = _held(market, release, reason)
    finally:
        market.close()
    answer(told, as_json, lambda term: print_quarantine(screen(), term))


def _held(market: Market, release_id: int | None, reason: str | None) -> tuple[Held, ...]:
    """Open rows, or the one row just released."""
    if release_id is None or reason is None:
        return market.quarantine_list(state="open")
    from rotascope.ingest.release import release

    at = datetime.now(UTC).isoformat(timespec="seconds")
    return (release(market, release_id, reason, at=at, today=arriving()),)


def version(as_json: Json = False, store: Store = None) -> None:
    """Versions of everything that shapes a number, the store's too if it is named."""
    import platform
    from importlib.metadata import PackageNotFoundError, requires
    from importlib.metadata import version as installed

    import rotascope

    found = [Version("rotascope", rotascope.__version__)]
    try:
        wanted = [line for line in requires("rotascope") or () if "extra ==" not in line]
        names = (_name(line) for line in wanted)
        found += [Version(name, installed(name)) for name in names]
    except PackageNotFoundError as absent:
        found.append(Version(str(absent.name), "not installed"))
    found.append(Version("python", platform.python_version()))
    if store is not None:
        market = market_of(store)
        found.append(Version("store", market.fingerprint()))
        market.close()

    def show(term: list[Version]) -> None:
        width = max(len(one.name) for one in term)
        for one in term:
            typer.echo(f"{one.name:<{width}}  {one.version}")

    answer(found, as_json, show)


def _name(requirement: str) -> str:
    """'numpy' of 'numpy>=2.2'."""
    for place, sign in enumerate(requirement):
        if not (sign.isalnum() or sign in "-_."):
            return requirement[:place]
    return requirement


COMMANDS = (import_, doctor, quarantine, version)
