"""Theses through their episodes, forecasters by score, drift of what was recorded."""

from __future__ import annotations

from dataclasses import replace
from math import expm1

import pytest

from rotascope.errors import WrongUse
from rotascope.figures.tracks import drift, thesis, track
from tests.figures import drawable


def test_an_episode_that_is_not_over_is_not_drawn() -> None:
    made = thesis(drawable.thesis())
    points = made.traces[-1]
    assert points["y"] == pytest.approx([100 * expm1(0.1), 100 * expm1(-0.05)], rel=1e-5)
    assert points["marker"]["symbol"] == ["circle", "x"]
    assert made.title == "In 1 of 2 earlier episodes small caps led over 126 sessions"


def test_a_thesis_without_a_past_is_refused() -> None:
    with pytest.raises(WrongUse, match="no earlier episode"):
        thesis(replace(drawable.thesis(), both=()))


def test_a_forecaster_stands_beside_the_base_rate() -> None:
    made = track(drawable.track())
    ticks, points = made.traces
    assert (ticks["x"], points["x"]) == ([0.25], [0.2])
    assert points["marker"]["symbol"] == ["circle"]
    assert track(drawable.track(0.3)).traces[-1]["marker"]["symbol"] == ["x"]


def test_without_scores_what_is_registered_is_counted() -> None:
    made = track(drawable.track(None))
    assert made.title == "1 registered, none scored often enough to grade"
    with pytest.raises(WrongUse, match="no thesis"):
        track(replace(drawable.track(None), theses=()))


def test_drift_counts_what_differs_and_what_is_lost() -> None:
    made = drift(drawable.drift())
    assert made.traces[-1]["x"] == [15.0, 0.0]
    with pytest.raises(WrongUse, match="nothing is recorded"):
        drift(replace(drawable.drift(), signals=()))
