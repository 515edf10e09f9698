"""Readings on a terminal: by family, a line of figures each, the finding and what noise would show below.

Two hundred findings do not fit beside their figures in a table: as paragraphs they can be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rotascope.surfaces import numbers, wording
from rotascope.surfaces.layout import inked, say, wrapped
from rotascope.terms import FAMILIES, Reading

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_signals"]

SPARK = "▁▂▃▄▅▆▇█"
INDENT = 6
WIDEST = 120  # a longer line is hard to follow
NAME, VALUE, SHARE, COUNT = 30, 15, 6, 8


def print_signals(console: Console, told: Sequence[Reading]) -> None:
    """Every reading under its family: value, percentile, n, lean; then its finding, or why none."""
    for family in FAMILIES:
        group = [one for one in told if one.family == family]
        if group:
            _print_family(console, family, group)
    if told:
        answered = sum(one.status == "ok" for one in told)
        say(
            console,
            f"{answered} of {len(told)} measurable as of {told[0].as_of} · pct = percentile in its"
            f" own past, n = values in it · why {told[0].key}",
        )


def _print_family(console: Console, family: str, group: Sequence[Reading]) -> None:
    answered = sum(one.status == "ok" for one in group)
    console.print(
        inked((f"{family.upper():<{NAME + 2}}", "head"),
              (f"{'value':>{VALUE}}{'pct':>{SHARE}}{'n':>{COUNT}}  leans to", "muted")),
    )  # fmt: skip
    for one in sorted(group, key=lambda one: one.status != "ok"):
        if one.status == "ok":
            _print_answer(console, one)
        else:
            _print_silence(console, one)
    if len(group) > 1:
        say(console, f"{answered} of {len(group)} of {family} with an answer", "muted")
    console.print()


def _print_answer(console: Console, one: Reading) -> None:
    share = numbers.percent(one.percentile)
    figures = f"{numbers.value(one):>{VALUE}}{share:>{SHARE}}{one.n_obs:>{COUNT},}"
    # A name too long for its column takes from the blanks before the value.
    room = max(NAME + VALUE + SHARE + COUNT - len(one.signal), len(figures.lstrip()) + 1)
    console.print(
        inked((f"  {one.signal}", "plain"), (figures.lstrip().rjust(room), "plain"),
              (f"  {_leans(one)}", "plain"))
    )  # fmt: skip
    _paragraph(console, _finding(one), "plain")
    if one.null and one.null.statement not in one.text:
        _paragraph(console, f"noise: {one.null.statement}", "muted")


def _print_silence(console: Console, one: Reading) -> None:
    why = f"{one.status.replace('_', ' ')}: {one.reason}"
    console.print(inked((f"  {one.signal}", "muted")))
    _paragraph(console, why, "muted")


def _paragraph(console: Console, text: str, ink: str) -> None:
    for line in wrapped(text, min(console.width, WIDEST) - INDENT):
        console.print(inked((" " * INDENT + line, ink)))


def _leans(one: Reading) -> str:
    if one.lean is None:
        return numbers.NONE
    return f"{wording.lean_glyph(one.lean)} {wording.leans_to(one)}"


def _finding(one: Reading) -> str:
    """The finding, its age where it is not of today, its line of history where that was asked for."""
    age = numbers.plural(one.age_sessions, "session") if one.age_sessions else ""
    age = "" if not age or f"{age} old" in one.text else f"newest input {age} ago"
    line = _spark(one.history.values[-252:]) if one.history else ""
    return " · ".join(part for part in (one.text or one.title, age, line) if part)


def _spark(values: Sequence[float], width: int = 24) -> str:
    """The shape of the last values in one line of blocks."""
    if len(values) < 2:
        return ""
    step = max(len(values) // width, 1)
    shown = [*values[:-1:step], values[-1]]
    low, high = min(shown), max(shown)
    reach = (high - low) or 1.0
    return "".join(SPARK[round((x - low) / reach * (len(SPARK) - 1))] for x in shown)
