"""A PDF file as plain text, page after page. Nothing in it is run, opened or followed."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from rotascope.errors import BadFile

__all__ = ["PAGES", "SIZE", "printed"]

SIZE, PAGES = 25_000_000, 60
"""Bytes of a file, and pages of it that are read."""
NUMBER = re.compile(r"\d+")
MARGIN = 2


def printed(path: Path) -> dict[str, Any]:
    """title, author, text and notes of a PDF. What stands on most pages alike (a header, a page number)
    is left out; the file's own dates are when it was made, not published, and are not handed on.

    Raises BadFile for a file that is locked, holds no text (a scan) or is no PDF.
    """
    from pypdf import PdfReader  # 0.1 s; only PDF files need it
    from pypdf.errors import PyPdfError

    size = path.stat().st_size
    if size > SIZE:
        raise BadFile(
            f"{path.name}: a PDF of {size:,} bytes", f"at most {SIZE:,}", "its text alone"
        )
    try:
        reader = PdfReader(path, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise BadFile(f"{path.name}: a PDF with a password", "one without", "print it anew")
        pages = [page.extract_text() or "" for page in reader.pages[:PAGES]]
        about, count = reader.metadata, len(reader.pages)
        title, author = (str(getattr(about, name, "") or "") for name in ("title", "author"))
    except PyPdfError as trouble:
        raise BadFile(
            f"{path.name}: no PDF that can be read ({str(trouble)[:80]})", "a PDF", "its text alone"
        ) from None
    text = _text(pages)
    if not text:
        raise BadFile(f"{path.name}: a PDF without text", "text, not a scan", "recognise it first")
    notes = [f"the first {PAGES} of {count} pages were read"] if count > PAGES else []
    return {"title": title[:500], "author": author[:200], "text": text, "notes": notes}


def _text(pages: list[str]) -> str:
    """The pages' text; with their margins where little else would be left."""
    bare = "\n\n".join(_without_margins(pages)).strip()
    whole = "\n\n".join(page.strip() for page in pages).strip()
    return bare if 2 * len(bare) > len(whole) else whole


def _without_margins(pages: list[str]) -> list[str]:
    """The pages without the lines that most of them begin or end with, numbers apart."""
    lines = [[line.strip() for line in page.split("\n") if line.strip()] for page in pages]
    seen = Counter(
        _shape(line) for page in lines for line in {*page[:MARGIN], *page[-MARGIN:]}
    )  # fmt: skip
    often = {shape for shape, n in seen.items() if n >= 3 and n > len(pages) / 2}
    made = []
    for page in lines:
        head = [line for line in page[:MARGIN] if _shape(line) not in often]
        rest = page[MARGIN:]
        foot = [line for line in rest[-MARGIN:] if _shape(line) not in often]
        made.append("\n".join([*head, *rest[: max(len(rest) - MARGIN, 0)], *foot]))
    return made


def _shape(line: str) -> str:
    return NUMBER.sub("#", line)
