"""Other people's HTML, taken apart in one pass: tags and text, and text alone.

Python's own parser needs time that grows with the square of what is not closed (40 kB of `<a ` take
it nine seconds here) and stops with an assertion at `<![word[`; a page of a stranger may hold both.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

__all__ = ["pieces", "plain"]

TAG = re.compile(r"<([A-Za-z/!?][^<>]*+)>")
OPEN = re.compile(r"<(?=[A-Za-z/!?])")
NAME = re.compile(r"/?[A-Za-z][A-Za-z0-9]*")
HIDDEN = ("script", "style", "template", "noscript", "title")
ROUNDS = 3


def pieces(page: str) -> Iterator[tuple[str, str, str]]:
    """(text before the tag, the tag's name in small letters, '/div' for its end, its attributes).

    Text keeps its character references. What follows the last tag comes with an empty name; comments
    are left out. A `>` inside an attribute ends its tag early, which shows as a piece of text.
    """
    at = 0
    page = _without_comments(page)
    for found in TAG.finditer(page):
        name = NAME.match(found[1])
        before, at = page[at : found.start()], found.end()
        yield before, name[0].lower() if name else "", found[1][name.end() :] if name else ""
    yield page[at:], "", ""


def _without_comments(page: str) -> str:
    kept, at = [], 0
    while (start := page.find("<!--", at)) >= 0:
        kept.append(page[at:start])
        end = page.find("-->", start + 4)
        if end < 0:
            return "".join(kept)  # what browsers do with a comment that never ends
        at = end + 3
    return "".join([*kept, page[at:]])


def plain(text: str, most: int) -> str:
    """At most `most` characters of plain text, runs of blanks as one.

    No tags, not even those that were escaped twice, nothing of scripts, no control characters, none
    that turn the direction of writing or show nothing.
    """
    text = _shown(text[: 4 * most])
    for _ in range(ROUNDS):
        if "<" not in text and "&" not in text:
            break
        text = _shown(html.unescape(OPEN.sub("", _read(text))))
    return " ".join(OPEN.sub("", text).split())[:most].strip()


def _read(text: str) -> str:
    """The text between tags; what stands inside a script or a style is not for reading."""
    said, hidden = [], ""
    for before, name, _ in pieces(text):
        if not hidden:
            said.append(before)
        if name in HIDDEN and not hidden:
            hidden = name
        elif name == f"/{hidden}":
            hidden = ""
    return " ".join(said)


def _shown(text: str) -> str:
    """Without control, format, surrogate and private characters; line ends and tabs are blanks."""
    blanks = text.translate({9: " ", 10: " ", 13: " "})
    return "".join(c for c in blanks if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))
