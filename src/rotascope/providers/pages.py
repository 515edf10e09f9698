"""A page of HTML as an article's plain text: what its readers read, and the dates its head names.

Nothing of a page is executed, fetched or followed. trafilatura tells the article from the page; the
dates are read here, for it would guess one from anywhere.
"""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path
from typing import Any

from rotascope.errors import BadFile
from rotascope.providers.plain import pieces

__all__ = ["SIZE", "page"]

SIZE = 6_000_000
"""Bytes of one page."""
PARTS, FOUND, START = 200_000, 20, 4_096
DTD_END = re.compile(rb"\][ \t\r\n]{0,20}>")
HEADS = (
    ("meta[@property='article:published_time']", "content"),
    ("meta[@itemprop='datePublished']", "content"),
    ("meta[@name='article:published_time']", "content"),
    ("meta[@name='datePublished']", "content"),
    ("meta[@name='pubdate']", "content"),
    ("meta[@name='parsely-pub-date']", "content"),
    ("meta[@name='dc.date.issued' or @name='DC.date.issued']", "content"),
    ("meta[@name='citation_publication_date']", "content"),
    ("time[@itemprop='datePublished' or @pubdate]", "datetime"),
)
LINKED = re.compile(r'"datePublished"\s{0,8}:\s{0,8}"([^"\\]{6,40})"')
NAME = re.compile(r"@\w+='([^']+)'")
BLOCKS = "p div br li ul ol tr table h1 h2 h3 h4 h5 h6 section article header footer blockquote"
UNSAID = ("script", "style", "template", "noscript", "head", "nav", "svg", "iframe", "object")


def page(path: Path) -> dict[str, Any]:
    """title, author, source, url, text and dates (pairs of name and value) of a page.

    Tables are lines of `| cell | cell |`. Raises BadFile for more than 6 MB and for a page without text.
    """
    size = path.stat().st_size
    if size > SIZE:
        raise BadFile(
            f"{path.name}: a page of {size:,} bytes", f"at most {SIZE:,}", "its text alone"
        )
    raw = _without_dtd(path.read_bytes())
    told = _extracted(raw)
    if len(told["text"].split()) < 5:
        told["text"] = _all_text(raw)
        told["notes"] = ["no article stands out on the page: all of its text was taken"]
    if not told["text"].strip():
        raise BadFile(
            f"{path.name}: a page without text", "an article", "the page itself, not its frame"
        )
    return told


def _without_dtd(raw: bytes) -> bytes:
    """The page without what its DOCTYPE declares between [ and ]>: entities, which nobody expands."""
    start = raw[:START].lower().find(b"<!doctype")
    opened, closed = raw.find(b"[", max(start, 0)), raw.find(b">", max(start, 0))
    if start < 0 or not 0 <= opened < closed:
        return raw
    end = DTD_END.search(raw, opened)
    return raw[:start] + raw[end.end() :] if end else raw


def _extracted(raw: bytes) -> dict[str, Any]:
    import trafilatura  # 0.3 s; only pages of others need it
    from trafilatura.utils import load_html

    tree = load_html(raw)
    told: dict[str, Any] = {"title": "", "author": "", "source": "", "url": "", "text": ""}
    told |= {"dates": [], "notes": []}
    if tree is None or len(list(islice(tree.iter(), PARTS))) == PARTS:
        return told
    told["dates"] = _dates(tree, raw)
    found: Any = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, with_metadata=True
    )
    if found is None:
        return told
    names = (("title", "title"), ("author", "author"), ("source", "sitename"), ("url", "url"))
    told |= {ours: str(getattr(found, theirs) or "")[:2_000] for ours, theirs in names}
    return told | {"text": str(found.text or "")}


def _dates(tree: Any, raw: bytes) -> list[list[str]]:
    """What the page's head says of its publication, in the order in which it is believed."""
    made = []
    for where, attribute in HEADS:
        for value in tree.xpath(f"//{where}/@{attribute}")[:FOUND]:
            named = NAME.search(where)
            made.append([named[1] if named else "time", str(value)[:40]])
    for script in tree.xpath("//script[@type='application/ld+json']/text()")[:FOUND]:
        made += [
            ["datePublished", value] for value in LINKED.findall(str(script)[:200_000])[:FOUND]
        ]
    return made


def _all_text(raw: bytes) -> str:
    """Everything between the tags, a line a block; nothing of scripts and styles."""
    import html

    said: list[str] = []
    hidden = ""
    for before, name, _ in pieces(raw.decode("utf-8", "replace")):
        if not hidden:
            said.append(html.unescape(before))
        if name in UNSAID and not hidden:
            hidden = name
        elif name == f"/{hidden}":
            hidden = ""
        if name.lstrip("/") in BLOCKS.split():
            said.append("\n")
    lines = (" ".join(line.split()) for line in "".join(said).split("\n"))
    return "\n".join(line for line in lines if line)
