"""From a file's bytes to a document: what it is, told by its content; never by its name.

Plain text is read here. Pages, PDF files and feeds are parsed in the bounded process of
`ingest.limited`; what is none of these is refused with a word on what it seems to be.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from typing import Any

from rotascope.articles.intake.document import Document, DocumentKind
from rotascope.errors import BadArgument, BadFile, NoAnswer
from rotascope.ingest.limited import ask, frame_of
from rotascope.plain import path_text
from rotascope.providers.limits import plain_file

__all__ = ["MOST_BYTES", "document_at", "kind_of"]

MOST_BYTES = 25_000_000
HEAD, TRIED = 4_096, 200_000
BINARY = (
    (b"PK\x03\x04", "a ZIP archive or an office document"), (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"), (b"\xfd7zXZ", "an xz archive"), (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"), (b"\x28\xb5\x2f\xfd", "a zstd archive"), (b"\x7fELF", "a program"),
    (b"MZ", "a program"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"), (b"RIFF", "sound or a picture"), (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"), (b"\xd0\xcf\x11\xe0", "an old office document"),
)  # fmt: skip
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
PAGE = re.compile(
    r"<(?:!doctype html|html|head|body|article|main|section|div|p|h1|h2|table|script|style|meta|title"
    r"|span|ul|ol|img|a|iframe|svg|b|i|br)[\s>/]",
    re.IGNORECASE,
)
FEED = re.compile(r"<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
ENTITY = re.compile(r"&[A-Za-z]\w{0,30};")
EXPECTED = "plain text, a page of HTML, a PDF or a feed"


def document_at(path: Path, item: int = 0, url: str = "") -> Document:
    """The document in a file. `item` of a feed, counted from 1; `url`: where it was fetched from.

    Raises BadFile for what is no text or takes more than a file may, NoAnswer for an empty one.
    """
    size, name = plain_file(path), path_text(Path(path.name))
    if size > MOST_BYTES:
        raise BadFile(f"{name}: {size:,} bytes", f"an article of at most {MOST_BYTES:,}",
                      "the article alone")  # fmt: skip
    raw = path.read_bytes()
    kind = kind_of(raw, name)
    if item and kind != "feed":
        raise BadArgument(f"--item {item} of {name}", "a feed", "leave it out")
    if kind == "feed":
        return _item(path, item)
    if kind in ("html", "pdf"):
        told = ask("page" if kind == "html" else "pdf", path)[0]
        return _told(told, kind, url)
    return Document(_decoded(raw, name), url=url)


def kind_of(raw: bytes, name: str) -> DocumentKind:
    """What some bytes are: text, html, pdf or feed. Raises NoAnswer for none, BadFile for no text."""
    if not raw.strip(b" \t\r\n\0"):
        raise NoAnswer(f"{name} is empty", "an article", "check the file")
    if b"%PDF-" in raw[:1024]:
        return "pdf"
    seems = next((what for magic, what in BINARY if raw.startswith(magic)), "")
    marked = raw.startswith(tuple(mark for mark, _ in MARKS))
    if seems or (b"\0" in raw[:TRIED] and not marked):
        raise BadFile(f"{name}: {seems or 'no text'}", EXPECTED, "unpack it, or save its text")
    start = _decoded(raw[:HEAD], name, whole=False).lstrip("\ufeff \t\r\n")
    if not start.startswith("<"):
        return "text"
    if FEED.search(start):
        return "feed"
    return "html" if PAGE.search(start) or start.startswith("<?xml") else "text"


def _decoded(raw: bytes, name: str, *, whole: bool = True) -> str:
    """The text: by its mark, as UTF-8, else as Windows wrote it, if that makes sense of it."""
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return _sensible(raw.decode(encoding, "replace"), name)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as trouble:
        if not whole and trouble.start > len(raw) - 4:
            return raw[: trouble.start].decode("utf-8")
    return _sensible(raw.decode("cp1252", "replace"), name, most_foreign=3)


def _sensible(said: str, name: str, most_foreign: int = 0) -> str:
    """What was decoded, if it makes sense. Raises BadFile for a heap of signs, whatever its mark says.

    At most one in a hundred may be none at all; `most_foreign`: at most one in so many beyond ASCII.
    """
    head = said[:TRIED]
    odd = sum(
        not (char.isprintable() or char.isspace() or char == "\ufeff") or char == "\ufffd"
        for char in head
    )
    foreign = sum(char > "\x7f" for char in head)
    if (odd > 1 and odd * 100 > len(head)) or foreign * most_foreign > len(head):
        raise BadFile(
            f"{name}: no text in any encoding that is tried", EXPECTED, "save it as UTF-8"
        )
    return said


def _told(told: dict[str, Any], kind: DocumentKind, url: str) -> Document:
    """What the bounded process said of a page or a PDF."""
    return Document(
        text=_expanded(str(told["text"])),
        title=_expanded(str(told.get("title") or "")),
        source=str(told.get("source") or ""),
        author=str(told.get("author") or ""),
        url=url or _address(str(told.get("url") or "")),
        dates=tuple((str(name), str(value)) for name, value in told.get("dates") or ()),
        kind=kind,
        notes=tuple(str(note) for note in told.get("notes") or ()),
    )


def _expanded(said: str) -> str:
    """The text without names of entities that only its own page declared: they stand for nothing."""
    return ENTITY.sub(lambda one: "" if unescape(one[0]) == one[0] else one[0], said)


def _address(said: str) -> str:
    return said if said.startswith(("http://", "https://")) else ""


def _item(path: Path, item: int) -> Document:
    """One entry of a feed, the first if nobody says which."""
    rows = frame_of("news", path, {}).to_dicts()
    if not rows:
        raise NoAnswer(
            f"{path_text(Path(path.name))}: a feed without entries", "one entry", "try it later"
        )
    if item > len(rows):
        raise BadArgument(f"--item {item}", f"1 to {len(rows)}", _listed(rows))
    row = rows[max(item, 1) - 1]
    notes: tuple[str, ...] = ()
    if len(rows) > 1 and not item:
        notes = (f"the first of {len(rows)} entries of the feed; --item N reads another",)
    published = str(row["published"] or "")
    return Document(
        text=_expanded(str(row["summary"] or row["title"] or "")),
        title=_expanded(str(row["title"] or "")),
        source=str(row["source"] or ""),
        url=str(row["url"] or ""),
        dates=(("published", published),) if published else (),
        kind="feed",
        notes=notes,
    )


def _listed(rows: Iterable[dict[str, Any]]) -> str:
    return "; ".join(
        f"{n} {str(row['title'])[:40]}" for n, row in zip(range(1, 6), rows, strict=False)
    )
