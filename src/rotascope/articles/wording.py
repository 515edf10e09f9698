"""How strongly a sentence says what it says: words of probability as bands, words that claim too much.

Bands are Kent's (1964) and Kesselman's (2008) where they list the word; for may, could, would and will
no list gives numbers, and ours are wide. A band is what the word is taken to mean, not how it turns out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeVar

from rotascope.terms.articles import Article, Finding, Hedge

__all__ = [
    "PLAIN",
    "Band",
    "Strength",
    "Strong",
    "bands",
    "hedge_of",
    "hedges",
    "middle_of",
    "phrase_key",
    "phrases_in",
    "strong_words",
    "unbacked",
]

Strength = Literal["proof", "absolute", "cause", "size"]
HOLDS = frozenset(("supported", "supported_under", "approximate"))
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
NEAR_ADVICE = 2
PLAIN = 0.9
"""A forecast without any word of doubt: the middle of what is taken for "will"."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Band:
    """A word of probability: it is read as `low` to `high`, fractions, after `source`."""

    word: str
    low: float
    high: float
    source: Literal["kent", "kesselman", "ours"]


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that claim proof, no exception, a cause or a great size: `text[start:end]` of the article.

    `weaker`: what the evidence at hand could carry. `backed`: a figure of the sentence itself holds.
    """

    words: str
    kind: Strength
    start: int
    end: int
    sentence: int
    weaker: str
    backed: bool = False


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads(files("rotascope.articles").joinpath("wording.toml").read_text("utf-8"))


@cache
def bands() -> tuple[Band, ...]:
    """The documented table of words of probability, surest first."""
    found = [
        Band(word, low, high, source)
        for words, low, high, source in _raw()["band"]
        for word in words.split("|")
    ]
    return tuple(sorted(found, key=lambda band: (-band.low - band.high, band.word)))


def phrase_key(words: str) -> tuple[str, ...]:
    """A phrase as it is looked up: its words in small letters, hyphens and blanks alike."""
    return tuple(m.group().lower().replace("\u2019", "'") for m in _WORD.finditer(words))


@cache
def _hedging() -> dict[tuple[str, ...], Band]:
    return {phrase_key(band.word): band for band in bands()}


@cache
def _claiming() -> dict[tuple[str, ...], tuple[Strength, str]]:
    return {
        phrase_key(words): (row["kind"], row["weaker"])
        for row in _raw()["strong"]
        for words in row["words"].split("|")
    }


def phrases_in(text: str, table: dict[tuple[str, ...], T]) -> list[tuple[int, int, T]]:
    """Places of the table's phrases in a text, the longest at each place, none inside another."""
    cut = [(m.group().lower().replace("\u2019", "'"), m.start(), m.end(), m.group())
           for m in _WORD.finditer(text)]  # fmt: skip
    longest, found, at = max(map(len, table)), list[tuple[int, int, T]](), 0
    while at < len(cut):
        for length in range(min(longest, len(cut) - at), 0, -1):
            key = tuple(word[0] for word in cut[at : at + length])
            if key in table and not _month(cut[at][3], key, at):
                found.append((cut[at][1], cut[at + length - 1][2], table[key]))
                at += length - 1
                break
        at += 1
    return found


def _month(written: str, key: tuple[str, ...], at: int) -> bool:
    """May with a capital is the month, unless it opens the sentence."""
    return key[0] == "may" and written[0] == "M" and at > 0


def hedges(text: str) -> tuple[tuple[int, int, Hedge], ...]:
    """Every word of probability in a text: (start, end, band). Advice ("investors should") is none."""
    return tuple(
        (start, end, Hedge(band.word, band.low, band.high))
        for start, end, band in phrases_in(text, _hedging())
        if not (band.word == "should" and _advice(text, start))
    )


def _advice(text: str, start: int) -> bool:
    before = phrase_key(text[max(0, start - 40) : start])[-NEAR_ADVICE:]
    return any(word in _raw()["advised"] for word in before)


def hedge_of(text: str) -> Hedge | None:
    """The band of a sentence or clause: its least sure word, since each word doubts the whole; or None.

    Two words never multiply: "could potentially" is one doubt said twice.
    """
    found = hedges(text)
    return min((hedge for _, _, hedge in found), key=lambda h: h.low + h.high, default=None)


def middle_of(hedge: Hedge | None) -> float:
    """The probability that is scored: the middle of the word's band, `PLAIN` without a word."""
    return PLAIN if hedge is None else (hedge.low + hedge.high) / 2.0


def strong_words(article: Article, findings: Iterable[Finding] = ()) -> tuple[Strong, ...]:
    """Words that claim more than figures usually carry, in the order of the text.

    `backed` where a number of the same sentence was looked up and holds. Others' words in quotation
    marks count too: the article prints them.
    """
    held = {
        one.claim.sentence
        for one in findings
        if one.verdict in HOLDS and one.claim.digits is not None
    }
    found = []
    for number, sentence in enumerate(article.sentences):
        if sentence.kind == "table":
            continue
        text = article.text[sentence.start : sentence.end]
        found += [
            Strong(
                text[start:end], kind, sentence.start + start, sentence.start + end,
                number, weaker, number in held,
            )
            for start, end, (kind, weaker) in phrases_in(text, _claiming())
        ]  # fmt: skip
    return tuple(found)


def unbacked(article: Article, findings: Iterable[Finding] = ()) -> tuple[Strong, ...]:
    """The strong words behind which no figure of their own sentence holds."""
    return tuple(one for one in strong_words(article, findings) if not one.backed)
