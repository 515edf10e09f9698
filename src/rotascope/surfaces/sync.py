"""The command `sync`: sources, dates and settings in; the network and the clock are held here."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rotascope.errors import BadArgument, NoAnswer, WrongUse
from rotascope.net.body import Manners
from rotascope.surfaces.options import Json, Store, answer, arriving, day_of, market_of

if TYPE_CHECKING:
    from rotascope.ingest.probe import Outlook, Probe
    from rotascope.ingest.sync import Seam
    from rotascope.ingest.sync_report import SyncReport
    from rotascope.net.body import Body
    from rotascope.providers.requests import Needs
    from rotascope.registry import SourceSpec
    from rotascope.settings import Settings
    from rotascope.store.market import Market

__all__ = ["COMMANDS", "SystemClock", "keys_of", "needs_of", "seam_of", "sync"]

Sources = Annotated[
    list[str] | None,
    typer.Argument(
        help="Sources such as yahoo fred; if none, all whose terms need no leave of yours.",
        metavar="[SOURCE]...",
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        help="Ask again from this day on, whatever is on file; else for what is missing.",
        metavar="YYYY-MM-DD",
    ),
]
Until = Annotated[
    str | None,
    typer.Option(help="The last session wanted; else the last complete one.", metavar="YYYY-MM-DD"),
]
AT_ONCE = 60_000.0
FREE = Manners()
TROUBLED = ("failed", "partly")


class SystemClock:
    """The machine's own time, for the seam."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that only grow."""
        import time

        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        import time

        time.sleep(seconds)


def sync(
    sources: Sources = None,
    since: Since = None,
    until: Until = None,
    probe: Annotated[
        bool, typer.Option("--probe", help="Ask each source once and say what came; store nothing.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would be fetched, without the network.")
    ] = False,
    as_json: Json = False,
    store: Store = None,
) -> None:
    """Fetch what is missing from the network through the gate; what a kill interrupts is taken up.

    A sentence on stderr for each source with trouble. Exit codes: 0 at least one source is served,
    1 none is, 2 wrong use, 3 an answer was held whole or could not be read.
    """
    if probe and dry_run:
        raise WrongUse("--probe asks the network and --dry-run does not", "one of them", "")
    from rotascope.settings import settings as read

    specs, settings = _specs(sources), read()
    needs = needs_of(settings, SystemClock().now(), day_of(since), day_of(until))
    if dry_run:
        _show_outlook(specs, needs, as_json, store)
    elif probe:
        _show_probe(specs, needs, settings, as_json, store)
    else:
        _show_sync(specs, needs, settings, bool(sources), as_json, store)


def _specs(names: Sequence[str] | None) -> list[SourceSpec]:
    from rotascope.ingest.sync import in_order
    from rotascope.registry import SOURCES

    usual = [name for name, spec in SOURCES.items() if not spec.asked_only]
    return in_order([SOURCES[name] for name in dict.fromkeys(names or usual)])


def needs_of(settings: Settings, now: datetime, since: date | None, until: date | None) -> Needs:
    """What sync wants. `until` None: the session that was complete at `now`.

    Raises BadArgument for a session that is not complete, or a `since` after it.
    """
    from rotascope import catalog, sessions
    from rotascope.ingest.on_file import NOTHING
    from rotascope.providers.requests import Needs

    complete = sessions.last_complete(now)
    if until is not None and until > complete:
        raise BadArgument(f"--until {until} is not over", f"{complete} or before", "")
    last = complete if until is None else sessions.last_session(until)
    if since is not None and since > last:
        raise BadArgument(f"--since {since} lies after the last session", f"{last} or before", "")
    return Needs(catalog.load(), last, since, NOTHING, keys_of(settings))


def keys_of(settings: Settings) -> dict[str, str]:
    """Settings as plans ask for them, each a text."""
    return {
        "contact": settings.contact,
        "fred": settings.fred_key.get_secret_value(),
        "feeds": " ".join(settings.feeds),
        "facts_of": settings.facts_of,
    }


def seam_of(settings: Settings) -> Seam:
    """The network, or the mirror that stands for it.

    A mirror is the user's own: it is asked as fast as it answers, for the pauses that sources want are
    no matter of it.
    """
    from random import Random

    from rotascope import __version__
    from rotascope.ingest.sync import Seam
    from rotascope.net.fetching import Fetcher

    clock = SystemClock()
    jitter = Random()  # noqa: S311 - spreads waits, guards nothing
    made = Fetcher(clock, agent=f"rotascope/{__version__}", random=jitter, mirror=settings.mirror)
    if not settings.mirror:
        return Seam(made.get, made.download, clock.now)

    def get(url: str, manners: Manners = FREE) -> Body:
        return made.get(url, replace(manners, per_minute=AT_ONCE))

    def download(url: str, path: Path, manners: Manners = FREE) -> Body:
        return made.download(url, path, replace(manners, per_minute=AT_ONCE))

    return Seam(get, download, clock.now)


def _show_sync(
    specs: Sequence[SourceSpec],
    needs: Needs,
    settings: Settings,
    named: bool,
    as_json: bool,
    store: Path | None,
) -> None:
    from rotascope.ingest.sync import sync as synced
    from rotascope.surfaces.screen import screen, working
    from rotascope.surfaces.sync_tables import print_sync

    today = arriving()
    seam = seam_of(settings)
    with closing(market_of(store, create=True)) as market, working("") as progress:
        told = synced(market, specs, needs, seam, today=today, named=named, progress=progress)
    answer(told, as_json, lambda term: print_sync(screen(), term))
    _warn(told, named)
    raise typer.Exit(told.exit_code)


def _warn(told: SyncReport, named: bool) -> None:
    """One sentence a source with trouble, on stderr: all that a cron job has to mail."""
    from rotascope.plain import plain

    for one in told.sources:
        if one.status in TROUBLED or one.held_files or (named and one.status == "unset"):
            typer.echo(f"rotascope: {one.source}: {plain(one.sentence)}", err=True)


def _show_outlook(
    specs: Sequence[SourceSpec], needs: Needs, as_json: bool, store: Path | None
) -> None:
    from rotascope.ingest.probe import outlook
    from rotascope.store.fetches import fetched
    from rotascope.surfaces.screen import screen
    from rotascope.surfaces.sync_tables import print_outlook

    market = _market_if_any(store)
    if market is None:
        told: list[Outlook] = [outlook(spec, needs) for spec in specs]
    else:
        with closing(market):
            seeing = _seeing(needs, market)
            rows = fetched(market.state)
            told = [outlook(spec, seeing, [r for r in rows if r.source == spec.name])
                    for spec in specs]  # fmt: skip
    answer(told, as_json, lambda term: print_outlook(screen(), term))


def _show_probe(
    specs: Sequence[SourceSpec],
    needs: Needs,
    settings: Settings,
    as_json: bool,
    store: Path | None,
) -> None:
    from rotascope.ingest.probe import probe
    from rotascope.surfaces.screen import screen
    from rotascope.surfaces.sync_tables import print_probe

    seam, market = seam_of(settings), _market_if_any(store)
    seeing = needs if market is None else _seeing(needs, market)
    told: list[Probe] = []
    for spec in specs:
        told.append(probe(spec, seeing, seam.get))
        if not as_json:
            print_probe(screen(), told[-1])
    if market is not None:
        market.close()
    if as_json:
        answer(told, as_json, lambda _: None)
    tried = [one for one in told if one.status in ("ok", "failed")]
    raise typer.Exit(1 if tried and all(one.status == "failed" for one in tried) else 0)


def _market_if_any(store: Path | None) -> Market | None:
    try:
        return market_of(store)
    except NoAnswer:
        return None


def _seeing(needs: Needs, market: Market) -> Needs:
    from rotascope.ingest.on_file import MarketOnFile

    return replace(needs, on_file=MarketOnFile(market))


COMMANDS = (sync,)
