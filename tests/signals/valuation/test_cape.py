"""The cyclical ratio and half-lives: planted slopes recovered, walks left open, nothing infinite."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from rotascope.maths.halflife import half_life
from rotascope.providers.planted_parts.fundamentals import SPREAD_PHI
from rotascope.signals.reading import measure
from rotascope.signals.valuation import cape
from tests.signals.earnings import worlds

BEFORE_THE_FLIP = date(2020, 4, 30)


def test_the_ratio_is_what_was_known_and_stands_in_its_century() -> None:
    (made,) = measure(worlds.planted_panel(), ["valuation.cape"])
    assert made.reading.axis == "market"
    assert made.reading.lean is None
    assert "since 1975" in made.reading.text
    assert made.reading.known_at is not None
    assert made.reading.known_at <= worlds.LAST


def test_the_planted_half_life_lies_inside_its_interval_before_the_mean_moved() -> None:
    (made,) = measure(worlds.planted_panel(BEFORE_THE_FLIP), ["valuation.half_life_spread"])
    assert made.reading.state == "established"
    interval = made.reading.interval
    assert interval is not None
    truth = half_life(SPREAD_PHI)
    assert interval.low <= truth <= interval.high
    assert made.reading.value == pytest.approx(truth, rel=0.6)


def test_after_the_mean_moved_reversion_is_not_established_and_nothing_infinite_is_said() -> None:
    (made,) = measure(worlds.planted_panel(), ["valuation.half_life_spread"])
    assert made.reading.state == "not established"
    assert made.reading.interval is None
    assert "not established" in made.reading.text
    assert "to never" in made.reading.text
    assert made.reading.value is not None
    assert np.isfinite(made.reading.value)


def test_every_value_of_the_history_is_that_of_its_prefix() -> None:
    full = cape.half_life_cape(worlds.planted_panel())
    short = cape.half_life_cape(worlds.planted_panel(date(2023, 6, 30)))
    n = len(short.value)
    assert np.allclose(full.value[:n], short.value, rtol=1e-12, equal_nan=True)


def test_the_null_is_what_walks_of_that_length_show() -> None:
    panel = worlds.planted_panel(BEFORE_THE_FLIP)
    (made,) = measure(panel, ["valuation.half_life_spread"])
    assert made.reading.null is not None
    assert made.reading.null.p is not None
    assert made.reading.null.p < 0.1
    assert cape.walk_null(panel, cape.cape(panel)) is None


def test_ten_years_are_needed_and_missing_series_are_named() -> None:
    panel = worlds.panel(worlds.LAST)
    said = {
        n: measure(panel, [f"valuation.{n}"])[0].reading
        for n in ("cape", "half_life_cape", "half_life_spread")
    }
    assert "SHILLER.cape" in said["cape"].reason
    assert "SHILLER.cape" in said["half_life_cape"].reason
    assert "EP.small_cap" in said["half_life_spread"].reason
