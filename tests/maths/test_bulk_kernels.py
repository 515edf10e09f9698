"""Bytes to hashed words to scores, against plain Python."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import pytest

from rotascope.maths.bulk_kernels import CELLS, lit_cells, text_scores

TABLE = np.random.default_rng(5).normal(size=CELLS).astype(np.float32)
TEXT = "Stocks fell 3.5% on Monday. Who's BUYING now? Prices: 1,200 and up!\nÜber all, no."


def raw(text: str) -> Any:
    return np.frombuffer(text.encode(), dtype=np.uint8)


def code(word: str) -> int:
    if word[0].isdigit():
        return 97
    found = 2166136261
    for byte in word.encode():
        if byte != 39:
            low = byte + 32 if 65 <= byte <= 90 else byte
            found = ((found ^ low) * 16777619) % 2**32
    return found


def cell(hash_: int) -> int:
    spread = hash_ * 2654435761 % 2**32
    return (spread ^ (spread >> 15)) % CELLS


def by_definition(sentence: str) -> list[int]:
    codes = [
        code(w)
        for w in re.findall(r"\d+(?:[.,]\d+)*|[^\W\d_%][^\W\d_]*(?:'[^\W\d_]+)*|%", sentence)
    ]
    pairs = zip([0, *codes], codes, strict=False)
    return [c for a, b in pairs for c in (cell(b), cell((a * 16777619 % 2**32) ^ b))]


def scored(*texts: str, bias: float = 0.1) -> Any:
    starts = np.cumsum([0] + [len(t.encode()) for t in texts])
    return text_scores(raw("".join(texts)), starts, TABLE, bias, 0, len(texts))


def test_every_word_and_pair_of_a_sentence_is_lit() -> None:
    assert lit_cells(raw("Stocks fell on Monday")).tolist() == by_definition(
        "Stocks fell on Monday"
    )
    assert lit_cells(raw("Rose 1,200.5 points")).tolist() == by_definition("Rose 1,200.5 points")


def test_a_text_is_the_mean_of_its_sentences() -> None:
    sentences = [
        "Stocks fell 3.5 on Monday",
        "Who's BUYING now",
        "Prices: 1,200 and up",
        "Über all, no",
    ]
    each = []
    for sentence in sentences:
        lit = by_definition(sentence)
        each.append(math.tanh(0.1 + sum(float(TABLE[c]) for c in lit) / math.sqrt(len(lit))))
    assert scored(". ".join(sentences)) == pytest.approx([np.mean(each)], abs=1e-5)


def test_case_does_not_matter_and_order_does() -> None:
    assert scored("stocks FELL hard")[0] == scored("Stocks fell Hard")[0]
    assert scored("stocks fell hard")[0] != scored("hard stocks fell")[0]


def test_fragments_count_only_where_there_is_nothing_else() -> None:
    assert scored("Up. Stocks fell hard today.")[0] == scored("Stocks fell hard today.")[0]
    assert scored("Up.")[0] != 0


def test_no_word_scores_zero() -> None:
    assert scored("", " .,; ", "--").tolist() == [0, 0, 0]


def test_a_text_scores_alone_as_among_others() -> None:
    assert scored("one two three", TEXT, "four five six")[1] == scored(TEXT)[0]
