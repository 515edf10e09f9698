"""Text of others, made safe to show: no control, no invisible, no direction-changing characters.

A file name, a security's name or a headline may hold an escape sequence that rewrites a terminal, or
marks that make text read backwards. What is taken out leaves a visible sign.
"""

from __future__ import annotations

import re

__all__ = ["SIGN", "cell", "plain"]

SIGN = "\N{REPLACEMENT CHARACTER}"
# C0 but tab and newline, DEL, C1; zero-width and direction marks; tag characters; lone surrogates.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain(text: str) -> str:
    """The text with every hidden character replaced by a sign that can be seen."""
    return _HIDDEN.sub(SIGN, text)


def cell(text: str) -> str:
    """The text for a cell of a spreadsheet or CSV file: never a formula.

    A cell that starts with = + - @ TAB or CR gets an apostrophe before it (OWASP). Numbers are no
    text and do not come here.
    """
    shown = plain(text)
    return f"'{shown}" if text.startswith(_FORMULA) or shown.startswith(_FORMULA) else shown
