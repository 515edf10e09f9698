"""Lines that were broken by width alone, in a PDF or a letter, put together again."""

from __future__ import annotations

from rotascope.articles.intake.lines import MARKERS, row_like

__all__ = ["is_wrapped", "unwrapped"]

NARROW, WIDE = 45, 130
LEAST_LINES = 6
ENDS = (".", "!", "?", ":", "\u2026", "\u201d", '"')


def is_wrapped(text: str) -> bool:
    """Whether a plain text was broken at a width: most of its full lines go on in the next one.

    Six lines at least, of which half are 45 to 130 characters long and followed by a small letter.
    """
    lines = text.split("\n")
    full = [place for place, line in enumerate(lines[:-1]) if NARROW <= len(line) <= WIDE]
    if len(full) < LEAST_LINES:
        return False
    on = sum(lines[n + 1][:1].islower() or lines[n + 1][:1].isdigit() for n in full)
    open_ended = sum(not lines[n].endswith(ENDS) and bool(lines[n + 1]) for n in full)
    return 2 * open_ended > len(full) and 3 * on > len(full)


def unwrapped(text: str) -> str:
    """Each paragraph on one line. A line goes on where it is nearly as long as the longest and the next
    is no item, row or heading; a hyphen at its end is taken out between two small letters.
    """
    lines = text.split("\n")
    width = max((len(line) for line in lines if len(line) <= WIDE), default=0)
    made: list[str] = []
    before = ""
    for line in lines:
        if made and line and before and _goes_on(before, line, width):
            made[-1] = _joined(made[-1], line)
        else:
            made.append(line)
        before = line
    return "\n".join(made)


def _goes_on(before: str, line: str, width: int) -> bool:
    if MARKERS.match(line) or row_like(line) or row_like(before):
        return False
    if line[:1].islower():
        return True
    # A last line is short; a full one that ends a sentence may still be followed by the next one.
    return len(before) >= 0.75 * width and len(before) >= NARROW


def _joined(said: str, line: str) -> str:
    if said.endswith("-") and said[-2:-1].islower() and line[:1].islower():
        return said[:-1] + line
    return f"{said} {line}"
