"""Scores of very many texts at once, by a linear model on hashed words: thousands of articles a second.

Coarser than articles.polarity: it sees words and pairs of neighbours, no entity and no order beyond.
docs/models/sentiment.md says how coarse.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np
from numpy.typing import NDArray

from rotascope.articles.polarity_weights import FOLDER, arrays

__all__ = ["bulk_scores"]

_SHARE = 512  # texts a thread takes at a time


@cache
def _table() -> tuple[NDArray[np.float32], float]:
    held = arrays(FOLDER / "bulk.npz")
    return held["table"].astype(np.float32), float(held["bias"])


def bulk_scores(texts: Sequence[str], threads: int = 2) -> NDArray[np.float32]:
    """A score in [-1, 1] for each text, (n,): the mean of its sentences' scores; 0 for one without words.

    The same whatever the number of threads and whatever else is asked. A score is a ranking of tone,
    not a probability.
    """
    from rotascope.maths.bulk_kernels import text_scores  # numba, only where texts are read

    table, bias = _table()

    def scored(low: int) -> NDArray[np.float32]:
        encoded = [text.encode("utf-8", "replace") for text in texts[low : low + _SHARE]]
        starts = np.cumsum([0] + [len(text) for text in encoded])
        joined = np.frombuffer(b"".join(encoded), dtype=np.uint8)
        return np.asarray(text_scores(joined, starts, table, bias, 0, len(encoded)))

    lows = range(0, len(texts), _SHARE)
    if len(lows) < 2 or threads < 2:
        parts = [scored(low) for low in lows]
    else:
        with ThreadPoolExecutor(threads) as pool:
            parts = list(pool.map(scored, lows))
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)
