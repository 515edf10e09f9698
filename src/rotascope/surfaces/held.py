"""Rows that were held back: a summary by check and file, the first of them, and what can be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rotascope.surfaces.layout import plain_table, roomy, say

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from rotascope.store.market import Held

__all__ = ["SHOWN", "print_quarantine", "print_release"]

SHOWN = 40
"""Rows listed where not all of them are asked for."""
WIDE = 100


def print_quarantine(
    console: Console, told: Sequence[Held], *, state: str = "open", everything: bool = False
) -> None:
    """How many rows each check held of each file, then the first rows, then what can be done.

    `state`: what was asked for; `everything` lists all rows.
    """
    if not told:
        say(console, "No row is held." if state == "open" else f"No row is {state}.", "head")
        return
    _print_summary(console, told, everything)
    shown = told if everything else told[:SHOWN]
    _print_rows(console, shown)
    standing = "held" if state == "open" else state
    say(console, f"{len(told):,} {standing}{_left(len(told) - len(shown))}", "head")
    if state == "open":
        say(console, "A row that is right: rotascope quarantine --release ID --why TEXT. A file that is"
                     " wrong: mend it and import it again. A file held whole that is right:"
                     " rotascope import FILE --accept WHY.")  # fmt: skip


def _left(count: int) -> str:
    if not count:
        return ""
    return f"; {count:,} of them not shown: --all lists them, --check Qnn or --file NAME fewer"


def _print_summary(console: Console, told: Sequence[Held], everything: bool) -> None:
    """One row a check and file, the most rows first; `expected` is what most of them lacked."""
    groups: dict[tuple[str, str], list[str]] = {}
    for one in told:
        groups.setdefault((one.check, one.source), []).append(one.expected)
    largest = sorted(groups.items(), key=lambda group: -len(group[1]))
    shown = largest if everything else largest[:SHOWN]
    table = plain_table(("check", ""), ("file", "fold"), ("rows", "right"), ("expected", "fold"))
    for (check, file), expected in shown:
        table.add_row(check, file, f"{len(expected):,}", Counter(expected).most_common(1)[0][0])
    console.print(roomy(table))
    if len(shown) < len(largest):
        rest = sum(len(expected) for _, expected in largest[SHOWN:])
        say(console, f"and {rest:,} rows of {len(largest) - SHOWN:,} more checks and files")
    console.print()


def _print_rows(console: Console, told: Sequence[Held]) -> None:
    """One line a row where there is room; what was expected only where it is wide: it is above."""
    wide = console.width >= WIDE
    decided = any(one.state != "open" for one in told)
    table = plain_table(
        ("id", "right"), ("check", ""), ("row", "fold"), *([("expected", "fold")] if wide else ()),
        ("found", "fold"), *([("why", "fold")] if decided else ()),
    )  # fmt: skip
    for one in told:
        table.add_row(
            str(one.id), one.check, _where(one), *([one.expected] if wide else ()), one.observed,
            *([f"{one.why} ({one.at[:10]})" if one.at else one.why] if decided else ()),
        )  # fmt: skip
    console.print(roomy(table))


def _where(one: Held) -> str:
    """'IWM 2020-03-16 (prices.csv, row 7)'; the folders of the file are in the summary."""
    return f"{one.key} ({one.source.rsplit('/', 1)[-1]}, row {one.row})"


def print_release(console: Console, told: Held, known: date) -> None:
    """What was let go, why, and the session from which on a reader has it."""
    say(console, f"{told.check} {told.source}, row {told.row} ({told.key})", "plain")
    say(console, f"released: {told.why}; known from {known}", "head")
