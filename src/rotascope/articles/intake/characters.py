"""Text of a stranger made readable: no hidden characters, one kind of blank, hyphen and line end."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["cleaned"]

# Controls but tab and newline, direction marks, zero-width and tag characters, private ones, halves of
# surrogate pairs and variation selectors: none of them is read, all of them can hide something.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
LINE_ENDS = re.compile("\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
TAKEN_FOR = {
    **dict.fromkeys(map(ord, "\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
                             "\u2009\u200a\u202f\u205f\u3000"), " "),
    **dict.fromkeys(map(ord, "\u2010\u2011\ufe63\uff0d"), "-"),
    ord("\ufb00"): "ff", ord("\ufb01"): "fi", ord("\ufb02"): "fl", ord("\ufb03"): "ffi",
    ord("\ufb04"): "ffl", ord("\uff05"): "%", ord("\uff04"): "$",
}  # fmt: skip
BLANKS = re.compile(" {2,}")
ROOM = re.compile("\n{3,}")
PILED = 8


def cleaned(text: str) -> tuple[str, int]:
    """(the text, how many hidden characters were taken out).

    Line ends are newlines, at most one empty line follows another, runs of blanks are one blank, every
    hyphen and blank is the plain one; dashes, quotes and signs of mathematics stay as printed. Tabs
    become ' | ', which is what they mean in a pasted table. Composed letters (NFC).
    """
    text = LINE_ENDS.sub("\n", text)
    bare = HIDDEN.sub("", text)
    hidden = len(text) - len(bare)
    lines = (_line(line) for line in _composed(bare).split("\n"))
    return ROOM.sub("\n\n", "\n".join(lines)).strip(), hidden


def _line(line: str) -> str:
    row = line.strip(" \t")
    if "\t" in row:
        row = " | ".join(cell.strip() for cell in row.split("\t"))
    return BLANKS.sub(" ", row.translate(TAKEN_FOR)).strip()


def _composed(text: str) -> str:
    """NFC, after marks that pile up on one letter are cut to a few: composing is slow on thousands."""
    if text.isascii():
        return text
    kept, piled = [], 0
    for char in text:
        piled = piled + 1 if unicodedata.combining(char) else 0
        if piled <= PILED:
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))
