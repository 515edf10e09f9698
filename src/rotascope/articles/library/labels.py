"""Tone as pages print it: a score alone cannot carry labels that pages give it (C05)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from rotascope.articles.library.shelf import Shelved
from rotascope.terms import Disagreement

__all__ = ["labels", "printed_tone"]

NEUTRAL = "neutral"


def printed_tone(one: Shelved) -> tuple[float, str] | None:
    """Score and label as the page prints them of itself; None without both."""
    score, label = None, ""
    for name, value in one.article.printed:
        said = " ".join(name.lower().split())
        if "score" in said:
            score = _number(value)
        elif "overall" in said or said in ("sentiment", "label"):
            label = value.strip().lower()
    return (score, label) if score is not None and label else None


def _number(text: str) -> float | None:
    try:
        return float(text.replace("\N{MINUS SIGN}", "-").strip())
    except ValueError:
        return None


def labels(shelf: Sequence[Shelved]) -> tuple[Disagreement, ...]:
    """Pages of which one calls neutral a score farther from 0 than one that another does not.

    No cut on the score alone gives both labels: a label needs the mean and how much the sentences
    disagree. Each page is named in one pair at most.
    """
    return tuple(_pairs([(one, tone) for one in shelf if (tone := printed_tone(one))]))


def _pairs(toned: Sequence[tuple[Shelved, tuple[float, str]]]) -> Iterator[Disagreement]:
    named: set[str] = set()
    for (calm, (far, calm_label)), (other, (near, label)) in permutations(toned, 2):
        ids = {calm.article.id, other.article.id}
        crossed = calm_label == NEUTRAL and label != NEUTRAL and near * far >= 0
        if crossed and abs(near) < abs(far) and not named & ids:
            named |= ids
            yield Disagreement(
                kind="labels",
                text=f"a score of {near:.2f} is called {label} and {far:.2f} is called neutral: no cut"
                " on the score gives both, a label needs how much the sentences disagree as well",
                articles=(other.article.id, calm.article.id),
                quotes=(f"{label}, {near:.2f}", f"{calm_label}, {far:.2f}"),
                row="C05",
            )
