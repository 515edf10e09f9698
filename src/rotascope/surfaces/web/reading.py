"""What the page of an article is made of: claims as rows, the text with its claims marked.

Words come from `claim_words` and `check_words`; offsets count characters of the article's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rotascope.surfaces import claim_words
from rotascope.terms.articles import Article, Finding, FindingVerdict, Sentence
from rotascope.terms.theses import Checked

__all__ = ["Block", "Counted", "Piece", "Row", "blocks", "counted", "rows"]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many claims have a verdict, and its glyph, words and ink."""

    verdict: FindingVerdict
    glyph: str
    words: str
    ink: str
    n: int


@dataclass(frozen=True, slots=True)
class Row:
    """One claim as a row: what it is called, printed, found, and under which convention and why."""

    finding: Finding
    name: str
    printed: str
    found: str
    convention: str
    reason: str
    needs: tuple[str, ...]
    glyph: str
    words: str
    ink: str
    tried: tuple[tuple[str, str, str, str], ...]

    @property
    def anchor(self) -> str:
        """Where on the page it stands."""
        return f"claim-{self.finding.claim.id}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence; one that is a claim has its anchor, its glyph, its verdict and its ink."""

    text: str
    anchor: str = ""
    glyph: str = ""
    words: str = ""
    ink: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, item or table row: its sentences by their number, in pieces."""

    kind: str
    sentences: tuple[tuple[int, tuple[Piece, ...]], ...]


def counted(told: Checked) -> tuple[Counted, ...]:
    """Verdicts and how many claims have them, the worst first."""
    found = sorted(told.counts, key=lambda one: claim_words.ORDER[one[0]])
    return tuple(Counted(word, *claim_words.VERDICTS[word], n) for word, n in found)


def rows(told: Checked, only: str = "") -> tuple[Row, ...]:
    """Claims worst first and in the order of the text, those of one verdict if it is named."""
    chosen = [one for one in told.findings if only in ("", one.verdict)]
    chosen.sort(key=lambda one: (claim_words.ORDER[one.verdict], one.claim.start))
    return tuple(_row(one, told) for one in chosen)


def _row(one: Finding, told: Checked) -> Row:
    short, whole = claim_words.reason(one), claim_words.reason(one, whole=True)
    said = (one.reading_used, claim_words.formed(one), short)
    return Row(
        one,
        claim_words.name(one.claim),
        claim_words.printed(one.claim),
        claim_words.found(one),
        claim_words.plain(": ".join(part for part in said if part), told.as_of),
        claim_words.plain(whole, told.as_of) if whole != short else "",
        tuple(claim_words.plain(need, told.as_of) for need in one.needs),
        *claim_words.VERDICTS[one.verdict],
        tried=tuple(claim_words.tried(one)),
    )


def blocks(told: Checked) -> tuple[Block, ...]:
    """The text in paragraphs, every claim of it marked with its verdict."""
    marks = sorted(told.findings, key=lambda one: (one.claim.start, -one.claim.end))
    made: list[Block] = []
    before: Sentence | None = None
    for number, one in enumerate(told.article.sentences):
        said = (number, tuple(_pieces(one, told.article, marks)))
        if made and before is not None and _goes_on(told.article, before, one):
            made[-1] = Block(one.kind, (*made[-1].sentences, said))
        else:
            made.append(Block(one.kind, (said,)))
        before = one
    return tuple(made)


def _goes_on(article: Article, before: Sentence, one: Sentence) -> bool:
    """Whether a sentence stands in the same line as the one before it."""
    same = before.kind == one.kind and one.kind in ("body", "item")
    return same and "\n" not in article.text[before.end : one.start]


def _pieces(one: Sentence, article: Article, marks: Sequence[Finding]) -> Iterator[Piece]:
    """The sentence cut where claims begin and end; of claims that overlap the first is marked."""
    at = one.start
    for found in _within(marks, one):
        start, end = max(found.claim.start, at), min(found.claim.end, one.end)
        if start >= end or found.claim.start < at:
            continue
        if start > at:
            yield Piece(article.text[at:start])
        glyph, words, ink = claim_words.VERDICTS[found.verdict]
        yield Piece(article.text[start:end], f"claim-{found.claim.id}", glyph, words, ink)
        at = end
    if at < one.end:
        yield Piece(article.text[at : one.end])


def _within(marks: Iterable[Finding], one: Sentence) -> Iterator[Finding]:
    return (mark for mark in marks if mark.claim.start < one.end and mark.claim.end > one.start)
