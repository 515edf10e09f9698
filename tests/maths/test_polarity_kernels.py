"""The compiled loops of the sentiment model against plain NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from rotascope.maths.polarity_kernels import convolved, lit_sums

RNG = np.random.default_rng(4)
WIDTH, PLACE, FILTERS, SPANS = 6, 2, 5, np.array([1, 2, 3])
INNER = WIDTH + PLACE + 1


def single(*shape: int) -> Any:
    return RNG.normal(size=shape).astype(np.float32)


TABLES = {
    "words": single(9, WIDTH),
    "pieces": single(12, WIDTH),
    "places": single(4, PLACE),
    "kernels": single(int(SPANS.sum()) * INNER, FILTERS),
    "biases": single(3, FILTERS),
    "out": single(3, 3 * FILTERS + WIDTH),
    "out_bias": single(3),
}
# three items of 4, 1 and 2 words with entities of 1, 2 and 1
STARTS, ENTITIES = np.array([0, 5, 8, 11]), np.array([4, 6, 10])
ROWS, PLACES = RNG.integers(0, 9, 11), RNG.integers(0, 4, 11)
VALUES = single(11)
PART_STARTS = np.array([0, 2, 2, 5, 6, 7, 7, 9, 10, 12, 12, 13])
PARTS = RNG.integers(0, 12, 13)


def asked(starts: Any = STARTS, entities: Any = ENTITIES) -> Any:
    t = TABLES
    return convolved(
        ROWS, PLACES, VALUES, starts, entities, PARTS, PART_STARTS, t["words"], t["pieces"],
        t["places"], t["kernels"], t["biases"], SPANS, t["out"], t["out_bias"],
    )  # fmt: skip


def embedded(w: int) -> Any:
    own = PARTS[PART_STARTS[w] : PART_STARTS[w + 1]]
    mean = TABLES["pieces"][own].mean(axis=0) if len(own) else 0.0
    return TABLES["words"][ROWS[w]] + mean


def by_definition(low: int, high: int, end: int) -> Any:
    read = np.array(
        [[*embedded(w), *TABLES["places"][PLACES[w]], VALUES[w]] for w in range(low, high)]
    )
    tops, begin = [], 0
    for s, span in enumerate(SPANS):
        kernel = TABLES["kernels"][begin : begin + span * INNER].reshape(span, INNER, FILTERS)
        begin += span * INNER
        padded = np.vstack([np.zeros((span // 2, INNER)), read, np.zeros(((span - 1) // 2, INNER))])
        windows = np.array([padded[t : t + span] for t in range(len(read))])
        answers = np.einsum("tji,jif->tf", windows, kernel) + TABLES["biases"][s]
        tops.append(np.maximum(answers, 0).max(axis=0))
    mean = np.mean([embedded(w) for w in range(high, end)], axis=0)
    return TABLES["out"] @ np.concatenate([*tops, mean]) + TABLES["out_bias"]


def test_a_network_answers_as_its_definition() -> None:
    expected = [by_definition(STARTS[i], ENTITIES[i], STARTS[i + 1]) for i in range(3)]
    assert asked() == pytest.approx(np.array(expected), abs=1e-4)


def test_an_item_alone_answers_bit_for_bit_as_among_others() -> None:
    together = asked()
    alone = asked(STARTS[1:3] - 0, ENTITIES[1:2])
    assert (alone[0] == together[1]).all()


def test_lit_cells_add_up_over_the_root_of_their_number() -> None:
    weights, bias = single(20, 3), single(3)
    cells, starts = np.array([3, 5, 19, 2]), np.array([0, 3, 3, 4])
    found = lit_sums(cells, starts, weights, bias)
    assert found[0] == pytest.approx(bias + weights[[3, 5, 19]].sum(axis=0) / np.sqrt(3), abs=1e-5)
    assert (found[1] == bias).all()
    assert found[2] == pytest.approx(bias + weights[2], abs=1e-6)
