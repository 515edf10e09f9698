"""From a document to an article: cleaned, without its page and its own repeats, in sentences, dated."""

from __future__ import annotations

import re
from datetime import date, datetime
from hashlib import sha256

from rotascope.articles.intake.characters import cleaned
from rotascope.articles.intake.citations import citations_of
from rotascope.articles.intake.document import Document
from rotascope.articles.intake.furniture import without_furniture
from rotascope.articles.intake.language import READS, language_name, language_of
from rotascope.articles.intake.lines import SECTIONS
from rotascope.articles.intake.published import publication
from rotascope.articles.intake.repeats import without_repeats
from rotascope.articles.intake.sentences import sentences_of
from rotascope.articles.intake.top import top_of
from rotascope.articles.intake.wrapping import is_wrapped, unwrapped
from rotascope.errors import NoAnswer
from rotascope.terms.articles import Article

__all__ = ["LONGEST", "MOST", "article_of"]

MOST = 100_000
"""Characters that are read, some 16,000 words: what stands behind them is told and left out."""
LONGEST = 400_000
"""Characters of what may be an article at all: a book of hundreds of pages is none."""
# Section names that a paste has glued to the sentence behind them.
GLUED = re.compile(
    rf"^({'|'.join(re.escape(name) for name in SECTIONS if ' ' in name or len(name) > 8)})(?=[A-Z])",
    re.IGNORECASE | re.MULTILINE,
)


def article_of(
    document: Document, *, published: date | None = None, fetched: datetime | None = None
) -> Article:
    """One article of a document. `published`: the day the user says; `fetched`: when it was had.

    Of more than 100,000 characters the paragraphs that fit are read, which a note says. Raises
    NoAnswer for a document without words and for one of more than 400,000 characters.
    """
    full, hidden = _bounded(document)
    text = _read_of(full)
    left_out = _cut(text, full)
    if document.kind == "pdf" or (document.kind == "text" and is_wrapped(text)):
        text = unwrapped(text)
    bare = without_furniture(text)
    whole, repeats = without_repeats(GLUED.sub(r"\1\n", bare.text))
    top = top_of(whole, cleaned(document.title)[0].replace("\n", " "))
    said = top.text
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
        notes=(*document.notes, *left_out, *_notes(hidden, repeats, language)),
    )


def _bounded(document: Document) -> tuple[str, int]:
    """The cleaned text and how much was hidden in it; refused before the work where it is no article."""
    n = len(document.text)
    text, hidden = cleaned(document.text) if n <= 4 * LONGEST else ("", 0)
    if n > 4 * LONGEST or len(text) > LONGEST:
        raise NoAnswer(
            f"the text has {n:,} characters",
            f"one article, of at most {LONGEST:,}",
            "cut it into its articles; nothing of it was read or stored",
        )
    return text, hidden


def _read_of(text: str) -> str:
    """What is read: all of it, or the lines, else the words, that lie within the first 100,000."""
    if len(text) <= MOST:
        return text
    start = text[:MOST]
    ends = (start.rfind(mark, MOST // 2) for mark in ("\n", " "))
    return start[: next((at for at in ends if at > 0), MOST)].rstrip()


def _cut(text: str, full: str) -> tuple[str, ...]:
    if len(text) == len(full):
        return ()
    return (
        f"only its first {len(text):,} of {len(full):,} characters were read; cut it into its parts to"
        " have the rest checked",
    )


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
