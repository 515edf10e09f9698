"""One article from its words to its findings: every step's answer, put together.

Each step is a pure function of its own; nothing here computes, and nothing is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from rotascope import catalog
from rotascope.articles.check import check_claims
from rotascope.articles.check.engine import NOT_CHECKED
from rotascope.articles.claims import claims_of
from rotascope.articles.claims.unread import unread_figures
from rotascope.articles.counter import counter_case
from rotascope.articles.intake.language import READS, language_name
from rotascope.articles.library import Shelved, disagreements_of, related
from rotascope.articles.names import mentions
from rotascope.articles.remarks import Scene, remarks
from rotascope.articles.remarks.synchrony import settled
from rotascope.articles.takeaways import takeaways
from rotascope.articles.theses import as_foretold, opened_on, theses_of
from rotascope.articles.tone import sentiment
from rotascope.desk.library import decided
from rotascope.desk.nearby import nearby
from rotascope.desk.second_reader import Another, reread
from rotascope.desk.verdict_facts import verdict_facts
from rotascope.panel import Panel
from rotascope.terms.articles import (
    FINDING_VERDICTS,
    Article,
    Claim,
    Dating,
    Finding,
    FindingVerdict,
    Remark,
    Sentiment,
)
from rotascope.terms.theses import Checked, Disagreement, Related, Thesis
from rotascope.theses import watched

__all__ = ["FITS", "Panels", "checked", "unread"]

Panels = Callable[[date], Panel]
FITS = "the one day that its figures fit"
ONE_LINE = ("return", "group_floor")
NOT_LOOKED_UP = ("not_checkable", "check_failed")
NEAR, SHOWN = 30, 5
"""Articles on file that are set against this one, and how many of them are shown as related."""


def checked(
    panels: Panels,
    latest: date,
    article: Article,
    stored: Sequence[Shelved] = (),
    reader: str = "builtin",
    another: Another | None = None,
) -> Checked:
    """Everything that is to be said of an article with the knowledge of `latest`.

    `panels(day)` shows the market as known on a day; `stored` are the articles it is set beside;
    `another` is the reader that `reader` names, where it is not the built-in one.
    """
    if article.language and article.language not in READS:
        return unread(article, latest, reader)
    known = catalog.load()
    named = mentions(article, known)
    tone = sentiment(article, named, "builtin" if another else reader)
    claims = claims_of(article, named, known)
    answers, dating = check_claims(panels, latest, article, claims)
    spoken = article.published.day or (dating.day if dating else None) or latest
    day = min(spoken, latest)
    keyed = tuple(_keyed(answers, article, day))
    noticed, scene = _noticed(Scene(article, named, claims, keyed, panels(day), known, dating))
    findings, ahead = _parted(scene.findings)
    ahead = _foretold(ahead, as_foretold(article, named, [one.claim for one in ahead]))
    own = tone, takeaways(article, tone, scene.findings, named)
    tone, points, said = reread(article, named, scene.findings, own, another)
    near, against = _beside(Shelved(article, claims, dating), stored)
    return Checked(
        article=article, sentiment=tone, takeaways=points, findings=findings, remarks=noticed,
        forecasts=ahead, counter_case=counter_case(scene, verdict_facts(scene.panel), noticed),
        theses=_theses(panels(day), article, theses_of(article, named, claims), dating),
        related=near, disagreements=decided(panels(day), against),
        dating=dating, coverage=_coverage(findings), counts=_counts(findings),
        as_of=day, key=_key(article, day),
        notes=(*_notes(article, spoken, latest), *said),
        unread=unread_figures(article, claims),
    )  # fmt: skip


def _noticed(scene: Scene) -> tuple[tuple[Remark, ...], Scene]:
    """The remarks, and the scene with the findings that they settle."""
    made = remarks(scene)
    return made, replace(scene, findings=settled(scene.findings, made))


def _theses(
    panel: Panel, article: Article, found: Iterable[Thesis], dating: Dating | None
) -> tuple[Thesis, ...]:
    """The theses as watched on the panel's day, the check's own: nothing that came after it is told.

    One without a day counts from the day that the article's figures fit.
    """
    day = dating.day if dating is not None and article.published.day is None else None
    opened = (one if day is None else opened_on(one, day, FITS) for one in found)
    return tuple(watched(panel, one) for one in opened)


def unread(article: Article, latest: date, reader: str = "builtin") -> Checked:
    """An article in a language that is not read: kept and named, and nothing said of it."""
    note = f"nothing was scored: the text is in {language_name(article.language)}"
    return Checked(
        article=article, sentiment=Sentiment(0.0, "neutral", 0.0, 0.0, 0, reader, note=note),
        takeaways=(), findings=(), remarks=(), forecasts=(), counter_case=(), theses=(), related=(),
        disagreements=(), dating=None, coverage=None, counts=(), as_of=latest,
        key=_key(article, latest),
    )  # fmt: skip


def _keyed(answers: Iterable[Finding], article: Article, day: date) -> Iterable[Finding]:
    """Findings whose number no other key opens get one of their own: the readings that were tried.

    Performance opens one line's return; a difference, a count and a weight are opened by their claim.
    """
    for one in answers:
        alone = one.claim.measure in ONE_LINE and one.key.startswith("performance/")
        own = one.observed is not None and not alone
        yield replace(one, key=_key(article, day, f"/{one.claim.id}")) if own else one


def _parted(
    answers: Iterable[Finding],
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """(what could be looked up, what is registered as opinion or forecast)."""
    told = tuple(answers)
    return (
        tuple(one for one in told if one.claim.kind not in NOT_CHECKED),
        tuple(one for one in told if one.claim.kind in NOT_CHECKED),
    )


def _foretold(ahead: Iterable[Finding], claims: Iterable[Claim]) -> tuple[Finding, ...]:
    """What is registered, in the words that are scored: of an if-then, the then."""
    said = {one.id: one for one in claims}
    return tuple(
        replace(one, claim=said[one.claim.id], reason=said[one.claim.id].kind)
        for one in ahead
        if one.claim.id in said
    )


def _beside(
    own: Shelved, stored: Sequence[Shelved]
) -> tuple[tuple[Related, ...], tuple[Disagreement, ...]]:
    """(articles near in meaning, what it and they cannot both be right about).

    Only the nearest are set against it: most of a full shelf speaks of something else.
    """
    others = nearby(own, stored)
    near = related(own.article, others, NEAR)
    names = {one.article for one in near if one.stance != "duplicate"}
    beside = [one for one in others if one.article.id in names]
    return near[:SHOWN], disagreements_of(own, beside)


def _notes(article: Article, spoken: date, latest: date) -> tuple[str, ...]:
    if article.published.day is None or spoken <= latest:
        return ()
    return (f"published {spoken}, after the last session known here, {latest}: checked as of that",)


def _key(article: Article, day: date, claim: str = "") -> str:
    return f"article/{article.id[:12]}{claim}@{day}"


def _coverage(findings: Iterable[Finding]) -> float | None:
    """Share of the claims that could be looked up; None without any claim."""
    verdicts = [one.verdict for one in findings]
    looked = sum(verdict not in NOT_LOOKED_UP for verdict in verdicts)
    return looked / len(verdicts) if verdicts else None


def _counts(findings: Iterable[Finding]) -> tuple[tuple[FindingVerdict, int], ...]:
    found = Counter(one.verdict for one in findings)
    return tuple((verdict, found[verdict]) for verdict in FINDING_VERDICTS if found[verdict])
