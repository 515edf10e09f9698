"""Articles of our own words, as intake would hand them in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rotascope.articles.intake import Document, article_of
from rotascope.articles.library import Shelved
from rotascope.terms import Article, Claim

RATES_HELP_SMALL = (
    "Rate cuts would lift small caps more than anybody expects. Nothing else matters."
)
RATES_HURT_LARGE = (
    "Rising yields weigh on growth companies, because their profits lie far ahead. Watch the curve."
)
ABOUT_BREAD = "The bakery on the corner sells rye bread and honey cake. Its ovens are lit at four."


def article(text: str, published: date | None = None) -> Article:
    return article_of(Document(text=text), published=published)


def claim(quote: str, subject: str, measure: str, op: str, value: float, **more: object) -> Claim:
    said: dict[str, object] = {
        "id": f"{subject} {measure} {op} {value}", "kind": "level", "subject": (subject,),
        "measure": measure, "op": op, "value": value, "unit": "fraction", "window": "",
        "quote": quote, "start": 0, "end": len(quote), "sentence": 0, "digits": 2,
        "tolerance": 0.00005,
    }  # fmt: skip
    return Claim(**{**said, **more})  # type: ignore[arg-type]


def shelved(text: str, *claims: Claim, published: date | None = None) -> Shelved:
    return Shelved(article(text, published), claims)


def wordless() -> Article:
    return replace(article("— ? —, then some."), id="0" * 64, title="", text="— ? —", sentences=())
