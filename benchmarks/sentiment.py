"""The sentiment readers beside VADER: the same texts, one run, then ratios.

    .venv/bin/python benchmarks/sentiment.py [ARTICLES]
    ROTASCOPE_PEERS=FOLDER ...    the site-packages of an environment that has vaderSentiment

Articles of 600 words are drawn from the words of our 300 labelled sentences. Rates are wall time, best of
three after a first call; macro-F1 is on those sentences, which nobody trained on. VADER has one thread.
"""

from __future__ import annotations

import os
import random
import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from kernels import peer

from rotascope.articles.bulk import bulk_scores
from rotascope.articles.polarity import entity_polarity, sentence_polarity

GOLDEN = Path(__file__).resolve().parents[1] / "tests" / "golden" / "sentiment_sentences.toml"
LABELS = ("negative", "neutral", "positive")
WORDS = 600


def seconds(run: Callable[[], Any]) -> float:
    """The best of three after a first."""
    run()
    taken = []
    for _ in range(3):
        begun = time.perf_counter()
        run()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def articles(sentences: Sequence[str], count: int) -> list[str]:
    """Texts of 600 words: whole sentences in a drawn order, cut at the last word."""
    rng = random.Random(1)
    longest = " ".join(sentences).split()
    out = []
    for _ in range(count):
        begin = rng.randrange(len(longest))
        out.append(" ".join((longest + longest)[begin : begin + WORDS]))
    return out


def macro_f1(truth: np.ndarray, said: np.ndarray) -> float:
    """The mean F1 of the three classes."""
    found = []
    for c in range(3):
        hit = np.sum((truth == c) & (said == c))
        found.append(2 * hit / max(np.sum(truth == c) + np.sum(said == c), 1))
    return float(np.mean(found))


def three(score: np.ndarray, cut: float) -> np.ndarray:
    """Classes by two thresholds."""
    return np.where(score >= cut, 2, np.where(score <= -cut, 0, 1))


def main() -> None:
    """Measure and print."""
    if folder := os.environ.get("ROTASCOPE_PEERS"):
        sys.path.append(folder)
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    cases = tomllib.loads(GOLDEN.read_text("utf-8"))["cases"]
    texts = [text for *_, text in cases]
    spans = [(text.index(name), text.index(name) + len(name)) for _, _, name, text in cases]
    truth = np.array([LABELS.index(label) for label, *_ in cases])
    many = articles(texts, count)

    for threads in (1, 2):
        rate = count / seconds(lambda threads=threads: bulk_scores(many, threads))
        print(
            f"bulk reader, {threads} thread(s)       {rate:10,.0f} articles of {WORDS} words a second"
        )
    reader = len(texts) / seconds(lambda: entity_polarity(texts, spans))
    print(f"reader, an entity              {reader:10,.0f} sentences a second")
    whole = len(texts) / seconds(lambda: sentence_polarity(texts))
    print(f"reader, the whole sentence     {whole:10,.0f} sentences a second")
    said = entity_polarity(texts, spans)
    classes = np.array([(p.negative, p.neutral, p.positive) for p in said]).argmax(axis=1)
    print(f"macro-F1 on our 300 sentences: reader {macro_f1(truth, classes):.3f}", end="")
    print(f", bulk reader {macro_f1(truth, three(bulk_scores(texts), 0.15)):.3f}", end="")

    vader = peer("vaderSentiment.vaderSentiment")
    if vader is None:
        return
    score = vader.SentimentIntensityAnalyzer().polarity_scores
    theirs = three(np.array([score(text)["compound"] for text in texts]), 0.05)
    print(f", VADER {macro_f1(truth, theirs):.3f}")
    few = many[:20]
    slow = len(few) / seconds(lambda: [score(text) for text in few])
    sentence = len(texts) / seconds(lambda: [score(text) for text in texts])
    print(
        f"VADER                          {slow:10,.0f} articles a second: bulk is {rate / slow:,.0f}x"
    )
    print(
        f"VADER                          {sentence:10,.0f} sentences a second: {reader / sentence:.2f}x"
    )


if __name__ == "__main__":
    main()
