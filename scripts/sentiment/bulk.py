"""The bulk reader's table: one hashed linear model, fitted on whole headlines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import sparse

from rotascope.articles.polarity_weights import FOLDER
from rotascope.maths.bulk_kernels import CELLS, lit_cells, text_scores
from sentiment import headlines, linear, measures

SCALE = 1.0  # margin of the SVMs to the argument of tanh


def _bytes(text: str) -> np.ndarray:
    return np.frombuffer(text.encode(), np.uint8)


def _matrix(texts: Sequence[str]) -> sparse.csr_matrix:
    """As the kernel adds up: every occurrence counts, divided by the root of their number."""
    rows = [lit_cells(_bytes(text)) for text in texts]
    counts = np.array([len(row) for row in rows])
    values = np.repeat(1 / np.sqrt(np.maximum(counts, 1)), counts)
    starts = np.concatenate([[0], np.cumsum(counts)])
    return sparse.csr_matrix((values, np.concatenate(rows), starts), shape=(len(rows), CELLS))


def _listed() -> tuple[list[str], list[int]]:
    """Our directional words with their commonest endings, each a text of its own, and their classes."""
    found = {
        form: 2 if value > 0 else 0
        for word, value in linear.listed().items()
        for form in (
            word,
            word + "s",
            word.removesuffix("e") + "ed",
            word.removesuffix("e") + "ing",
        )
    }
    return list(found), list(found.values())


def fit(texts: Sequence[str], labels: np.ndarray) -> tuple[np.ndarray, float]:
    """(table (CELLS,), bias): the positive class's weights less the negative's."""
    forms, classes = _listed()
    x = _matrix([*texts, *forms])
    labels = np.concatenate([labels, classes])
    x.sum_duplicates()
    weights, bias = linear.fit(x, labels)
    table = (SCALE * (weights[2] - weights[0]) / 2).astype(np.float16)
    return table, float(SCALE * (bias[2] - bias[0]) / 2)


def scores(texts: Sequence[str], table: np.ndarray, bias: float) -> np.ndarray:
    """What the product's kernel says of `texts`."""
    encoded = [text.encode() for text in texts]
    starts = np.cumsum([0] + [len(text) for text in encoded])
    joined = np.frombuffer(b"".join(encoded), np.uint8)
    return np.asarray(
        text_scores(joined, starts, table.astype(np.float32), bias, 0, len(encoded)), np.float64
    )


def cuts(score: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
    """The two thresholds between the classes that give the best macro-F1."""
    grid = np.linspace(-0.6, 0.6, 25)
    pairs = [(a, b) for a in grid for b in grid if a < b]
    return max(pairs, key=lambda c: measures.macro_f1(labels, np.digitize(score, c)))


def write(path: Path) -> None:
    """Print macro-F1 on the five folds (thresholds from the other folds); write the package's table."""
    from sentiment import parts

    texts, pairs, training_digest = headlines.read(path)
    labels, fold = parts.headline_labels(pairs, len(texts)), headlines.folds(texts)
    said = np.zeros(len(texts), np.int64)
    for k in range(5):
        rows, own = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
        inner = (
            fold[rows] == (k + 1) % 5
        )  # thresholds are drawn on headlines that a fit did not see
        table, bias = fit([texts[i] for i in rows[~inner]], labels[rows[~inner]])
        cut = cuts(scores([texts[i] for i in rows[inner]], table, bias), labels[rows[inner]])
        table, bias = fit([texts[i] for i in rows], labels[rows])
        said[own] = np.digitize(scores([texts[i] for i in own], table, bias), cut)
    print(measures.told("bulk reader, headlines", labels, said, np.arange(len(texts))))
    table, bias = fit(texts, labels)
    held = {"table": table, "bias": np.array(bias), "training_digest": np.array(training_digest)}
    (FOLDER / "bulk.npz").write_bytes(parts.sealed(held))
