"""Both axes on one map."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rotascope.errors import WrongUse
from rotascope.figures.two_axes import two_axes
from tests.figures import drawable


def test_small_caps_are_up_and_the_rest_is_to_the_right() -> None:
    cloud, tail = two_axes(drawable.two_axes()).traces
    assert (tail["x"][-1], tail["y"][-1]) == (2.0, 3.0)
    assert (cloud["x"], cloud["y"]) == ([1.0], [2.0])
    assert cloud["marker"]["opacity"] < 0.5
    assert tail["marker"]["size"][-1] == max(tail["marker"]["size"])


def test_quarters_are_named_by_both_sides() -> None:
    words = {note["text"]: (note["x"] > 0, note["y"] > 0)
             for note in two_axes(drawable.two_axes()).layout["annotations"]}  # fmt: skip
    assert words["small caps,<br>the rest"] == (True, True)
    assert words["large caps,<br>the few"] == (False, False)


def test_the_legend_says_how_much_of_the_cloud_agrees() -> None:
    assert two_axes(drawable.two_axes()).traces[-1]["name"] == "C/D +2.0 %, A/B +3.0 %: 100 %"


def test_no_standing_is_refused_with_its_reason() -> None:
    with pytest.raises(WrongUse, match="too short"):
        two_axes(replace(drawable.two_axes(), standings=(), reason="too short"))
