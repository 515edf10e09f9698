"""Content decides: equal arrays are answered once, a changed value never from an old answer."""

from __future__ import annotations

import numpy as np

from rotascope.recall import MOST, recall


def test_equal_arrays_are_computed_once_and_a_changed_value_again() -> None:
    asked: list[int] = []
    x = np.arange(5.0)

    def ask(values: np.ndarray, params: str = "") -> float:
        def compute() -> float:
            asked.append(1)
            return float(values.sum())

        return recall("sum", (values,), params, compute)

    assert ask(x) == ask(x.copy()) == 10.0
    assert len(asked) == 1
    other = x.copy()
    other[2] = 7.0
    assert ask(other) == 15.0
    assert ask(x, "another") == 10.0
    assert ask(x[:4]) == 6.0
    assert len(asked) == 4


def test_the_same_bytes_in_another_shape_or_type_are_another_question() -> None:
    shape = [recall("shape", (a,), "", lambda a=a: a.shape) for a in (np.ones(4), np.ones((2, 2)))]
    assert shape == [(4,), (2, 2)]
    kinds = [recall("kind", (a,), "", lambda a=a: a.dtype.kind)
             for a in (np.zeros(2), np.zeros(2, np.int64))]  # fmt: skip
    assert kinds == ["f", "i"]


def test_the_oldest_answers_are_forgotten() -> None:
    counted: list[int] = []

    def one(n: int) -> int:
        return recall("n", (np.array([n]),), "", lambda: counted.append(n) or n)

    for n in range(MOST + 1):
        one(n)
    before = len(counted)
    one(0)
    assert len(counted) == before + 1
