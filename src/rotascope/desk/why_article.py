"""The key of a checked article: its claims as they were found on a day, each with its own key.

`article/ID@DATE` opens all claims, `article/ID/CLAIM@DATE` one of them with every reading that was tried.
"""

from __future__ import annotations

from textwrap import shorten

from rotascope.errors import BadArgument, NoAnswer, NotOnFile
from rotascope.panel import Panel
from rotascope.store.articles import Judged, article_named, stored_judged
from rotascope.store.backend import StoreBackend
from rotascope.terms import Article, Claim, Finding, Why

__all__ = ["why_article"]

FORM = "article/<the first digits of its id>[/<claim>]@<date>"
QUOTE = 80


def why_article(
    panel: Panel, parts: list[str], key: str, versions: tuple[tuple[str, str], ...]
) -> Why:
    """The Why of an article's key. Raises NoAnswer for one that was not kept, or not checked then."""
    if len(parts) not in (1, 2) or not all(parts):
        raise BadArgument(f"no key '{key}'", FORM)
    if not isinstance(panel.backend, StoreBackend):
        raise NoAnswer("no article is kept in memory", "a store", "`rotascope check FILE`")
    state = panel.backend.market.state
    try:
        article = article_named(state, parts[0])
    except NoAnswer as trouble:
        said = f"{trouble.what}: what is checked with --no-keep is not kept"
        raise NotOnFile(
            said, "an article on file", "`rotascope check FILE`, which keeps it"
        ) from None
    found = _of_day(stored_judged(state, article.id), key)
    if len(parts) == 2:
        return _claim(found, parts[1], key, versions)
    return Why(
        key=key,
        title=article.title or f"article {article.id[:12]}",
        value=round(found.sentiment.score, 4) if found.sentiment else None,
        unit="",
        as_of=found.as_of,
        formula=(
            "the value is the tone: the mean score of its sentences, the title twice; a row is a claim,"
            " the figure printed and the figure found under the convention named"
        ),
        convention=f"tone read by {found.reader}; claims looked up as known on {found.as_of}",
        sources=tuple(dict.fromkeys(one.source for one in found.findings if one.source)),
        rows=tuple(_row(one) for one in found.findings),
        columns=("claim", "verdict", "printed", "found", "convention", "key"),
        versions=versions,
        notes=_notes(article),
    )


def _claim(found: Judged, name: str, key: str, versions: tuple[tuple[str, str], ...]) -> Why:
    """One claim: what was printed, what was found, and every reading that was looked at."""
    one = next((one for one in found.findings if one.claim.id == name), None)
    if one is None:
        raise NoAnswer(
            f"no claim '{name}' in this article", "the key as printed", "`why` of the article"
        )
    claim = one.claim
    return Why(
        key=key,
        title=" ".join(claim.quote.split()),
        value=one.observed,
        unit=claim.unit,
        as_of=found.as_of,
        formula=f"measure '{claim.measure}' of {', '.join(claim.subject)}"
        + (f" against {', '.join(claim.against)}" if claim.against else "")
        + (f", window {claim.window}" if claim.window else ""),
        convention=f"{one.verdict}: {one.reading_used}",
        sources=(one.source,) if one.source else (),
        rows=tuple(
            (
                t.reading,
                "" if t.value is None else _figure(t.value, claim),
                "yes" if t.fits else "no" if claim.digits is not None else "by its words",
                t.reason,
            )
            for t in one.tried
        ),
        columns=("reading", "value", "fits", "reason"),
        versions=versions,
        notes=tuple(text for text in (one.reason, *one.needs) if text),
    )


def _of_day(judged: tuple[Judged, ...], key: str) -> Judged:
    day = key.rpartition("@")[2]
    of_day = [one for one in judged if one.as_of.isoformat() == day]
    if of_day:
        return of_day[-1]
    days = ", ".join(sorted({one.as_of.isoformat() for one in judged})) or "none"
    raise NoAnswer(f"no check as of {day} is kept", f"one of: {days}", "`rotascope check` again")


def _row(one: Finding) -> tuple[str, ...]:
    claim = one.claim
    quote = " ".join(claim.quote.split())
    said = "" if claim.value is None else f"{claim.op} {_figure(claim.value, claim)}"
    found = "" if one.observed is None else _figure(one.observed, claim)
    return (
        shorten(quote, QUOTE, placeholder=" …"),
        one.verdict,
        said,
        found,
        one.reading_used or shorten(one.reason, QUOTE, placeholder=" …"),
        one.key,
    )


def _figure(value: float, claim: Claim) -> str:
    """With its unit: a fraction as the percentage that was printed, and all its digits."""
    return f"{value * 100:.8g} %" if claim.unit == "fraction" else f"{value:.10g}"


def _notes(article: Article) -> tuple[str, ...]:
    told = article.published
    day = f"published: {told.day} ({told.how})" if told.day else "undated"
    return (f"text sha256 {article.id}", day, *article.notes)
