"""The command `check`: an article in, what it says and how that fares against the tape out."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rotascope.errors import BadArgument, DataTrouble, NoAnswer, NoData, Refused
from rotascope.surfaces.options import AsOf, Json, Store, answer, arriving, day_of, desk_of

if TYPE_CHECKING:
    from rotascope.articles.intake.document import Document
    from rotascope.desk import Desk
    from rotascope.desk.second_reader import Another
    from rotascope.terms.theses import Checked

__all__ = ["COMMANDS", "Reader", "check", "moment", "past", "second_reader"]

WEB = ("http://", "https://")
NOT_KEPT = "not kept: `rotascope why` opens no key of this article or of its claims"
PAGE_BYTES = 6_000_000
ACCEPT = "text/html,application/xhtml+xml,application/pdf,application/rss+xml,text/plain;q=0.9"


class Reader(StrEnum):
    """Who scores the tone."""

    builtin = "builtin"
    transformer = "transformer"
    llm = "llm"


Source = Annotated[
    str,
    typer.Argument(
        help="A file (text, HTML, PDF or a feed), - for standard input, or an address.",
        metavar="FILE|-|URL",
    ),
]
Published = Annotated[
    str | None,
    typer.Option(
        help="The day it was published, in place of what it says.",
        show_default=False,
        metavar="YYYY-MM-DD",
    ),
]
Fetched = Annotated[
    str | None,
    typer.Option(
        help="When the file was saved, for 'published 11 hours ago'; no zone means UTC.",
        show_default=False,
        metavar="MOMENT",
    ),
]
Read = Annotated[Reader, typer.Option(help="Who scores the tone; builtin needs nothing else.")]
Item = Annotated[
    int, typer.Option(min=0, help="Which entry of a feed, counted from 1.", show_default=False)
]
Every = Annotated[bool, typer.Option("--all", help="Show every claim, need and name.")]
Kept = Annotated[
    bool, typer.Option("--keep/--no-keep", help="Keep the article, its findings and its theses.")
]


def check(
    article: Source,
    *,
    published: Published = None,
    fetched: Fetched = None,
    reader: Read = Reader.builtin,
    item: Item = 0,
    every: Every = False,
    keep: Kept = True,
    as_of: AsOf = None,
    as_json: Json = False,
    store: Store = None,
) -> None:
    """An article's tone, its claims recomputed under every admissible convention, and the case against.

    Claims are looked up as of publication. An undated article stays undated unless its own figures fit
    one day alone. No number comes from the article's words but those printed as such.
    """
    from rotascope.surfaces.check_screen import print_check
    from rotascope.surfaces.screen import screen

    desk, day = desk_of(store), past(published)
    with _document(article, item, moment(fetched)) as (document, had):
        told = desk.check(
            document, day, reader.value, as_of, fetched=had, another=second_reader(reader.value)
        )
    shown = told if as_json or (keep and told.sentiment.n) else _without_keys(told)
    # Shown first: an answer does not wait for a disk, and is no less true on one that is full.
    try:
        answer(shown, as_json, lambda term: print_check(screen(), term, every=every))
    finally:  # whoever read three lines and left has asked for it to be kept all the same
        if keep:
            _keep(desk, told, quiet=as_json)
    if told.sentiment.n == 0 and not told.findings:
        raise typer.Exit(1)


def _without_keys(told: Checked) -> Checked:
    """What is not kept has no key of its own: no key is shown that nothing opens."""
    own = f"article/{told.article.id[:12]}"
    findings = tuple(
        replace(one, key="") if one.key.startswith(own) else one for one in told.findings
    )
    return replace(told, key="", findings=findings, notes=(*told.notes, NOT_KEPT))


def second_reader(reader: str) -> Another | None:
    """The reader that was named, as the settings have it; None for the built-in one."""
    if reader == "builtin":
        return None
    from platformdirs import user_state_path

    from rotascope.desk.second_reader import another
    from rotascope.settings import settings

    return another(reader, settings(), user_state_path("rotascope"), datetime.now(UTC).date())


def _keep(desk: Desk, told: Checked, *, quiet: bool) -> None:
    """Keep what was found; where nothing can be written the answer stands, and that is said."""
    try:
        said = desk.keep_check(told, arriving(), datetime.now(UTC))
    except DataTrouble as trouble:
        typer.echo(f"rotascope: not kept: {trouble}", err=True)
        return
    if not quiet:
        typer.echo(said)


@contextmanager
def _document(
    named: str, item: int, fetched: datetime | None
) -> Iterator[tuple[Document, datetime | None]]:
    """(the document, when it was fetched), from wherever it is."""
    from rotascope.desk.documents import MOST_BYTES, document_at

    if named.casefold().startswith(WEB):
        content, url, had = _page(named)
        with _written(content, "the page") as path:
            yield document_at(path, item, url), had
    elif "://" in named:
        from rotascope.net.urls import redacted

        shown = redacted(named)[:80]  # a password that was typed stays out of what is printed
        raise Refused(f"'{shown}' is no address that is fetched", "http or https", "save it first")
    elif named == "-":
        with _written(sys.stdin.buffer.read(MOST_BYTES + 1), "standard input") as path:
            yield document_at(path, item), fetched
    else:
        yield document_at(Path(named).expanduser(), item), fetched


def _page(url: str) -> tuple[bytes, str, datetime]:
    """What stands at an address, through the seam that dials public hosts only."""
    from rotascope.net.body import Manners
    from rotascope.settings import settings
    from rotascope.surfaces.sync import seam_of

    manners = Manners(tries=2, cap=PAGE_BYTES, wire=PAGE_BYTES, headers={"Accept": ACCEPT})
    try:
        body = seam_of(settings()).get(url, manners)
    except NoData as trouble:  # nothing on file stands in for a page
        hint = "check the address, or save the page and check the file"
        raise NoData(trouble.what, trouble.expected, hint) from None
    if not body.content:
        raise NoAnswer(f"{body.url} is empty", "an article", "check the address")
    return body.content, body.final, body.fetched_at


@contextmanager
def _written(content: bytes, name: str) -> Iterator[Path]:
    """Bytes as a file of our own: parsers take files, and its name says where it came from."""
    with tempfile.TemporaryDirectory(prefix="rotascope-article-") as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        yield path


def past(text: str | None) -> date | None:
    """A day as typed, on which something can have been published already."""
    day = day_of(text)
    if day is not None and day > datetime.now(UTC).date() + timedelta(days=1):
        raise BadArgument(f"--published {day} lies ahead", "a day that has begun", "")
    return day


def moment(text: str | None) -> datetime | None:
    """A moment as typed, in UTC if it names no zone. Raises BadArgument for what is none."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadArgument(f"no moment '{text}'", "YYYY-MM-DDTHH:MM") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


COMMANDS = (check,)
