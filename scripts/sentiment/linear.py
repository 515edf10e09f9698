"""The linear part: an NB-SVM (Wang and Manning 2012) on hashed features, one class against the rest."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.svm import LinearSVC

from rotascope.articles.polarity_features import BUCKETS, features
from rotascope.articles.polarity_rules import word_valences
from rotascope.articles.polarity_words import Names, View, hashed, stem, view, words
from sentiment.headlines import Pair

PENALTY, SMOOTHING = 3.0, 0.5  # chosen on two folds; 1 and 10 are within 0.005


def learn_names(pairs: Sequence[Pair]) -> Names:
    """Which words are parts of names: those inside an entity in most of their headlines."""
    seen: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for pair in {p.headline: p for p in pairs}.values():
        spans = (pair.span, *pair.others)
        for word in words(pair.text):
            if pair.text[word.start].isalpha():
                seen[word.form] += 1
                inside[word.form] += any(word.start < b and word.end > a for a, b in spans)
    share = {form: (inside[form] + 0.6) / (n + 1) for form, n in seen.items()}
    return Names(
        frozenset(hashed(f) for f, n in seen.items() if share[f] >= 0.7 and n >= 3),
        frozenset(hashed(f) for f in seen if share[f] < 0.35),
    )


def views(pairs: Sequence[Pair], names: Names) -> list[View]:
    """Each pair's headline as its entity sees it."""
    return [view(p.text, words(p.text), p.span, names) for p in pairs]


def matrix(cells: Sequence[Sequence[int]], width: int = BUCKETS) -> sparse.csr_matrix:
    """Rows of equal length 1: each lit cell is 1 / sqrt(number lit)."""
    counts = np.array([len(row) for row in cells])
    values = np.repeat(1.0 / np.sqrt(np.maximum(counts, 1)), counts)
    columns = np.concatenate([np.asarray(row, np.int64) for row in cells])
    starts = np.concatenate([[0], np.cumsum(counts)])
    return sparse.csr_matrix((values, columns, starts), shape=(len(cells), width))


def fit(x: sparse.csr_matrix, y: np.ndarray, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """(weights (3, width), bias (3,)): log-count ratios times the coefficients of a linear SVM."""
    weights = np.zeros((3, x.shape[1]))
    bias = np.zeros(3)
    for c in range(3):
        mine = np.asarray(x[y == c].sum(axis=0)).ravel() + SMOOTHING
        rest = np.asarray(x[y != c].sum(axis=0)).ravel() + SMOOTHING
        ratio = np.log(mine / mine.sum()) - np.log(rest / rest.sum())
        svm = LinearSVC(C=PENALTY, random_state=seed, max_iter=5000)
        svm.fit(x.multiply(ratio).tocsr(), y == c)
        weights[c] = ratio * svm.coef_[0]
        bias[c] = svm.intercept_[0]
    return weights, bias


def listed() -> dict[str, float]:
    """Directional words of our two lists with their valences; the product's own list stands."""
    here = Path(__file__)
    own = here.parents[2] / "src" / "rotascope" / "articles" / "tone.toml"
    lists = (
        tomllib.loads(here.with_name("directional.toml").read_text("utf-8")),
        tomllib.loads(own.read_text("utf-8"))["valence"],
    )
    return {w: float(v) for held in lists for v, row in held.items() for w in row.split()}


def valences() -> dict[int, float]:
    """The same by hashed stem, as the model looks them up."""
    return {hashed(stem(word)): value for word, value in listed().items()}


def table(
    seen: Sequence[View], labels: np.ndarray, worth: dict[int, float], seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """(weights (BUCKETS, 3), bias (3,)) of views, as they are stored."""
    cells = [features(v, word_valences(v, worth)) for v in seen]
    weights, bias = fit(matrix(cells), labels, seed)
    return weights.T.astype(np.float16), bias.astype(np.float32)
