"""Planted growth and surprises are found on the right side; a year's turn is seen within a year."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.providers.planted_parts.fundamentals import FAVOURED
from rotascope.signals.reading import measure
from tests.signals.earnings import worlds


def test_both_breadths_find_the_favoured_side() -> None:
    panel = worlds.planted_panel()
    days = panel.sessions
    large_then = days[-FAVOURED[1][0]]  # the last day on which the large were favoured
    for made in measure(
        panel, ["earnings.growth_breadth", "earnings.surprise_breadth"], null=False
    ):
        trace = made.trace
        assert trace.value[-1] > 0.8
        before = trace.value[(trace.days > large_then - 60) & (trace.days <= large_then)]
        assert np.nanmean(before) < 0.2
        assert made.reading.lean is not None
        assert made.reading.lean > 0.0


def test_the_reading_says_how_many_companies_stand_behind_it() -> None:
    (made,) = measure(worlds.planted_panel(), ["earnings.growth_breadth"])
    assert "30 companies outside the index" in made.reading.text
    assert "29 in it" in made.reading.text  # PW02 and PW03 are one company
    assert made.reading.null is not None
    assert made.reading.null.p is not None
    assert made.reading.null.p == pytest.approx(3 / 14)  # beside the thirteen seasons before
    assert "its median season" in made.reading.null.statement
