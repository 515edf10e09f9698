"""Text of others, made safe to show: no control, no invisible, no direction-changing characters.

A file name, a security's name or a headline may hold an escape sequence that rewrites a terminal, or
marks that make text read backwards. What is taken out leaves a visible sign.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

__all__ = ["SIGN", "cell", "escaped", "one_line", "path_text", "plain"]

SIGN = "\N{REPLACEMENT CHARACTER}"
# C0 but tab and newline, DEL, C1; zero-width and direction marks; tag characters; lone surrogates.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
# Some spreadsheets take the full-width signs of East Asian keyboards for the plain ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def plain(text: str) -> str:
    """The text with every hidden character replaced by a sign that can be seen."""
    return _HIDDEN.sub(SIGN, text)


def one_line(text: str) -> str:
    """As `plain`, on one line: newlines and tabs become blanks."""
    return plain(text).replace("\n", " ").replace("\t", " ")


def path_text(path: Path) -> str:
    """A path as text that can be printed and stored, on one line.

    Bytes that are no UTF-8 and hidden characters become the sign, newlines and tabs too: two names
    that differ only there read alike, so it is never used to open a file.
    """
    shown = plain(os.fsencode(path).decode("utf-8", "replace"))
    return shown.replace("\n", SIGN).replace("\t", SIGN)


def escaped(json_text: str) -> str:
    """JSON text with every hidden character as its escape: the same value, and nothing hidden.

    Such characters stand only inside the strings of JSON text, where an escape means the same.
    """
    return _HIDDEN.sub(lambda found: json.dumps(found[0])[1:-1], json_text)


def cell(text: str) -> str:
    """The text for a cell of a spreadsheet or CSV file: never a formula.

    A cell that starts with = + - @ (full-width ones too), TAB, CR or LF gets an apostrophe
    before it (OWASP). Numbers are no text and do not come here.
    """
    shown = plain(text)
    return f"'{shown}" if text.startswith(_FORMULA) or shown.startswith(_FORMULA) else shown
