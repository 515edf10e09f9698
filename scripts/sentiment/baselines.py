"""What the model stands beside: TF-IDF with a logistic regression, and VADER; and our 300 sentences."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from sentiment import headlines, measures
from sentiment.headlines import LABELS, Pair


def tfidf(texts: Sequence[str], labels: np.ndarray, asked: Sequence[str]) -> np.ndarray:
    """Classes said by TF-IDF of words and pairs, and a logistic regression; blind to entities."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    cut = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    model = LogisticRegression(C=10, max_iter=1000)
    model.fit(cut.fit_transform(texts), labels)
    return np.asarray(model.predict(cut.transform(asked)))


def vader(asked: Sequence[str]) -> np.ndarray | None:
    """Classes said by VADER with its own thresholds of 0.05; None and a sentence where it is absent."""
    try:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    except ImportError:
        print("VADER is not installed: pip install vaderSentiment into this environment")
        return None
    read = SentimentIntensityAnalyzer()
    score = np.array([read.polarity_scores(text)["compound"] for text in asked])
    return np.where(score >= 0.05, 2, np.where(score <= -0.05, 0, 1))


def on_folds(
    pairs: Sequence[Pair], fold: np.ndarray, count: int
) -> Iterator[tuple[str, np.ndarray]]:
    """What each baseline says of every pair, fitted on the other folds."""
    texts, labels = [p.text for p in pairs], np.array([p.label for p in pairs])
    said = np.zeros(len(pairs), np.int64)
    for k in range(count):
        rows, own = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
        said[own] = tfidf([texts[i] for i in rows], labels[rows], [texts[i] for i in own])
    yield "TF-IDF", said
    found = vader(texts)
    if found is not None:
        yield "VADER", found


def golden(path: Path, data: Path | None) -> None:
    """The packaged weights on the sentences of `path`, beside both baselines."""
    from rotascope.articles.polarity import entity_polarity

    cases = tomllib.loads(path.read_text("utf-8"))["cases"]
    texts = [text for *_, text in cases]
    truth = np.array([LABELS.index(label) for label, *_ in cases])
    spans = [(text.index(name), text.index(name) + len(name)) for _, _, name, text in cases]
    found = entity_polarity(texts, spans)
    said = np.array([[p.negative, p.neutral, p.positive] for p in found]).argmax(axis=1)
    group = np.unique(texts, return_inverse=True)[1]
    print(measures.told("our 300 sentences", truth, said, group))
    kinds = np.array([kind for _, kind, *_ in cases])
    for kind in np.unique(kinds):
        own = kinds == kind
        print(f"  {kind:<9} right {np.mean(said[own] == truth[own]):.2f} of {own.sum()}")
    if (rule := vader(texts)) is not None:
        print(measures.told("VADER", truth, rule, group))
    if data is not None:
        _, pairs, _ = headlines.read(data)
        labels = np.array([p.label for p in pairs])
        print(measures.told("TF-IDF", truth, tfidf([p.text for p in pairs], labels, texts), group))
