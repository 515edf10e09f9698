"""An article, what was found in it and a thesis of it, in words of our own."""

from __future__ import annotations

from datetime import date

from rotascope.store.articles import Judged
from rotascope.terms import (
    Article,
    Claim,
    Finding,
    Hedge,
    Prediction,
    Publication,
    Ruling,
    Sentence,
    Speaker,
    Thesis,
    Trigger,
)

TEXT = "Small caps may lead. IWM rose 1.5 %."
DAY = date(2025, 12, 23)
AT = "2026-01-02T10:00:00+00:00"


def made_article(digit: str = "a", text: str = TEXT) -> Article:
    sentences = (Sentence(0, 20, text[:20], "title"), Sentence(21, 36, text[21:36], "body"))
    published = Publication(DAY, "given")
    return Article(digit * 64, "Small caps may lead", text, sentences, published, "Demo Wire")


def made_claim(name: str = "c1") -> Claim:
    hedge = Hedge("may", 0.3, 0.6)
    return Claim(
        name, "change", ("IWM",), "return", "=", 0.015, "fraction", "ytd", "IWM rose 1.5 %", 21, 35, 1,
        tolerance=0.0005, digits=1, speaker=Speaker("Demo Bank", 2), hedge=hedge,
        detail=(("n", "1"),),
    )  # fmt: skip


def made_judged(value: float = 0.0149, as_of: date = DAY) -> Judged:
    finding = Finding(made_claim(), "supported", value, "last close of the year before, price", "")
    return Judged("a" * 64, as_of, "builtin", findings=(finding,))


def made_thesis(name: str = "t-0001") -> Thesis:
    trigger = Trigger("the spread is below zero", "ffr_2y.spread < 0", "trigger", None)
    return Thesis(
        name, "a" * 64, "small caps lead", "size", "small", (trigger,), 126, DAY, date(2026, 6, 24),
        "waiting",
    )  # fmt: skip


def made_prediction(name: str = "p-0001") -> Prediction:
    return Prediction(name, "a" * 64, made_claim(), DAY, date(2026, 6, 24), 0.45, "size", "small")


def made_ruling(status: str = "waiting", item: str = "t-0001", day: date = DAY) -> Ruling:
    score = 0.25 if status in ("right", "wrong") else None
    return Ruling(item, day, status, score=score)  # type: ignore[arg-type]
