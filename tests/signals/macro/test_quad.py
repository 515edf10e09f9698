"""Quads as readings: one label a quarter, a nowcast with its chances, a path with its count."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.signals.macro import growth, quad
from rotascope.signals.reading import measure
from rotascope.store.memory import MemoryBackend
from rotascope.vintages import versions
from tests.signals.macro import worlds


@pytest.fixture(scope="module")
def panel() -> Panel:
    return Panel(MemoryBackend(planted.frames(sessions=900)[0]), planted.LAST_DAY)


def path_world(labels: list[int]) -> Panel:
    """A world whose quads are `labels`: growth and inflation go up or down by half a point a quarter."""
    g, p, rate_g, rate_p = [100.0] * 5, [100.0] * 5, [0.02], [0.02]
    for label in labels:
        rate_g.append(rate_g[-1] + (0.005 if label in (1, 2) else -0.005))
        rate_p.append(rate_p[-1] + (0.005 if label in (2, 3) else -0.005))
    for i, (a, b) in enumerate(zip(rate_g, rate_p, strict=True)):
        g.append(g[i + 1] * (1 + a))
        p.append(p[i + 1] * (1 + b))
    prices = np.repeat(p, 3).astype(float)
    return worlds.panel({"GDPC1": worlds.monthly(g, "2012-01", lag=120, months=3),
                         "CPIAUCSL": worlds.monthly(prices, "2012-01")})  # fmt: skip


def test_a_planted_path_is_found_in_every_place_and_marked_when_it_was_printed() -> None:
    labels = [4, 4, 3, 2, 2, 1, 2, 4, 3, 2, 1, 4, 3]
    world = path_world(labels)
    realised, path = quad.quad(world), quad.quad_path(world)
    assert realised.value[-len(labels) :].tolist() == labels
    assert [m.date for m in path.marks] == [path.days[-len(labels) + i].item() for i in (5, 10)]
    assert path.state == "2 of 4"
    assert "gone through 2 times" in path.text
    assert "too few to test" in path.text
    found = quad.path_null(world, path)
    assert found.rate is not None
    assert 0.0 < found.p <= 1.0  # type: ignore[operator]


def test_a_quarter_counts_from_its_print_a_month_after_its_end(panel: Panel) -> None:
    trace = quad.quad(panel)
    made = growth.quarters(versions(panel, "GDPC1"), versions(panel, "CPIAUCSL"))
    ends = (made.periods.astype("datetime64[M]") + 3).astype("datetime64[D]")
    lag = (trace.days - ends).astype(int)
    assert lag.min() >= 30
    assert lag.max() <= 34
    assert set(trace.value[np.isfinite(trace.value)]) == {1.0, 2.0, 3.0, 4.0}


def test_a_state_has_no_percentile_and_no_lean(panel: Panel) -> None:
    for one in measure(panel, ["macro.quad", "macro.quad_nowcast", "macro.quad_path"]):
        assert one.reading.status == "ok"
        assert one.reading.percentile is None
        assert one.reading.lean is None
        assert one.reading.null is not None


def test_the_planted_surveys_name_the_quad_then_printed_more_often_than_chance(
    panel: Panel,
) -> None:
    trace = quad.quad_nowcast(panel)
    found = quad.nowcast_null(panel, trace)
    assert found is not None
    assert found.rate is not None
    assert found.rate > 0.6
    assert found.p is not None
    assert found.p < 1e-6
    assert "chances" in trace.text


def test_without_series_the_quads_are_not_measurable() -> None:
    for compute in (quad.quad, quad.quad_nowcast, quad.quad_path):
        assert compute(worlds.empty()).status == "not_measurable"


def test_a_late_vintage_says_so(panel: Panel) -> None:
    assert "late vintage" not in quad.quad(panel).text
    rows = {"GDPC1": worlds.monthly(list(np.linspace(100, 130, 30)), "2015-01", 120, 3),
            "CPIAUCSL": worlds.monthly(list(np.linspace(100, 130, 90)), "2015-01")}  # fmt: skip
    import polars as pl

    frame = worlds.macro(rows).with_columns(assumed=pl.lit(True))
    late = Panel(MemoryBackend({"macro": frame}), worlds.LAST)
    assert "late vintage" in quad.quad(late).text
