"""Compiled loops of the sentiment model: what lit cells add up to, and small convolutions over words.

Every item is read alone, in one order, in single precision: answers do not depend on the batch.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from rotascope.maths.types import Ints

__all__ = ["convolved", "lit_sums"]

Single = NDArray[np.float32]


@njit(cache=True, nogil=True)
def lit_sums(cells: Ints, starts: Ints, weights: Single, bias: Single) -> Single:
    """Linear scores (n, classes): bias + sum of the lit cells' weights / sqrt(number lit).

    Item i lights cells[starts[i] : starts[i + 1]]; weights (cells, classes). No cell lit: the bias.
    """
    n, classes = starts.shape[0] - 1, weights.shape[1]
    out = np.empty((n, classes), dtype=np.float32)
    for i in range(n):
        count = starts[i + 1] - starts[i]
        for c in range(classes):
            total = np.float32(0.0)
            for k in range(starts[i], starts[i + 1]):
                total += weights[cells[k], c]
            out[i, c] = bias[c] + total / np.float32(np.sqrt(max(count, 1)))
    return out


@njit(cache=True, nogil=True)
def _embed(
    row: int, low: int, high: int, parts: Ints, words: Single, pieces: Single, out: Single
) -> None:
    """A word's embedding: its own row plus the mean of its pieces (Bojanowski and others 2017)."""
    width = words.shape[1]
    out[:width] = 0.0
    for k in range(low, high):
        for d in range(width):
            out[d] += pieces[parts[k], d]
    share = np.float32(1.0) / np.float32(max(high - low, 1))
    for d in range(width):
        out[d] = words[row, d] + out[d] * share


@njit(cache=True, nogil=True)
def _tops(read: Single, kernel: Single, bias: Single, span: int, tops: Single) -> None:
    """The largest rectified answer of each filter over a sentence; read (n, inner), tops (filters,)."""
    n, inner = read.shape
    answers = np.empty(bias.shape[0], dtype=np.float32)
    tops[:] = 0.0
    for t in range(n):
        answers[:] = bias
        for j in range(span):
            u = t - span // 2 + j
            if u < 0 or u >= n:
                continue
            for d in range(inner):
                value, row = read[u, d], j * inner + d
                for f in range(answers.shape[0]):
                    answers[f] += value * kernel[row, f]
        for f in range(answers.shape[0]):
            tops[f] = max(tops[f], answers[f])


@njit(cache=True, nogil=True)
def _answer(joined: Single, weights: Single, bias: Single, out: Single) -> None:
    """Class logits from what was found: weights (classes, found), out (classes,)."""
    for c in range(bias.shape[0]):
        total = bias[c]
        for d in range(joined.shape[0]):
            total += weights[c, d] * joined[d]
        out[c] = total


@njit(cache=True, nogil=True)
def convolved(
    rows: Ints, places: Ints, values: Single, starts: Ints, entity_starts: Ints,
    parts: Ints, part_starts: Ints, words: Single, pieces: Single, place_table: Single, kernels: Single,
    biases: Single, spans: Ints, out_weights: Single, out_bias: Single,
) -> Single:  # fmt: skip
    """Class logits of one network for n items, (n, classes).

    Item i is the words starts[i] : entity_starts[i] and its entity's entity_starts[i] : starts[i + 1];
    rows (words,) into `words`, places (words,) into `place_table`, values (words,) as they are, cells
    parts[part_starts[w] : part_starts[w + 1]] into `pieces`; kernels (sum of spans x inner, filters)
    one span after another.
    """
    n, width = starts.shape[0] - 1, words.shape[1]
    inner, filters = width + place_table.shape[1] + 1, kernels.shape[1]
    out = np.empty((n, out_bias.shape[0]), dtype=np.float32)
    joined = np.empty(filters * spans.shape[0] + width, dtype=np.float32)
    one = np.empty(width, dtype=np.float32)
    for i in range(n):
        low, high = starts[i], entity_starts[i]
        read = np.empty((high - low, inner), dtype=np.float32)
        for w in range(low, high):
            _embed(rows[w], part_starts[w], part_starts[w + 1], parts, words, pieces, read[w - low])
            read[w - low, width : inner - 1] = place_table[places[w]]
            read[w - low, inner - 1] = values[w]
        begin = 0
        for s in range(spans.shape[0]):
            end = begin + spans[s] * inner
            tops = joined[s * filters : (s + 1) * filters]
            _tops(read, kernels[begin:end], biases[s], spans[s], tops)
            begin = end
        mean = joined[filters * spans.shape[0] :]
        mean[:] = 0.0
        for w in range(high, starts[i + 1]):
            _embed(rows[w], part_starts[w], part_starts[w + 1], parts, words, pieces, one)
            mean += one / np.float32(starts[i + 1] - high)
        _answer(joined, out_weights, out_bias, out[i])
    return out
