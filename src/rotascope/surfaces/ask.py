"""Commands that ask the desk: brief, performance, signals, data, why."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rotascope.errors import WrongUse
from rotascope.surfaces.options import AsOf, Json, Store, answer, desk_of, folder
from rotascope.surfaces.reports import PaperName, printable, written

if TYPE_CHECKING:
    from rotascope.desk import Desk
    from rotascope.terms import Brief, SignalAxis

__all__ = ["COMMANDS", "brief", "data", "desk_or_sample", "performance", "signals", "why"]


class AxisName(StrEnum):
    """The two axes, as typed on a command line."""

    size = "size"
    concentration = "concentration"
    market = "market"


class BasisName(StrEnum):
    """The two bases of a return."""

    tr = "tr"
    pr = "pr"


AXIS: dict[AxisName, SignalAxis] = {
    AxisName.size: "size",
    AxisName.concentration: "concentration",
    AxisName.market: "market",
}


def brief(
    as_of: AsOf = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", help="Also write the report with its pictures to this one file."),
    ] = None,
    pdf: Annotated[
        Path | None,
        typer.Option("--pdf", help="Also print the report to this file, by a Chromium."),
    ] = None,
    paper: Annotated[PaperName, typer.Option(help="Of the report: a4 or letter.")] = PaperName.a4,
    as_json: Json = False,
    store: Store = None,
) -> None:
    """Who leads on both axes, how sure, since when, what speaks for and against.

    With no store yet, the store of sample data is built first.
    """
    printable(html, pdf)
    desk = desk_or_sample(store)
    told = desk.brief(as_of)
    files = written(desk, told, html, pdf, paper)

    def show(term: Brief) -> None:
        from datetime import date

        from rotascope.surfaces.screen import screen
        from rotascope.surfaces.terminal import print_brief

        # A brief of no date in particular is meant to be today's: it says how far from today it is.
        today = None if as_of else date.today()  # noqa: DTZ011
        print_brief(screen(), term, str(html or pdf or "") if files else "", today)

    answer(told, as_json, show)


def desk_or_sample(store: Path | None) -> Desk:
    """The desk; with no store, the sample's is built first and a line on stderr says so."""
    from datetime import date

    from rotascope.desk import store_or_sample
    from rotascope.surfaces.screen import working

    where = folder(store)
    with working(f"No store in {where} yet: building one from the sample data.") as progress:
        # The local day: an import is dated by the calendar its reader lives by.
        return store_or_sample(where, today=date.today(), progress=progress)  # noqa: DTZ011


def performance(
    symbols: Annotated[
        list[str], typer.Argument(help="Symbols such as SPY IWM ^GSPC BRK.B.", metavar="SYMBOL...")
    ],
    window: Annotated[
        str,
        typer.Option(
            help="ytd 1w 1m 3m 6m 1y 3y 5y 10y, a year such as 2022, or FROM:TO.", metavar="W"
        ),
    ] = "ytd",
    basis: Annotated[
        BasisName, typer.Option(help="tr = total return, pr = price; never one for the other.")
    ] = BasisName.tr,
    as_of: AsOf = None,
    as_json: Json = False,
    store: Store = None,
) -> None:
    """The return of one or more series over a window, with its base and end dates."""
    from rotascope.surfaces.screen import screen
    from rotascope.surfaces.tables import print_performance

    told = desk_of(store).performance(
        symbols, window, "tr" if basis is BasisName.tr else "pr", as_of
    )
    answer(told, as_json, lambda term: print_performance(screen(), term))
    if all(one.value is None for one in told):
        raise typer.Exit(1)


def signals(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Names such as rs.small_large; all if none.", metavar="[NAME]..."),
    ] = None,
    axis: Annotated[
        AxisName | None, typer.Option(help="Only signals of this axis.", show_default=False)
    ] = None,
    family: Annotated[
        str | None,
        typer.Option(help="Only signals of this family.", show_default=False, metavar="F"),
    ] = None,
    history: Annotated[
        bool, typer.Option("--history", help="With every dated value (in JSON; a line on screen).")
    ] = False,
    as_of: AsOf = None,
    as_json: Json = False,
    store: Store = None,
) -> None:
    """Readings with their percentile, their lean, and what noise alone would show."""
    from rotascope.surfaces.readings_table import print_signals
    from rotascope.surfaces.screen import screen

    told = desk_of(store).signals(
        names or (), AXIS[axis] if axis else None, family, as_of, history=history
    )
    answer(told, as_json, lambda term: print_signals(screen(), term))


def data(
    series: Annotated[
        str | None,
        typer.Argument(help="One series, such as IWM or DGS2; all datasets if none."),
    ] = None,
    vintages: Annotated[
        bool,
        typer.Option(
            "--vintages", help="Every version of the newest values, with the day each became known."
        ),
    ] = False,
    period: Annotated[
        str,
        typer.Option(
            help="The versions about one period: 2013, 2013Q4, 2013-10 or a date.",
            show_default=False,
            metavar="P",
        ),
    ] = "",
    export: Annotated[
        Path | None,
        typer.Option(
            help="Write the series, as known, to a .csv, .xlsx or .parquet file.", metavar="FILE"
        ),
    ] = None,
    as_of: AsOf = None,
    as_json: Json = False,
    store: Store = None,
) -> None:
    """What is on file: spans, rows, age, holes, revisions, and when a reader could have known it."""
    from rotascope.surfaces.screen import screen
    from rotascope.surfaces.series_card import print_series
    from rotascope.surfaces.tables import print_data

    desk = desk_of(store)
    told = desk.data(series, as_of, vintages=vintages, period=period)
    if export is not None:
        _export(desk, series, as_of, export)
    show = print_series if series else print_data
    answer(told, as_json, lambda term: show(screen(), term))


def _export(desk: Desk, series: str | None, as_of: str | None, path: Path) -> None:
    from rotascope.surfaces.export import write

    if series is None:
        raise WrongUse("an export of no series", "the name of one", "rotascope data IWM --export F")
    write(desk.frame(series, as_of), path)


def why(
    key: Annotated[
        str,
        typer.Argument(
            help="A printed key, such as signal/rs.small_large@2026-06-12; kinds: article,"
            " brief, performance, reaction, signal, verdict."
        ),
    ],
    rows: Annotated[
        bool, typer.Option("--rows", help="The rows it was read from, and the files they came in.")
    ] = False,
    source: Annotated[
        int, typer.Option(help="Which of its sources, counted from 0 as listed.", metavar="N")
    ] = 0,
    offset: Annotated[int, typer.Option(help="Rows to pass over.", metavar="N")] = 0,
    limit: Annotated[int, typer.Option(help="Rows to show, at most 1000.", metavar="N")] = 100,
    as_json: Json = False,
    store: Store = None,
) -> None:
    """How a printed figure came to be: formula, convention, source rows, versions."""
    from rotascope.surfaces.rows_table import print_rows
    from rotascope.surfaces.screen import screen
    from rotascope.surfaces.tables import print_why

    desk = desk_of(store)
    if rows:
        answer(
            desk.rows(key, source, offset, limit),
            as_json,
            lambda term: print_rows(screen(), term),
        )
    elif (source, offset, limit) != (0, 0, 100):
        raise WrongUse(
            "a source without its rows", "--rows beside it", f"rotascope why {key} --rows"
        )
    else:
        answer(desk.why(key), as_json, lambda term: print_why(screen(), term))


COMMANDS = (brief, performance, signals, data, why)
