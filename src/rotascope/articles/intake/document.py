"""What a door hands in: one text and what the file, the page or the feed says beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Document", "DocumentKind"]

DocumentKind = Literal["text", "html", "pdf", "feed"]


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it came, before anything is cleaned.

    `dates`: (name, ISO 8601) pairs of the page's own metadata, the surest first; never a file's
    modification time. Tables of a page stand in `text` as lines of `| cell | cell |`. What the door
    had to leave out or guess is in `notes`.
    """

    text: str
    title: str = ""
    source: str = ""
    author: str = ""
    url: str = ""
    dates: tuple[tuple[str, str], ...] = ()
    kind: DocumentKind = "text"
    notes: tuple[str, ...] = ()
