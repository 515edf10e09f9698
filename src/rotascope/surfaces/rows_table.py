"""The rows behind a figure: how their cells read, on a page and on a terminal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rotascope.surfaces import numbers
from rotascope.surfaces.layout import plain_table, say
from rotascope.terms import Rows
from rotascope.terms.rows import Stored

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["cell", "files", "heading", "is_number", "place", "print_rows"]

NARROW, WIDE = 100, 140
FEW, MORE = 6, 9
"""Columns where it is narrow, and where there is room; all of them are in the JSON."""
DIGITS = 10
SHARES = ("weight", "running_sum")


def is_number(value: Stored) -> bool:
    """Whether it stands to the right of its column."""
    return isinstance(value, int | float)


def cell(column: str, value: Stored) -> str:
    """As stored, not rounded beyond ten digits; a weight as the percentage it was printed as."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    if column in SHARES:
        return numbers.percent(value, 3)
    if isinstance(value, int):
        return f"{value:,}".replace("-", numbers.MINUS)
    return f"{value:,.{DIGITS}g}".replace("-", numbers.MINUS)


def heading(column: str) -> str:
    """'known at' of known_at."""
    return column.replace("_", " ")


def place(told: Rows) -> str:
    """'rows 1 to 100 of 6,550, newest first'; 'no rows' where the offset lies beyond them."""
    if not told.rows:
        return f"no rows here; there are {told.count:,}"
    last = told.offset + len(told.rows)
    if (told.offset, last) == (0, told.count):
        return f"{numbers.plural(told.count, 'row')}, {told.order}"
    return f"rows {told.offset + 1:,} to {last:,} of {told.count:,}, {told.order}"


def files(told: Rows) -> tuple[str, ...]:
    """'prices.parquet, 424,939 rows kept, sha256 b21f2ec4…' of each file that may have brought them."""
    return tuple(
        f"{one.file}, {numbers.plural(one.rows, 'row')} kept, sha256 {one.sha256[:12]}…"
        for one in told.files
    )


def print_rows(console: Console, told: Rows) -> None:
    """The rows as a table, as many columns as there is room for, and where they came from."""
    say(console, told.title, "head")
    say(console, f"as known on {told.as_of} · {told.key} · source {_sources(told)}")
    width = FEW if console.width < NARROW else MORE if console.width < WIDE else len(told.columns)
    shown = told.columns[:width]
    kinds = [any(is_number(row[i]) for row in told.rows) for i in range(len(shown))]
    table = plain_table(
        *(
            (heading(name), "right" if number else "cut")
            for name, number in zip(shown, kinds, strict=True)
        )
    )
    for row in told.rows:
        table.add_row(*(cell(name, value) for name, value in zip(shown, row, strict=False)))
    console.print(table)
    rest = told.columns[width:]
    say(console, place(told) + (f"; not shown: {', '.join(map(heading, rest))}" if rest else ""))
    for text in (told.note, *files(told)):
        if text:
            say(console, text)


def _sources(told: Rows) -> str:
    """'1 of 0 returns of IWM, 1 returns of SPY': the number shown, then each with its own."""
    if len(told.sources) == 1:
        return f"{told.source}, {told.sources[0].what}"
    named = ", ".join(f"{number} {one.what}" for number, one in enumerate(told.sources[:8]))
    return f"{told.source} of {named}{' …' if len(told.sources) > 8 else ''}"
