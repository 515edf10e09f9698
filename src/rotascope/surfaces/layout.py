"""Lines of text for a terminal: wrapping that keeps a number with its unit, labels, two columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

__all__ = [
    "LABEL",
    "columns",
    "fitted",
    "inked",
    "joined",
    "labelled",
    "plain_table",
    "roomy",
    "say",
    "two_inks",
    "wrapped",
]

LABEL = 18
TIES = ((" %", "\u00a0%"), (" / ", "\u00a0/\u00a0"), (" in 100", "\u00a0in\u00a0100"))


def inked(*parts: tuple[str, str]) -> Text:
    """One line of (text, ink) parts; inks are names in the theme."""
    from rich.text import Text

    from rotascope.figures.theme import INKS  # pictures are not loaded for `--help`

    line = Text(no_wrap=True)
    for text, ink in parts:
        line.append(text, style=INKS[ink])
    return line


def wrapped(text: str, width: int, most: int = 0) -> list[str]:
    """Lines of at most `width`; beyond `most` lines (0 = any number) the last one ends in an ellipsis."""
    for loose, tied in TIES:
        text = text.replace(loose, tied)
    lines = textwrap.wrap(text, max(width, 12), break_on_hyphens=False) or [""]
    if most and len(lines) > most:
        last = textwrap.shorten(" ".join(lines[most - 1 :]), max(width, 12), placeholder=" …")
        lines = [*lines[: most - 1], last]
    return [line.replace("\u00a0", " ") for line in lines]


def labelled(label: str, text: str, width: int, ink: str = "plain", most: int = 0) -> list[Text]:
    """A paragraph beside its label; at narrow widths the same, only longer."""
    lines = wrapped(text, width - LABEL - 2, most)
    heads = [label, *[""] * (len(lines) - 1)]
    return [
        inked((f"  {head:<{LABEL}}", "head"), (line, ink))
        for head, line in zip(heads, lines, strict=True)
    ]


def fitted(items: Sequence[str], width: int, most: int, rest: str) -> str:
    """Items joined by ' · ', as many as fit into `most` lines; then how many are left, and `rest`."""
    for kept in range(len(items), 0, -1):
        left = len(items) - kept
        tail = f" · and {left} more: {rest}" if left else ""
        text = " · ".join(items[:kept]) + tail
        if kept == 1 or len(wrapped(text, width - LABEL - 2)) <= most:
            return text
    return ""


def two_inks(first: str, second: str, width: int, most: int) -> list[list[tuple[str, str]]]:
    """One paragraph of two sentences, the second one muted, as lines of (text, ink) parts.

    Where it is too long for `most` lines the first sentence gives way: what chance shows must stay.
    """
    words = first.split()
    while len(words) > 4 and len(wrapped(f"{first} · {second}", width)) > most:
        words = words[:-1]
        first = " ".join(words).rstrip(",;:") + " …"
    left = len(first)
    made = []
    for line in wrapped(f"{first} · {second}", width, most):
        cut = max(min(left, len(line)), 0)
        made.append([(line[:cut], "plain"), (line[cut:], "muted")])
        left -= len(line) + 1
    return made


def columns(left: Sequence[Text], right: Sequence[Text], width: int) -> list[Text]:
    """Two blocks side by side, the right one starting at half the width."""
    half = width // 2
    made = []
    for place in range(max(len(left), len(right))):
        line = left[place].copy() if place < len(left) else inked()
        if place < len(right):
            line.append(" " * max(half - line.cell_len, 1))
            line.append_text(right[place])
        made.append(line)
    return made


def joined(parts: Iterable[str]) -> str:
    """Sentences that say something, joined by a middle dot."""
    return " · ".join(part for part in parts if part)


def plain_table(*columns: tuple[str, str]) -> Table:
    """A plain table of (heading, kind) columns.

    kind: "right" for numbers, "fold" for text that goes on in the next line, "cut" for names that end in
    an ellipsis where there is no room, "" for what is short.
    """
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    for name, kind in columns:
        table.add_column(
            name,
            justify="right" if kind == "right" else "left",
            no_wrap=kind not in ("fold", "cut"),
            overflow="ellipsis" if kind == "cut" else "fold",
        )
    return table


def roomy(table: Table) -> Table:
    """The table once it is filled: its numbers never lose a digit, however narrow the console is."""
    for column in table.columns:
        if column.justify == "right":
            column.min_width = max(len(str(text)) for text in (column.header, *column.cells))
    return table


def say(console: Console, text: str, ink: str = "muted") -> None:
    """One paragraph, folded at the console's width; inks are names in the theme."""
    line = inked((text, ink))
    line.no_wrap = False
    console.print(line)
