"""Other people's HTML as plain text: no tags, no scripts, no characters that hide or turn around."""

from __future__ import annotations

import unicodedata
from html.parser import HTMLParser

__all__ = ["feed", "plain"]

HIDDEN = ("script", "style", "template", "noscript")
ROUNDS = 3


def feed(parser: HTMLParser, text: str) -> None:
    """Run a parser over a page, whatever the page holds.

    Python's parser stops with an assertion at `<![word[` (a marked section of SGML): a blank makes a
    comment of it, which is what browsers see.
    """
    parser.feed(text.replace("<![", "<! ["))
    parser.close()


class _Text(HTMLParser):
    """Collects text outside of what is not for reading."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block parts words; a script is not read."""
        self._hidden += tag in HIDDEN
        self.said.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """A script ends."""
        self._hidden = max(self._hidden - (tag in HIDDEN), 0)
        self.said.append(" ")

    def handle_data(self, data: str) -> None:
        """Text."""
        if not self._hidden:
            self.said.append(data)


def plain(text: str, most: int) -> str:
    """At most `most` characters of plain text, blanks in one; no tags, not even those written twice
    escaped, no control characters, no characters that turn the direction of writing or show nothing.
    """
    text = text[: 4 * most]
    for _ in range(ROUNDS):
        if "<" not in text and "&" not in text:
            break
        parser = _Text()
        feed(parser, text)
        text = "".join(parser.said)
    shown = "".join(" " if c in "\t\n\r" else c for c in text if _shown(c))
    return " ".join(shown.split())[:most].strip()


def _shown(character: str) -> bool:
    return character in "\t\n\r" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co")
