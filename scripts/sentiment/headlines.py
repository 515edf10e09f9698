"""The labelled headlines: read, repaired, split into pairs, folded so that none is in two folds."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

LABELS = ("negative", "neutral", "positive")
_PAIR = re.compile(r"""["'](.*?)["']: ["'](positive|neutral|negative)["'](?:, |\})""")
# Whoever labelled the file replaced "Hold" by "neutral" and "sell" by "negative" inside names too:
# "IIFL neutralings" is IIFL Holdings, "Frank Rusnegative" is Frank Russell.
_REPAIRS = (("neutral", "Hold"), ("negative", "sell"), ("negative", "Sell"), ("positive", "Buy"))


class Pair(NamedTuple):
    """One thing to be judged: a headline, the entity's characters in it, its label, others named."""

    text: str
    span: tuple[int, int]
    label: int
    headline: int
    others: tuple[tuple[int, int], ...]


def _find(text: str, name: str) -> tuple[int, int] | None:
    for wrong, right in (("", ""), *_REPAIRS):
        at = text.find(name.replace(wrong, right) if wrong else name)
        if at >= 0:
            return at, at + len(name.replace(wrong, right) if wrong else name)
    return None


def read(path: Path) -> tuple[list[str], list[Pair], str]:
    """(headlines, pairs in the file's order, sha256 of the file)."""
    content = path.read_bytes()
    headlines: list[str] = []
    pairs: list[Pair] = []
    for row in csv.DictReader(content.decode("utf-8").splitlines()):
        text = row["Title"]
        named = [(_find(text, n), LABELS.index(s)) for n, s in _PAIR.findall(row["Decisions"][1:])]
        found = [(span, label) for span, label in named if span is not None]
        if len(found) != len(named):
            raise SystemExit(f"an entity of '{text}' does not occur in it: {row['Decisions']}")
        spans = [span for span, _ in found]
        for span, label in found:
            others = tuple(s for s in spans if s[1] <= span[0] or s[0] >= span[1])
            pairs.append(Pair(text, span, label, len(headlines), others))
        headlines.append(text)
    return headlines, pairs, hashlib.sha256(content).hexdigest()


def alike(headlines: Sequence[str], share: float = 0.8) -> np.ndarray:
    """The group of each headline: chains of headlines whose word sets overlap by `share` (Jaccard)."""
    words = [set(re.findall(r"[a-z]+", h.lower())) or {h} for h in headlines]
    holders: dict[str, list[int]] = {}
    for i, found in enumerate(words):
        for word in found:
            holders.setdefault(word, []).append(i)
    group = list(range(len(headlines)))

    def root(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for i, found in enumerate(words):
        # Two sets that overlap by `share` differ in few words: one of the rarest must be common.
        rare = sorted(found, key=lambda w: (len(holders[w]), w))
        near = {j for w in rare[: len(rare) - int(share * len(rare)) + 1] for j in holders[w]}
        for j in near:
            if j < i and len(found & words[j]) >= share * len(found | words[j]):
                group[root(i)] = root(j)
    return np.array([root(i) for i in range(len(headlines))])


def folds(headlines: Sequence[str], count: int = 5, seed: int = 7) -> np.ndarray:
    """The fold of each headline, (n,), drawn for whole groups of near-duplicates."""
    groups = alike(headlines)
    names = np.unique(groups)
    drawn = np.random.default_rng(seed).permutation(len(names)) % count
    return np.asarray(drawn[np.searchsorted(names, groups)])
