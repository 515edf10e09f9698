"""Scenes written by hand: sentences in, claims and findings beside them, a market in memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl

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
from tests.articles.tape import tape

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


Line = tuple[str, float]


def world(
    as_of: date,
    price: Any = None,
    total: Any = None,
    holdings: Sequence[tuple[str, date, Sequence[Line]]] = (),
    macro: Any = None,
    sectors: Any = None,
    **tables: pl.DataFrame,
) -> Panel:
    """A panel over closes, dated holdings files (symbol, weight) and macro series in per cent."""
    frames = dict(tape(as_of, price, total).backend.frames) | tables  # type: ignore[attr-defined]
    if holdings:
        frames["holdings"] = pl.concat(_file(*one, sectors or {}) for one in holdings)
    if macro:
        frames["macro"] = pl.concat(_macro(name, values) for name, values in macro.items())
    return Panel(MemoryBackend(frames), as_of)


def _file(fund: str, day: date, lines: Sequence[Line], sectors: dict[str, str]) -> pl.DataFrame:
    names = [name for name, _ in lines]
    return pl.DataFrame(
        {"dataset": "hand", "fund": fund, "date": day, "line": list(range(len(lines))),
         "known_at": day, "symbol": names, "name": names, "weight": [w for _, w in lines],
         "kind": ["cash" if name == "USD" else "equity" for name in names],
         "sector": [sectors.get(name, "-") for name in names]}
    )  # fmt: skip


def _macro(series: str, values: dict[date, float]) -> pl.DataFrame:
    days = list(values)
    return pl.DataFrame(
        {"dataset": "hand", "series": series, "date": days, "known_at": days,
         "value": [float(v) for v in values.values()], "unit": "percent", "assumed": False}
    )  # fmt: skip
