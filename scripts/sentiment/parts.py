"""The model's parts fitted on some headlines, rounded as they are shipped, and read as they are used."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize

from rotascope.articles.polarity_model import mixed
from rotascope.articles.polarity_rules import word_valences
from rotascope.articles.polarity_weights import digest, rounded
from rotascope.articles.polarity_words import View, view, words
from sentiment import convolution, linear
from sentiment.headlines import Pair

NETWORKS = 4
START = np.array([1.0, 0.5, 0.5, 0.0, 0.0, 0.0, 0.0])
WHOLE_START = np.array([1.0, 0.5, 0.0, 0.0, 0.0, 0.0])
VERSION = "1"


def headline_labels(pairs: Sequence[Pair], count: int) -> np.ndarray:
    """A headline's own label: the sign of its entities' sum; neutral where they cancel."""
    total = np.zeros(count)
    for pair in pairs:
        total[pair.headline] += pair.label - 1
    return (np.sign(total) + 1).astype(np.int64)


def fitted(
    headlines: Sequence[str], pairs: Sequence[Pair], seed: int, training_digest: str
) -> dict[str, np.ndarray]:
    """Arrays of a weight file fitted on `pairs`, which name rows of `headlines`; no mix yet."""
    names, worth = linear.learn_names(pairs), linear.valences()
    seen, labels = linear.views(pairs, names), np.array([p.label for p in pairs])
    told = sorted({p.headline for p in pairs})
    whole = [view(headlines[i], words(headlines[i]), None, names) for i in told]
    of_headline = headline_labels(pairs, len(headlines))[told]
    held: dict[str, np.ndarray] = {
        "names": np.array(sorted(names.names), np.uint32),
        "plain": np.array(sorted(names.plain), np.uint32),
        "valence_keys": np.array(sorted(worth), np.uint32),
        "valences": np.array([worth[k] for k in sorted(worth)], np.float16),
        "version": np.array(VERSION),
        "seed": np.array(seed),
        "training_digest": np.array(training_digest),
        "spans": np.array(convolution.Shape().spans),
    }
    held["linear"], held["linear_bias"] = linear.table(seen, labels, worth, seed)
    held["whole"], held["whole_bias"] = linear.table(whole, of_headline, worth, seed)
    values = [word_valences(v, worth) for v in seen]
    return held | _networks(seen, values, labels, seed)


def _networks(
    seen: Sequence[View], values: Sequence[Sequence[float]], labels: np.ndarray, seed: int
) -> dict[str, np.ndarray]:
    held: dict[str, list[np.ndarray]] = {}
    rows = np.arange(len(seen))
    for k in range(NETWORKS):
        net, known, _ = convolution.train(
            seen, values, labels, rows, 100 * seed + k, convolution.Shape()
        )
        for name, array in convolution.exported(net).items():
            if name in ("words", "pieces"):
                whole, scale = rounded(array)
                held.setdefault(name, []).append(whole)
                held.setdefault(f"{name}_scale", []).append(scale)
            else:
                held.setdefault(name, []).append(array)
    return {n: np.stack(a) for n, a in held.items()} | {
        "vocabulary": np.array(list(known.rows), np.uint32)
    }


def fitted_mix(parts: Sequence[np.ndarray], truth: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Shares of the parts and biases that make held-out labels likeliest (a sum of log-odds)."""

    def loss(mix: np.ndarray) -> float:
        likely = mixed(parts, mix)[np.arange(len(truth)), truth]
        return float(-np.log(likely + 1e-12).mean() + 1e-4 * (mix @ mix))

    return np.asarray(minimize(loss, start, method="L-BFGS-B").x)


def sealed(held: dict[str, np.ndarray]) -> bytes:
    """The bytes of a weight file: the arrays and their digest."""
    whole = {**held, "digest": np.array(digest(held))}
    out = io.BytesIO()
    np.savez(out, allow_pickle=False, **whole)
    return out.getvalue()
