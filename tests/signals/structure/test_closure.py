"""The closure scorecard: monotone in net assets, labelled, and silent where the assets are not known."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from rotascope.signals.reading import measure
from rotascope.signals.structure.closure import YEAR, closure
from tests.signals.structure.frames import panel, sizes

END = date(2026, 5, 29)


def fund(assets_usd: float, growth: float = 0.0, count: int = YEAR + 5) -> float:
    shares = (assets_usd / 10.0 * np.exp(growth * np.arange(count))).tolist()
    told = panel({"funds": sizes("XMAG", shares, [10.0] * count, END)}, END)
    return float(closure(told, "rest").value[-1])


def test_points_never_rise_with_net_assets() -> None:
    points = [fund(size) for size in (5e6, 20e6, 49e6, 51e6, 500e6)]
    assert points == sorted(points, reverse=True)
    assert points[0] - points[-1] == 1.0


def test_outflow_and_youth_give_a_point_each() -> None:
    assert fund(500e6) == 1.0  # XMAG is younger than three years
    assert fund(500e6, growth=-0.001) == 2.0
    assert fund(20e6, growth=-0.001) == 3.0


def test_it_calls_itself_a_scorecard_and_no_probability() -> None:
    told = panel({"funds": sizes("XMAG", [5e6] * 300, [26.0] * 300, END)}, END)
    (found,) = measure(told, ["structure.closure_rest"])
    assert "no probability" in found.reading.text
    assert "130 m USD, 1.6 years old" in found.reading.text
    assert found.reading.unit == "points"


@pytest.mark.parametrize("role", ["few", "rest"])
def test_nothing_is_said_of_a_fund_whose_size_is_not_on_file(role: str) -> None:
    assert closure(panel({}), role).status == "not_measurable"
