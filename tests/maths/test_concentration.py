"""Concentration: closed forms, and an issuer counts once."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rotascope.maths.concentration import (
    effective_number,
    herfindahl,
    merge,
    top_k,
)

LINES = np.array([0.12, 0.10, 0.25, 0.22, 0.21, 0.10])
ISSUERS = ["a", "a", "b", "c", "d", "e"]


def test_the_handbooks_example() -> None:
    merged = merge(LINES, ISSUERS)
    assert herfindahl(LINES) == pytest.approx(0.1894)
    assert herfindahl(merged) == pytest.approx(0.2134)
    assert effective_number(LINES) == pytest.approx(5.28, abs=0.005)
    assert effective_number(merged) == pytest.approx(4.69, abs=0.005)


weights = st.lists(st.floats(0.01, 1.0), min_size=2, max_size=30).map(
    lambda w: np.array(w) / np.sum(w)
)


@settings(max_examples=80, deadline=None)
@given(weights)
def test_effective_numbers_lie_between_one_and_n(w: np.ndarray) -> None:
    assert 1.0 - 1e-9 <= effective_number(w) <= len(w) + 1e-9
    assert herfindahl(w) >= 1 / len(w) - 1e-12


@settings(max_examples=80, deadline=None)
@given(weights, st.floats(0.1, 0.9), st.integers(0, 100))
def test_splitting_an_issuer_and_merging_it_changes_nothing(
    w: np.ndarray, share: float, seed: int
) -> None:
    split = np.concatenate([[w[0] * share, w[0] * (1 - share)], w[1:]])
    groups = [0, 0, *range(1, len(w))]
    order = np.random.default_rng(seed).permutation(len(split))
    merged = merge(split[order], [groups[i] for i in order])
    assert herfindahl(merged) == pytest.approx(herfindahl(w), rel=1e-12)
    assert herfindahl(merged) >= herfindahl(split) - 1e-15


def test_equal_weights_are_n_equal_names() -> None:
    w = np.full(7, 1 / 7)
    assert effective_number(w) == pytest.approx(7)


def test_a_zero_weight_is_nobody() -> None:
    assert len(merge(np.array([0.5, 0.0, 0.5]), ["a", "b", "c"])) == 2


def test_top_k_takes_the_largest() -> None:
    assert top_k(LINES, 2) == pytest.approx(0.47)
    assert top_k(LINES, 99) == pytest.approx(1.0)
