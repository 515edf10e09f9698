"""Compiled reading of many texts: bytes to hashed words and pairs of words, to one score a text.

No text is copied and no word is made: a hash is rolled over the bytes (FNV-1a, 32 bits).
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from rotascope.maths.types import Ints

__all__ = ["CELLS", "lit_cells", "text_scores"]

CELLS = 1 << 18
_FNV, _PRIME = np.uint32(2166136261), np.uint32(16777619)
_NUMBER = np.uint32(97)
_MIX = np.uint32(2654435761)
_MASK = np.uint32(CELLS - 1)

Bytes = NDArray[np.uint8]
Single = NDArray[np.float32]


@njit(cache=True, nogil=True)
def _kind(byte: int) -> int:
    """0 between words, 1 a letter, 2 a digit, 3 the end of a sentence, 4 inside a word but not of it."""
    if 97 <= byte <= 122 or 65 <= byte <= 90 or byte >= 128 or byte == 37:
        return 1
    if 48 <= byte <= 57:
        return 2
    if byte in (10, 33, 63, 46):
        return 3
    return 4 if byte == 39 else 0


@njit(cache=True, nogil=True)
def _word(text: Bytes, at: int, end: int) -> tuple[np.uint32, int]:
    """Hash of the word that begins at `at`, ASCII letters in lower case, and where it ends."""
    if _kind(text[at]) == 2:
        while at < end and (_kind(text[at]) == 2 or text[at] == 44 or text[at] == 46):
            if text[at] == 46 and (at + 1 == end or _kind(text[at + 1]) != 2):
                break
            at += 1
        return _NUMBER, at
    code = _FNV
    while at < end:
        byte = text[at]
        kind = _kind(byte)
        if kind not in (1, 4):
            break
        if kind == 1:
            low = byte + 32 if 65 <= byte <= 90 else byte
            code = np.uint32((code ^ np.uint32(low)) * _PRIME)
        at += 1
    return code, at


@njit(cache=True, nogil=True)
def _cell(code: np.uint32) -> int:
    spread = np.uint32(code * _MIX)
    return int((spread ^ (spread >> np.uint32(15))) & _MASK)


@njit(cache=True, nogil=True)
def lit_cells(text: Bytes) -> Ints:
    """Cells of every word and pair of neighbours of one text in order, each time it occurs."""
    out = np.empty(2 * text.shape[0] + 2, dtype=np.int64)
    n, at, end, before = 0, 0, text.shape[0], np.uint32(0)
    while at < end:
        kind = _kind(text[at])
        if kind in (1, 2):
            code, at = _word(text, at, end)
            out[n], out[n + 1] = _cell(code), _cell(np.uint32(before * _PRIME) ^ code)
            n, before = n + 2, code
        else:
            before = np.uint32(0) if kind == 3 else before
            at += 1
    return out[:n]


@njit(cache=True, nogil=True)
def text_scores(
    texts: Bytes, starts: Ints, table: Single, bias: float, low: int, high: int
) -> Single:
    """Scores in (-1, 1) of the texts low : high; text i is the bytes starts[i] : starts[i + 1].

    A sentence's score is tanh(bias + sum of its cells' weights / sqrt(their number)); a text's is the
    mean over its sentences of at least three words (any, if none has). No word at all: 0.
    """
    out = np.zeros(high - low, dtype=np.float32)
    for i in range(low, high):
        at, end = starts[i], starts[i + 1]
        long_sum, long_n, short_sum, short_n = 0.0, 0, 0.0, 0
        total, n, before = 0.0, 0, np.uint32(0)
        while at <= end:
            kind = 3 if at == end else _kind(texts[at])
            if kind in (1, 2):
                code, at = _word(texts, at, end)
                total += table[_cell(code)] + table[_cell(np.uint32(before * _PRIME) ^ code)]
                n, before = n + 1, code
                continue
            at += 1
            if kind == 3 and n > 0:
                score = np.tanh(bias + total / np.sqrt(2.0 * n))
                if n >= 3:
                    long_sum, long_n = long_sum + score, long_n + 1
                else:
                    short_sum, short_n = short_sum + score, short_n + 1
                total, n, before = 0.0, 0, np.uint32(0)
        if long_n > 0:
            out[i - low] = long_sum / long_n
        elif short_n > 0:
            out[i - low] = short_sum / short_n
    return out
