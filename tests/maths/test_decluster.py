"""Firings and which of them are independent."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rotascope.maths.decluster import decluster, firings


def test_of_events_closer_than_the_gap_the_first_is_kept() -> None:
    """By hand, gap 6: 1 keeps, 4 is 3 after it, 7 is 6 after it, 8, 12 too near, 13 keeps, 30 keeps."""
    assert decluster(np.array([1, 4, 7, 8, 12, 13, 30]), 6).tolist() == [1, 7, 13, 30]
    assert decluster(np.array([], dtype=np.int64), 6).tolist() == []


@given(st.lists(st.integers(0, 500), unique=True, max_size=60), st.integers(1, 80))
def test_what_is_kept_is_apart_and_nothing_more_fits(at: list[int], gap: int) -> None:
    found = decluster(np.array(sorted(at), dtype=np.int64), gap).tolist()
    assert len(found) <= len(at)
    assert all(b - a >= gap for a, b in pairwise(found))
    for place in at:  # whatever was left out lies within a gap after one that was kept
        assert place in found or any(0 < place - kept < gap for kept in found)


def test_a_firing_begins_and_a_short_pause_is_the_same_one() -> None:
    true = np.zeros(40, dtype=bool)
    true[[3, 4, 5, 9, 20, 21]] = True  # 6, 7, 8 are a pause of three sessions
    known = np.ones(40, dtype=bool)
    assert firings(true, known).tolist() == [3, 20]
    assert firings(true, known, rearm=2).tolist() == [3, 9, 20]


def test_what_was_true_when_the_history_began_is_no_firing() -> None:
    true = np.ones(30, dtype=bool)
    known = np.arange(30) >= 4
    assert firings(true & known, known).tolist() == []
    true[10:20] = False
    assert firings(true & known, known).tolist() == [20]
    assert firings(np.zeros(5, dtype=bool), known[:5]).tolist() == []
