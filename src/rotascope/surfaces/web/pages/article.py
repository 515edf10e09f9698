"""An article: its tone, its names, its claims against the tape, and the strongest case against it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rotascope.articles.library import Shelved
from rotascope.errors import BadArgument, WrongUse
from rotascope.figures.claims import printed_and_found
from rotascope.figures.frame import Picture
from rotascope.surfaces import check_words, claim_words, thesis_words
from rotascope.surfaces.check import past
from rotascope.surfaces.web.beside import WINDOWS, beside
from rotascope.surfaces.web.page import Asked, Page
from rotascope.surfaces.web.reading import blocks, counted, rows

if TYPE_CHECKING:
    from rotascope.desk import Desk
    from rotascope.terms import Checked, Disagreement

__all__ = ["PAGE"]


def build(desk: Desk, asked: Asked) -> Mapping[str, Any]:
    """Everything that is to be said of an article on file; `verdict` shows the claims of one alone."""
    day = past(asked.query.get("published") or None)
    told = desk.article(asked.path["article"], asked.as_of, day)
    only = asked.query.get("verdict", "")
    if only and only not in claim_words.ORDER:
        raise BadArgument(f"no verdict '{only[:40]}'", ", ".join(claim_words.ORDER))
    order = claim_words.ORDER
    return {
        "told": told,
        "name": Shelved(told.article).name,
        "given": day,
        "finding": check_words.finding(told),
        "whole": check_words.failed(told),
        "looked": sum(one.verdict != "not_checkable" for one in told.findings),
        "shown": {one.claim.id for one in told.findings},
        "others": sum(bool(set(one.articles) - {told.article.id}) for one in _raised(told)),
        "raised": _raised(told),
        "related": sorted(told.related, key=lambda one: one.stance != "disagrees"),
        "counts": counted(told),
        "rows": rows(told, only),
        "filters": _filters(asked, told, only),
        "printed": _printed(told),
        "blocks": blocks(told),
        "remarks": sorted(told.remarks, key=lambda one: order[one.verdict]),
        "again": _again(told),
        "beside": beside(desk, told, told.as_of),
        "windows": WINDOWS,
        "titles": {told.article.id: "this article", **_titles(told)},
        "cw": claim_words,
        "words": check_words,
        "tw": thesis_words,
    }


def _raised(told: Checked) -> list[Disagreement]:
    """What cannot both hold, here or between this article and others; what only seems so is left out."""
    return [one for one in told.disagreements if not one.resolved]


def _again(told: Checked) -> set[str]:
    """Remarks that the case against it tells already."""
    against = tuple(one.text.casefold() for one in told.counter_case)
    return {one.text for one in told.remarks if one.text.casefold().startswith(against)}


def _titles(told: Checked) -> dict[str, str]:
    """What the articles beside it are called."""
    return {one.article: one.title for one in told.related if one.title}


def _filters(asked: Asked, told: Checked, only: str) -> list[tuple[str, str, bool, int]]:
    """Links that show the claims of one verdict: (label, address, chosen, count)."""
    address = f"/research/{told.article.id[:12]}"
    day = asked.query.get("published")
    whole = asked.url(address, published=day)
    made = [("All", f"{whole}#claims", not only, len(told.findings))]
    for one in counted(told):
        where = f"{asked.url(address, published=day, verdict=one.verdict)}#claims"
        made.append((f"{one.glyph} {one.words}", where, only == one.verdict, one.n))
    return made


def _printed(told: Checked) -> Picture | None:
    """What was printed beside what was found, where there are two such claims or more to see."""
    try:
        return printed_and_found(told)
    except WrongUse:
        return None


PAGE = Page("article", "Article", "/research/{article}", "article.html.j2", build)
