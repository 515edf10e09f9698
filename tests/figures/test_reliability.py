"""The reliability diagram says its counts and its verdict in words, and draws what the term holds."""

from dataclasses import replace

import pytest

from rotascope.evidence.reliability import reliability
from rotascope.figures.draw import draw, picture
from rotascope.figures.reliability import reliability_diagram
from rotascope.terms import Reliability
from tests.evidence.worlds import with_rotations


@pytest.fixture(scope="module")
def told() -> Reliability:
    world = with_rotations(20.0, 2)
    found = reliability("size", world.told.days, world.walked, world.past)
    assert found is not None
    return found


def test_points_and_bars_are_the_bins(told: Reliability) -> None:
    made = reliability_diagram(told)
    points = made.traces[-1]
    assert points["x"] == pytest.approx([100 * one.said for one in told.bins], rel=1e-5)
    for y, up, down, one in zip(
        points["y"],
        points["error_y"]["array"],
        points["error_y"]["arrayminus"],
        told.bins,
        strict=True,
    ):
        assert y + up == pytest.approx(100 * max(one.interval.high, one.happened), abs=1e-3)
        assert y - down == pytest.approx(100 * min(one.interval.low, one.happened), abs=1e-3)


def test_the_title_says_whether_it_lies_in_the_band(told: Reliability) -> None:
    assert "inside the" in reliability_diagram(replace(told, inside=True)).title
    assert "outside the" in reliability_diagram(replace(told, inside=False)).title
    assert f"{told.independent:.0f} independent outcomes" in reliability_diagram(told).note


def test_it_is_drawn_like_every_picture(told: Reliability) -> None:
    assert picture(told) == reliability_diagram(told)
    assert len(draw(told).data) == 3
