"""Which table and which of its ids the sentence of a source speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rotascope.panel import Panel
from rotascope.store.tables import TABLES
from rotascope.terms import Source

__all__ = ["Meant", "meant"]


@dataclass(frozen=True, slots=True)
class Meant:
    """Rows of `table`: of `ids` (none: of every line it holds), of one dataset ("" = of any).

    `spanned`: only those within the source's span; `note` says so where they are others than its own.
    """

    table: str
    ids: tuple[str, ...]
    dataset: str
    spanned: bool = False
    note: str = ""


BY_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"total returns of .+|members of .+|stocks in and outside .+", ("members",)),
    (r"returns of (?P<line>.+)", ("returns", "bars")),
    (r"closes(?: and volumes)? of (?P<line>.+)", ("bars",)),
    (r"\d+ splits?\b.* of (?P<line>\S+)", ("actions",)),
    (r"holdings of (?P<name>.+)", ("holdings",)),
    (r"lines of (?P<name>.+)", ("holdings",)),
    (r"swaps of (?P<name>.+)", ("derivatives",)),
    (r"size of (?P<name>.+)", ("funds",)),
    (r"what is said of (?P<name>.+)", ("sentiment",)),
    (r"meetings of (?P<name>.+)", ("events",)),
    (r"events, .+", ("events",)),
)
SPANNED = ("returns", "bars", "macro", "holdings", "funds", "actions")
INSTEAD = (
    "the source is a panel of many lines: these are the members the index lists that day, each with a"
    " series of its own"
)
WHOLE = "the source reads the whole table: these are all its rows, as known"


def meant(panel: Panel, source: Source) -> Meant:
    """Where the rows of a source are; the whole table where it names no line of it."""
    dataset = "" if source.dataset in TABLES else source.dataset
    if source.what in panel.ids("macro"):
        return Meant("macro", (source.what,), dataset, spanned=True)
    for words, tables in BY_WORDS:
        if found := re.fullmatch(words, source.what):
            named = found.groupdict()
            return _named(panel, tables, dataset, named.get("line", ""), named.get("name", ""))
    table = source.dataset if source.dataset in TABLES else _table_of(panel, dataset)
    return Meant(table, (), dataset, note=WHOLE)


def _named(panel: Panel, tables: tuple[str, ...], dataset: str, line: str, name: str) -> Meant:
    if tables == ("members",):
        if panel.ids("members"):
            return Meant("members", (), "", note=INSTEAD)
        return Meant("returns", (), dataset, note=WHOLE)
    wanted = panel.instrument(line) if line else name
    table = next((one for one in tables if _holds(panel, one, dataset, wanted)), tables[0])
    return Meant(table, (wanted,) if wanted else (), dataset, spanned=table in SPANNED)


def _holds(panel: Panel, table: str, dataset: str, name: str) -> bool:
    first = panel.backend.first_known(table)
    return (dataset, name) in first and first[dataset, name] <= panel.as_of


def _table_of(panel: Panel, dataset: str) -> str:
    """The first table with rows of the dataset."""
    held = (
        one for one in TABLES if any(name == dataset for name, _ in panel.backend.first_known(one))
    )
    return next(held, "macro")
