"""The command `report`: reports that were printed, shown again and verified; and how one is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rotascope.errors import WrongUse
from rotascope.surfaces.options import Json, Store, answer, folder

if TYPE_CHECKING:
    from rotascope.desk import Desk
    from rotascope.surfaces.report_archive import Kept, Verified
    from rotascope.terms import Brief

__all__ = ["COMMANDS", "Action", "PaperName", "printable", "report", "written"]


class Action(StrEnum):
    """What is asked about reports."""

    list = "list"
    show = "show"
    verify = "verify"


class PaperName(StrEnum):
    """Papers, as typed on a command line."""

    a4 = "a4"
    letter = "letter"


Html = Annotated[Path | None, typer.Option("--html", help="Write its page to this one file.")]
Pdf = Annotated[
    Path | None, typer.Option("--pdf", help="Print it to this file, by a Chromium on the machine.")
]


def printable(html: Path | None, pdf: Path | None) -> tuple[Path, ...]:
    """The files as whole paths, before anything is computed.

    Raises WrongUse for a file in no folder, NoAnswer where a PDF cannot be printed.
    """
    files = tuple(_whole(path) for path in (html, pdf) if path is not None)
    if pdf is not None:
        from rotascope.surfaces.report_pdf import browser_path

        browser_path()
    return files


def written(
    desk: Desk, told: Brief, html: Path | None, pdf: Path | None, paper: PaperName
) -> tuple[Path, ...]:
    """Print the report of a brief to the files named, and keep it; the files written."""
    files = printable(html, pdf)
    if files:
        from rotascope.store.backend import StoreBackend
        from rotascope.surfaces.report_archive import keep
        from rotascope.surfaces.report_sheet import made

        backend = desk.backend
        root = backend.market.root if isinstance(backend, StoreBackend) else Path()
        sheet = replace(made(desk, told), printed=datetime.now().astimezone().date())
        _write(keep(root, sheet, paper.value)[1], html, pdf, paper)
    return files


def _whole(path: Path) -> Path:
    full = path.expanduser().absolute()
    if not full.parent.is_dir():
        raise WrongUse(f"no folder for {path}", "a file in a folder that exists", "another path")
    return full


def _write(page: str, html: Path | None, pdf: Path | None, paper: PaperName) -> None:
    if html is not None:
        _whole(html).write_text(page, encoding="utf-8")
    if pdf is not None:
        from rotascope.surfaces import report_pdf

        _whole(pdf).write_bytes(report_pdf.pdf(page, paper.value))


def report(
    action: Annotated[
        Action,
        typer.Argument(help="list what was printed, show one again, or verify.", metavar="ACTION"),
    ] = Action.list,
    name: Annotated[
        str | None,
        typer.Argument(help="The report, by the beginning of its digest.", metavar="[DIGEST]"),
    ] = None,
    *,
    html: Html = None,
    pdf: Pdf = None,
    as_json: Json = False,
    store: Store = None,
) -> None:
    """Reports that `brief --html` or `--pdf` printed: kept by what they say, printed again byte for byte.

    `verify` makes each page again and compares it with the digest of what was printed.
    """
    if action is not Action.show and (html or pdf):
        raise WrongUse(f"`report {action.value}` with a file", "show, with a digest", "report show")
    if action is Action.list:
        _list(as_json, store)
    elif action is Action.show:
        _show(name, html, pdf, as_json, store)
    else:
        _verify(name or "", as_json, store)


def _list(as_json: bool, store: Path | None) -> None:
    from rotascope.surfaces.report_archive import listed

    told = listed(folder(store))
    answer(told, as_json, _print_list)


def _print_list(told: tuple[Kept, ...]) -> None:
    from rotascope.surfaces.layout import plain_table, roomy, say
    from rotascope.surfaces.screen import screen

    console = screen()
    if not told:
        say(console, "No report was printed. `rotascope brief --html FILE` prints one.", "head")
        return
    table = plain_table(
        ("digest", ""), ("as of", ""), ("paper", ""), ("bytes", "right"), ("says", "fold")
    )
    for one in told:
        table.add_row(one.record[:12], one.as_of, one.paper, f"{one.bytes:,}", one.headline)
    console.print(roomy(table))


def _show(
    name: str | None, html: Path | None, pdf: Path | None, as_json: bool, store: Path | None
) -> None:
    if not name:
        raise WrongUse("a report without its digest", "its first digits", "`rotascope report list`")
    from rotascope.surfaces.report_archive import opened

    told, page = opened(folder(store), name)
    if html is None and pdf is None and not as_json:
        typer.echo(page, nl=False)
        return
    _write(page, html, pdf, PaperName(told.paper))
    answer(told, as_json, lambda term: _print_list((term,)))


def _verify(name: str, as_json: bool, store: Path | None) -> None:
    from rotascope.surfaces.report_archive import verified

    told = verified(folder(store), name)
    answer(told, as_json, _print_verified)
    if any(not one.sound or one.same is False for one in told):
        raise typer.Exit(3)


def _print_verified(told: tuple[Verified, ...]) -> None:
    from rotascope.surfaces.layout import say
    from rotascope.surfaces.screen import screen

    console = screen()
    for one in told:
        say(console, one.sentence, "plain" if one.sound and one.same is not False else "warn")
    say(console, f"{len(told)} looked at", "head")


COMMANDS = (report,)
