"""One article from its words to its findings: every step's answer, put together.

Each step is a pure function of its own; nothing here computes, and nothing is kept.
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from importlib.util import find_spec
from typing import Any

from rotascope import catalog
from rotascope.articles.intake.language import READS
from rotascope.panel import Panel
from rotascope.terms.articles import (
    FINDING_VERDICTS,
    Article,
    Finding,
    FindingVerdict,
    Sentiment,
)
from rotascope.terms.theses import Checked

__all__ = ["Panels", "checked", "unread"]

Panels = Callable[[date], Panel]
UNCHECKED = ("opinion", "forecast")
NOT_LOOKED_UP = ("not_checkable", "check_failed")


def _step(module: str, name: str, default: Any) -> Any:
    """The step, or what stands for it until it is written."""
    try:
        there = find_spec(f"rotascope.{module}") is not None
        found = (
            getattr(importlib.import_module(f"rotascope.{module}"), name, None) if there else None
        )
    except ImportError:
        found = None
    return found or (lambda *_args, **_kwargs: default)


def checked(
    panels: Panels,
    latest: date,
    article: Article,
    stored: Iterable[Article] = (),
    reader: str = "builtin",
) -> Checked:
    """Everything that is to be said of an article with the knowledge of `latest`.

    `panels(day)` shows the market as known on a day; `stored` are the articles it is set beside.
    """
    if article.language and article.language not in READS:
        return unread(article, latest, reader)
    known = catalog.load()
    mentions = _step("articles.names", "mentions", ())(article, known)
    tone = _step("articles.tone", "sentiment", _silent(reader))(article, mentions, reader)
    claims = _step("articles.claims", "claims_of", ())(article, mentions, known)
    answers, dating = _step("articles.check", "check_claims", ((), None))(
        panels, latest, article, claims
    )
    findings = tuple(one for one in answers if one.claim.kind not in UNCHECKED)
    forecasts = tuple(one for one in answers if one.claim.kind in UNCHECKED)
    spoken = article.published.day or (dating.day if dating else None) or latest
    day = min(spoken, latest)
    from rotascope.articles.remarks import Scene, remarks

    scene = Scene(article, mentions, claims, answers, panels(day), known, dating)
    return Checked(
        article=article,
        sentiment=tone,
        takeaways=_step("articles.takeaways", "takeaways", ())(article, tone, answers),
        findings=findings,
        remarks=remarks(scene),
        forecasts=forecasts,
        counter_case=_step("articles.counter", "counter_case", ())(scene, ()),
        theses=_step("articles.theses", "theses_of", ())(article, mentions, claims),
        related=_step("articles.library", "related", ())(article, stored),
        disagreements=(),
        dating=dating,
        coverage=_coverage(findings),
        counts=_counts(findings),
        as_of=day,
        key=_key(article, day),
    )


def unread(article: Article, latest: date, reader: str = "builtin") -> Checked:
    """An article in a language that is not read: kept and named, and nothing said of it."""
    return Checked(
        article=article, sentiment=_silent(reader), takeaways=(), findings=(), remarks=(),
        forecasts=(), counter_case=(), theses=(), related=(), disagreements=(), dating=None,
        coverage=None, counts=(), as_of=latest, key=_key(article, latest),
    )  # fmt: skip


def _silent(reader: str) -> Sentiment:
    return Sentiment(0.0, "neutral", 0.0, 0.0, 0, reader, note="nothing was scored")


def _key(article: Article, day: date) -> str:
    return f"article/{article.id[:12]}@{day}"


def _coverage(findings: Iterable[Finding]) -> float | None:
    """Share of the claims that could be looked up; None without any claim."""
    verdicts = [one.verdict for one in findings]
    looked = sum(verdict not in NOT_LOOKED_UP for verdict in verdicts)
    return looked / len(verdicts) if verdicts else None


def _counts(findings: Iterable[Finding]) -> tuple[tuple[FindingVerdict, int], ...]:
    found = Counter(one.verdict for one in findings)
    return tuple((verdict, found[verdict]) for verdict in FINDING_VERDICTS if found[verdict])
