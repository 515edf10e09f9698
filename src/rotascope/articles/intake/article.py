"""From a document to an article: cleaned, without its page and its own repeats, in sentences, dated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from rotascope.articles.intake.characters import cleaned
from rotascope.articles.intake.citations import citations_of
from rotascope.articles.intake.document import Document
from rotascope.articles.intake.furniture import without_furniture
from rotascope.articles.intake.language import READS, language_name, language_of
from rotascope.articles.intake.lines import SECTIONS, heading_like, row_like
from rotascope.articles.intake.published import date_line, publication, relative_line
from rotascope.articles.intake.repeats import without_repeats
from rotascope.articles.intake.sentences import sentences_of
from rotascope.articles.intake.wrapping import is_wrapped, unwrapped
from rotascope.errors import NoAnswer
from rotascope.terms.articles import Article

__all__ = ["MOST", "article_of"]

MOST = 400_000
"""Characters of one article, some 65,000 words: a book of hundreds of pages is not one."""
BYLINE = re.compile(r"by:? (?P<name>[^\s\d][^\d|\u00b7\u2022]{1,78}?)(?: ?[|\u00b7\u2022].{0,60})?",
                    re.IGNORECASE)  # fmt: skip
STAFF = re.compile(
    r".{0,60}\b(?:team|staff|desk|editors?|newsroom|correspondent|reporter)", re.IGNORECASE
)
# Section names that a paste has glued to the sentence behind them.
GLUED = re.compile(
    rf"^({'|'.join(re.escape(name) for name in SECTIONS if ' ' in name or len(name) > 8)})(?=[A-Z])",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class _Top:
    """What stands above an article: its site's name, its title, who wrote it."""

    source: str
    title: str
    author: str
    taken: tuple[str, ...]
    text: str


def article_of(
    document: Document, *, published: date | None = None, fetched: datetime | None = None
) -> Article:
    """One article of a document. `published`: the day the user says; `fetched`: when it was had.

    Raises NoAnswer for a document without words and for one of more than 400,000 characters.
    """
    text, hidden = _bounded(document)
    if document.kind == "pdf" or (document.kind == "text" and is_wrapped(text)):
        text = unwrapped(text)
    bare = without_furniture(text)
    whole, repeats = without_repeats(GLUED.sub(r"\1\n", bare.text))
    top = _top(whole, cleaned(document.title)[0].replace("\n", " "))
    said = top.text
    if top.title and not said.startswith(top.title):
        said = f"{top.title}\n\n{said}".strip()
    if not any(char.isalnum() for char in said):
        raise NoAnswer("there is no text to read", "an article", "give it the article's own words")
    language = language_of(said)
    return Article(
        id=sha256(said.encode()).hexdigest(),
        title=top.title,
        text=said,
        sentences=sentences_of(said, top.title),
        published=publication(whole, document.dates, published, fetched),
        source=document.source or top.source,
        author=document.author or top.author,
        url=document.url,
        language=language,
        citations=citations_of(said),
        furniture=(*bare.furniture, *top.taken),
        repeats=repeats,
        printed=bare.printed,
        notes=(*document.notes, *_notes(hidden, repeats, language)),
    )


def _bounded(document: Document) -> tuple[str, int]:
    """The cleaned text and how much was hidden in it; refused before the work where it is no article."""
    n = len(document.text)
    text, hidden = cleaned(document.text) if n <= 4 * MOST else ("", 0)
    if n > 4 * MOST or len(text) > MOST:
        raise NoAnswer(
            f"the text has {n:,} characters",
            f"one article, of at most {MOST:,}",
            "cut it into its articles; nothing of it was read or stored",
        )
    return text, hidden


def _notes(hidden: int, repeats: int, language: str) -> list[str]:
    made = []
    if hidden:
        made.append(f"{hidden:,} hidden characters were taken out")
    if repeats:
        made.append(f"{repeats:,} characters say again what stands above, and are counted once")
    if language and language not in READS:
        made.append(
            f"the text is in {language_name(language)}, which is not read: no tone, names or claims"
        )
    return made


def _top(text: str, title: str) -> _Top:
    """Take the site's name, the byline and the time off the first lines; the title stays in the text.

    Only lines before the first prose count. "By", a desk's or a team's name, a date or "11 hours ago"
    make a byline.
    """
    lines = text.split("\n")
    head = []
    for place, line in enumerate(lines[:30]):
        if line.strip() and not _short(line):
            break
        head += [place] if line.strip() else []
    source, author, taken = "", "", []
    for place in head:
        said = lines[place].strip()
        name = _author(said)
        if name or relative_line(said) or (date_line(said) and len(said.split()) <= 8):
            author = author or name
            taken.append(place)
    left = [place for place in head if place not in taken and _plain_heading(lines[place])]
    if not title and left and (taken or len(left) > 1 or left[0] == 0):
        first = lines[left[0]].strip()
        if len(left) > 1 and len(first.split()) <= 2 and left[1] - left[0] <= 3:
            source = first
            taken.append(left.pop(0))
            first = lines[left[0]].strip()
        title = first if len(first.split()) > 2 and left[0] <= 4 else ""
    kept = "\n".join(line for place, line in enumerate(lines) if place not in taken)
    return _Top(source, title, author, tuple(lines[place].strip() for place in taken), kept.strip())


def _short(line: str) -> bool:
    said = line.strip()
    return len(said) <= 160 and not row_like(said) and not said.endswith((".", "!", "\u2026"))


def _plain_heading(line: str) -> bool:
    said = line.strip()
    return heading_like(said) and said.casefold().strip(":") not in SECTIONS


def _author(line: str) -> str:
    """'Jane Doe' of 'By Jane Doe | 9 June 2026', 'X Editorial Team' of itself; "" for other lines."""
    if len(line) > 100:
        return ""
    found = BYLINE.fullmatch(line)
    if found:
        return found["name"].strip(" ,") if len(found["name"].split()) <= 8 else ""
    return line if STAFF.fullmatch(line) and len(line.split()) <= 6 else ""
