"""The terminal: its width, its colours if it has any, and a sign of life during long work."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rotascope.plain import one_line, plain

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["PIPE_WIDTH", "screen", "working"]

PIPE_WIDTH = 110


def _screen_class() -> type[Console]:
    """A console through which no text of others can move the cursor, ring or turn around."""
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

    class Screen(Console):
        def render(
            self, renderable: RenderableType, options: ConsoleOptions | None = None
        ) -> Iterable[Segment]:
            for text, style, control in super().render(renderable, options):
                yield Segment(text if control else plain(text), style, control)

    return Screen


def screen(width: int | None = None) -> Console:
    """A console on stdout. NO_COLOR is honoured; a pipe gets plain text 110 wide (or COLUMNS)."""
    if width is None and not sys.stdout.isatty() and not os.environ.get("COLUMNS"):
        width = PIPE_WIDTH
    return _screen_class()(width=width, highlight=False, markup=False, emoji=False)


@contextmanager
def working(opening: str) -> Iterator[Callable[[str], None]]:
    """Yield `progress(sentence)`, called once per piece of work; nothing shows before the first call.

    `opening` is printed on stderr when work begins ("" = nothing). On a terminal a bar follows the
    sentences; in a pipe there is none.
    """
    if not sys.stderr.isatty():
        begun: list[str] = []

        def once(_sentence: str) -> None:
            if opening and not begun:
                begun.append(opening)
                print(opening, file=sys.stderr, flush=True)

        yield once
        return
    with _bar(opening) as advance:
        yield advance


@contextmanager
def _bar(opening: str) -> Iterator[Callable[[str], None]]:
    """A bar of unknown length on stderr, started by the first sentence, gone at the end."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TimeElapsedColumn(),
        BarColumn(12),
        TextColumn("{task.completed:.0f} done · {task.description}", markup=False),
    )
    bar = Progress(*columns, console=_screen_class()(stderr=True), transient=True)
    task = bar.add_task("", total=None, start=False)

    def advance(sentence: str) -> None:
        if not bar.live.is_started:
            if opening:
                bar.console.print(opening, highlight=False)
            bar.start()
            bar.start_task(task)
        room = max(bar.console.width - 36, 20)
        bar.update(task, advance=1, description=one_line(sentence)[:room])

    try:
        yield advance
    finally:
        bar.stop()
