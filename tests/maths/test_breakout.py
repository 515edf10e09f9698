"""Synchronised breakouts and how many lines there really are."""

import numpy as np
import pytest

from rotascope.maths.breakout import circular_p, effective_count, synchronised


def test_a_line_counts_for_h_steps_after_its_event() -> None:
    events = np.zeros((6, 2))
    events[1, 0] = 1
    assert synchronised(events, 3).tolist() == [0, 0.5, 0.5, 0.5, 0, 0]


def test_events_at_one_time_in_every_line_are_rare_by_chance() -> None:
    events = np.zeros((500, 4))
    events[-2, :] = 1
    assert circular_p(events, 10, 2000, 1) < 0.01


def test_independent_events_are_as_likely_as_they_are() -> None:
    rng = np.random.default_rng(9)
    p = [circular_p((rng.random((300, 3)) < 0.02) * 1.0, 10, 400, k) for k in range(150)]
    assert np.mean(np.array(p) <= 0.1) < 0.16  # conservative where the statistic is discrete


def test_identical_lines_are_one_and_independent_ones_are_all() -> None:
    assert effective_count(np.ones((4, 4))) == pytest.approx(1.0)
    assert effective_count(np.eye(4)) == pytest.approx(4.0)
    rho = np.full((2, 2), 0.5) + 0.5 * np.eye(2)
    eigenvalues = np.linalg.eigvalsh(rho)
    assert effective_count(rho) == pytest.approx(eigenvalues.sum() ** 2 / (eigenvalues**2).sum())
