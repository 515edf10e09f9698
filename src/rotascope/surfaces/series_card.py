"""What is on file of one series: a card for each dataset, and the versions of its values."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from rotascope.surfaces import numbers
from rotascope.surfaces.layout import inked, joined, labelled, plain_table, roomy, say

if TYPE_CHECKING:
    from rich.console import Console

    from rotascope.terms import Data, OnFile, Vintage

__all__ = ["change", "decimals", "lines", "print_series", "title"]

PRICES = ("raw", "split", "index")
NAMES = {
    "daily": ("session", "sessions"), "weekly": ("week", "weeks"), "monthly": ("month", "months"),
    "quarterly": ("quarter", "quarters"),
}  # fmt: skip


BASES = {
    "raw": "raw: as traded; adjusted, when asked, for the splits known then",
    "split": "split: adjusted for splits, a price",
    "split+dividend": "split+dividend: also dividend-adjusted: not a price",
    "index": "index: the level of an index",
}


def print_series(console: Console, told: Data) -> None:
    """A card for each dataset that holds the series; its vintages below, where they were asked for."""
    for one in told.on_file:
        console.print(inked((f"{one.series}  ", "head"), (title(one), "plain")))
        for label, text, ink in lines(one):
            for line in labelled(label, text, console.width, ink):
                console.print(line)
        _print_vintages(console, one)
        console.print()
    say(console, f"as known on {told.as_of} · ages in sessions · store {told.store}")


def title(one: OnFile) -> str:
    """'macro · fred · daily · percent'."""
    parts = [one.table, one.dataset, one.frequency, one.unit]
    return " · ".join(part for part in parts if part)


def lines(one: OnFile) -> list[tuple[str, str, str]]:
    """(label, text, ink) of one card."""
    made = [("on file", _span(one), "plain")]
    if one.basis:
        basis = "; before, ".join(BASES.get(name, name) for name in one.basis.split(", "))
        made.append(("basis", basis, "plain" if one.basis in PRICES else "warn"))
    made.append(("known from", _rule(one), "warn" if one.assumed else "plain"))
    if one.holes is not None:
        made.append(("holes", _holes(one), "warn" if one.holes else "plain"))
    revised = numbers.plural(one.revised or 0, "row corrects", "rows correct")
    made.append(("revisions", f"{revised} an earlier one" if one.revised else "none", "plain"))
    if one.due:
        made.append(("newer rows", one.late or one.due, "warn" if one.late else "plain"))
    if one.held:
        held = numbers.plural(one.held, "row")
        made.append(("quarantine", f"{held} held: rotascope quarantine", "warn"))
    rank = "" if one.precedence is None else f"precedence {one.precedence}, the lowest is taken"
    source = joined((one.note, rank))
    return made + ([("source", source, "muted")] if source else [])


def _span(one: OnFile) -> str:
    """From when to when, how many rows, how old the newest is and since when it was known."""
    span = f"{one.first} to {one.last}" if one.last > one.first else f"{one.first}"
    rows = numbers.plural(one.rows, "row")
    if one.periods is not None and one.periods != one.rows:
        rows += f" about {numbers.plural(one.periods, 'date')}"
    age = f"{numbers.plural(one.age_sessions, 'session')} old"
    known = one.last_known
    since = f", known since {known}" if known is not None and known != one.last else ""
    return (
        f"{span}, {rows}; the newest is {age if one.age_sessions else 'of the last session'}{since}"
    )


def _rule(one: OnFile) -> str:
    if one.lag_days is not None:
        later = numbers.plural(one.lag_days, "day") + " after the period's end"
        if one.frequency == "daily":
            later = (
                numbers.plural(one.lag_days, "day") + " later" if one.lag_days else "the same day"
            )
        return f"{one.known_rule}, assumed: {later}"
    if one.known_rule.startswith("in file"):
        return f"{one.known_rule}: the source says of each row when it was known"
    return f"{one.known_rule or 'not declared'}{', assumed' if one.assumed else ''}"


def _holes(one: OnFile) -> str:
    if not one.holes:
        return "none"
    what = NAMES.get(one.frequency, ("period", "periods"))
    named = ", ".join(str(day) for day in one.missing)
    more = f" and {one.holes - len(one.missing):,} before" if one.holes > len(one.missing) else ""
    return f"{numbers.plural(one.holes, *what)} missing: {named}{more}"


def _print_vintages(console: Console, one: OnFile) -> None:
    if one.vintages_note:
        for line in labelled("vintages", one.vintages_note, console.width, "warn"):
            console.print(line)
    if not one.vintages:
        return
    table = plain_table(
        ("  period", ""), ("known from", ""), ("value", "right"), ("change", "right")
    )
    digits, change_digits = decimals(one)
    for period, versions in groupby(one.vintages, key=lambda v: v.period):
        before: float | None = None
        for n, version in enumerate(versions):
            moved = change(before, version.value, change_digits)
            value = numbers.fixed(version.value, digits)
            table.add_row("" if n else f"  {period}", _known(version), value, moved)
            before = version.value
    console.print(roomy(table))


def _known(version: Vintage) -> str:
    return f"{version.known_at} assumed" if version.assumed else str(version.known_at)


def decimals(one: OnFile) -> tuple[int, int]:
    """Decimals of the values, and of what versions changed: at most two more."""
    values = [version.value for version in one.vintages if version.value is not None]
    changes = [
        after.value - before.value
        for before, after in pairwise(one.vintages)
        if before.period == after.period and before.value is not None and after.value is not None
    ]
    digits = numbers.decimals(values, 6)
    return digits, min(numbers.decimals(changes, 4), digits + 2)


def change(before: float | None, value: float | None, digits: int) -> str:
    """What a version changed against the one before it, in the series' unit."""
    if before is None or value is None:
        return ""
    text = numbers.fixed(value - before, digits)
    return text if text.startswith(numbers.MINUS) else f"+{text}"
