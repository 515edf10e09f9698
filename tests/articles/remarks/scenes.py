"""Scenes written by hand: sentences in, claims and findings beside them, a market in memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from rotascope.articles.remarks import Scene
from rotascope.catalog import load
from rotascope.panel import Panel
from rotascope.store.memory import MemoryBackend
from rotascope.terms.articles import (
    Article,
    Claim,
    Finding,
    FindingVerdict,
    Mention,
    Publication,
    Sentence,
)

DAY = date(2025, 12, 23)


def article(*lines: str, day: date | None = DAY, title: str = "", **named: Any) -> Article:
    """One sentence a line; a line that starts with # is the title."""
    sentences, text = [], ""
    for line in lines:
        words = line.removeprefix("# ")
        kind: Any = "title" if line.startswith("# ") else "body"
        title = words if kind == "title" else title
        sentences.append(Sentence(len(text), len(text) + len(words), words, kind))
        text += words + "\n"
    published = Publication(day, "given" if day else "undated")
    return Article("a" * 64, title, text, tuple(sentences), published, **named)


def claim(
    subject: str, measure: Any, value: float | None = None, *, sentence: int = 0, **named: Any
) -> Claim:
    """A claim of one sentence; `subject` of several is written with spaces."""
    fields: dict[str, Any] = {
        "id": f"{subject}-{measure}-{named.get('window', '')}-{value}-{sentence}",
        "kind": "change", "op": "=", "unit": "fraction", "window": "", "quote": "",
        "start": 0, "end": 0, "tolerance": 0.00005, "digits": 2,
    } | named  # fmt: skip
    if value is None:
        fields |= {"tolerance": 0.0, "digits": None}
    return Claim(
        subject=tuple(subject.split("+")), measure=measure, value=value, sentence=sentence, **fields
    )


def found(
    of: Claim, verdict: FindingVerdict = "supported", observed: float | None = None
) -> Finding:
    """What was found of a claim: by default that it holds as printed."""
    return Finding(of, verdict, of.value if observed is None else observed, "by hand", "")


def mention(symbol: str, sentence: int, kind: Any = "company", start: int = 0) -> Mention:
    """A name in a sentence."""
    return Mention(symbol, kind, start, start + 1, sentence)


def scene(
    of: Article,
    claims: Sequence[Claim] = (),
    verdict: FindingVerdict = "supported",
    mentions: Sequence[Mention] = (),
    panel: Panel | None = None,
) -> Scene:
    """Everything a remark may look at; all claims fare alike."""
    findings = tuple(found(c, verdict) for c in claims)
    shown = panel or Panel(MemoryBackend({}), of.published.day or DAY)
    return Scene(of, tuple(mentions), tuple(claims), findings, shown, load())
