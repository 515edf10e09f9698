"""The labelled claims of `tests/golden/claims.toml`, and how far found claims match them.

A found claim matches a label of its text if measure, subject, op, value, high and window are equal,
and `against` where the label has one; each label is matched once. Opinions and forecasts match by kind.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from rotascope.articles.claims import claims_of
from rotascope.articles.intake.article import article_of
from rotascope.articles.intake.document import Document
from rotascope.articles.names import mentions
from rotascope.catalog import load
from rotascope.terms.articles import Article, Claim

GOLDEN = Path(__file__).parents[2] / "golden" / "claims.toml"
DAY = date(2025, 12, 23)
VIEWS = ("opinion", "forecast")
_LABEL = re.compile(
    r"(?P<measure>\S+) (?P<subject>[^\s/]+)(?:/(?P<against>\S+))? (?P<op>\S+)"
    r" (?P<value>[-\d.?]+?)(?:\.\.(?P<high>[-\d.]+))? (?P<window>\S+)"
)


@dataclass(frozen=True, slots=True)
class Label:
    """One line of the golden file, parsed."""

    measure: str
    subject: tuple[str, ...]
    against: tuple[str, ...]
    op: str
    value: float | None
    high: float | None
    window: str

    def fits(self, claim: Claim) -> bool:
        return (
            claim.measure == self.measure
            and set(claim.subject) == set(self.subject)
            and (not self.against or set(claim.against) == set(self.against))
            and claim.op == self.op
            and claim.window == self.window
            and _same(self.value, claim.value if claim.digits is not None else None)
            and _same(self.high, claim.high)
        )


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one text: labels found, labels in all, claims found in all, and what went wrong."""

    hits: int
    labels: int
    found: int
    wrong: tuple[str, ...] = ()

    def __add__(self, other: Score) -> Score:
        return Score(
            self.hits + other.hits,
            self.labels + other.labels,
            self.found + other.found,
            self.wrong + other.wrong,
        )

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.hits / self.labels if self.labels else 1.0


def _same(label: float | None, found: float | None) -> bool:
    if label is None or found is None:
        return label is found
    return abs(label - found) < 1e-9


def label(text: str) -> Label:
    match = _LABEL.fullmatch(text)
    if match is None:
        raise ValueError(f"no label: {text}")
    names = [tuple((match[g] or "").replace("_", " ").split(",")) for g in ("subject", "against")]
    against = names[1] if match["against"] else ()
    value = None if match["value"] == "?" else float(match["value"])
    high = float(match["high"]) if match["high"] else None
    window = "" if match["window"] == "-" else match["window"]
    return Label(match["measure"], names[0], against, match["op"], value, high, window)


@cache
def golden() -> dict[str, Any]:
    return tomllib.loads(GOLDEN.read_text())


@cache
def found(text: str, published: date | None = DAY) -> tuple[Article, tuple[Claim, ...]]:
    article = article_of(Document(text), published=published)
    return article, claims_of(article, mentions(article, load()), load())


def score(labels: list[str], claims: tuple[Claim, ...], where: str = "") -> Score:
    """Checkable claims against labels one to one; `opinion` and `forecast` by kind, once each."""
    left = list(claims)
    wrong: list[str] = []
    hits = 0
    for text in labels:
        if text in VIEWS:
            hit = next((c for c in left if c.kind == text), None)
        else:
            hit = next((c for c in left if c.kind not in VIEWS and label(text).fits(c)), None)
        if hit is None:
            wrong.append(f"{where}: missed {text}")
            continue
        hits += 1
        left.remove(hit)
    wrong += [f"{where}: made up {_shown(claim)}" for claim in left]
    return Score(hits, len(labels), len(claims), tuple(wrong))


def _shown(c: Claim) -> str:
    subject = ",".join(c.subject) + ("/" + ",".join(c.against) if c.against else "")
    high = "" if c.high is None else f"..{c.high}"
    return f"{c.kind} {c.measure} {subject} {c.op} {c.value}{high} [{c.window}] “{c.quote[:80]}”"


def told(text: str, published: date | None = DAY) -> list[str]:
    """The claims of a text in short: `return IWM = 0.03 [ytd]`."""
    return [short(claim) for claim in found(text, published)[1]]


def short(c: Claim) -> str:
    """One claim: measure, subject/against, op, number, [window]; `kind:` before views."""
    subject = ",".join(c.subject) + ("/" + ",".join(c.against) if c.against else "")
    value = "?" if c.digits is None else f"{c.value:g}" + (f"..{c.high:g}" if c.high else "")
    lead = f"{c.kind}: " if c.kind in VIEWS else ""
    return f"{lead}{c.measure} {subject} {c.op} {value} [{c.window}]"


def sentences(*, held: bool) -> Score:
    total = Score(0, 0, 0)
    for entry in golden()["sentence"]:
        if bool(entry.get("held")) is held:
            total += score(entry["claims"], found(entry["text"])[1], entry["text"][:40])
    return total


def one_article(number: str, text: str) -> tuple[Score, Score]:
    """Checkable claims, and views (recall only: the labels name some of them)."""
    entry = next(a for a in golden()["article"] if a["file"] == number)
    article, claims = found(text, None)
    checkable = tuple(c for c in claims if c.kind not in VIEWS)
    seen = Counter[bool]()
    wrong = []
    for cue, kind in entry["views"]:
        kinds = {
            c.kind for c in claims if c.kind in VIEWS and cue in article.sentences[c.sentence].text
        }
        hit = bool(kinds) if not kind else kind in kinds
        seen[hit] += 1
        if not hit:
            wrong.append(f"{number}: view {cue!r} {kind} found as {sorted(kinds)}")
    views = Score(seen[True], len(entry["views"]), seen[True], tuple(wrong))
    return score(entry["claims"], checkable, number), views
