"""Breadth of small companies against large ones finds the planted turns of size."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.maths import stats
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.registry import SIGNALS
from rotascope.signals.reading import measure
from rotascope.signals.small_breadth import small_above, small_beat, small_highs
from rotascope.store.memory import MemoryBackend

NAMES = ("small_breadth.above_200", "small_breadth.beat_median", "small_breadth.new_highs")


@pytest.fixture(scope="module")
def world() -> tuple[Panel, planted.Truth]:
    frames, truth = planted.frames(seed=7, sessions=1500)
    return Panel(MemoryBackend(frames), truth.last), truth


def test_all_three_lean_to_small_after_the_planted_turn_to_small(
    world: tuple[Panel, planted.Truth],
) -> None:
    panel, truth = world
    assert truth.newest("size").leader == "small"
    for said in measure(panel, NAMES):
        assert said.reading.status == "ok", said.reading.reason
        assert said.reading.lean is not None
        if said.spec.name != NAMES[2]:  # highs are a matter of days
            assert said.reading.lean > 0.2, said.spec.name


def test_while_large_companies_led_fewer_small_ones_beat_them(
    world: tuple[Panel, planted.Truth],
) -> None:
    panel, truth = world
    trace = small_beat(panel)
    turns = [np.datetime64(r.date) for r in truth.rotations if r.axis == "size"]
    # Half a year after each turn the window holds the new leader alone.
    grown = np.timedelta64(190, "D")
    large = (trace.days > turns[1] + grown) & (trace.days < turns[2])
    small = trace.days > turns[2] + grown
    assert np.nanmean(trace.value[large]) < 0.35
    assert np.nanmean(trace.value[small]) > 0.65


def test_the_null_of_the_beat_share_holds_its_level_where_size_does_not_matter() -> None:
    # Sides that drift apart at random: a common daily gap of sd .006 about which members lie at .02.
    draw = np.random.default_rng(11)
    drift = 0.006 * draw.standard_normal((400, 126)).sum(axis=1)
    spread = 0.02 * 126**0.5
    shares = np.array([(d + spread * draw.standard_normal(300) > 0).mean() for d in drift])
    apart = 0.006 * 126**0.5 / spread
    seen = np.abs([stats.normal_ppf(float(np.clip(s, 1e-6, 1 - 1e-6))) for s in shares])
    p = np.array([2 * (1 - stats.normal_cdf(x / apart)) for x in seen])
    # 400 draws: 10 % +- 3 sd of a share, plus the members' own noise.
    assert (p < 0.10).mean() == pytest.approx(0.10, abs=0.05)


def test_the_null_of_the_beat_share_is_as_said(world: tuple[Panel, planted.Truth]) -> None:
    panel, _ = world
    (said,) = measure(panel, [NAMES[1]])
    null, pair = said.reading.null, panel.pair("small_large")
    assert null is not None
    assert said.reading.value is not None
    growth = [panel.series(f"PS{i:02d}").levels for i in range(1, 25)]
    spread = np.log([levels[-1] / levels[-127] for levels in growth]).std()
    apart = np.diff(pair.log_ratio).std() * 126**0.5 / spread
    expected = 2 * (1 - stats.normal_cdf(abs(stats.normal_ppf(said.reading.value)) / apart))
    assert null.p == pytest.approx(expected, rel=1e-3)
    assert null.statement.startswith("half, if size did not matter; by chance half of all such")


def test_shares_are_those_of_a_plain_count(world: tuple[Panel, planted.Truth]) -> None:
    panel, _ = world
    trace = small_above(panel)
    lines = [f"PS{i:02d}" for i in range(1, 25)]
    levels = np.column_stack([panel.series(line).levels for line in lines])
    above = (levels[-1] > levels[-200:].mean(axis=0)).mean()
    assert dict(trace.beside)["small companies above"][-1] == pytest.approx(above)
    highs = small_highs(panel)
    year = levels[-252:]
    net = (levels[-1] >= year.max(axis=0)).mean() - (levels[-1] <= year.min(axis=0)).mean()
    assert dict(highs.beside)["small companies, net"][-1] == pytest.approx(net)


def test_each_side_and_the_missing_companies_are_named(world: tuple[Panel, planted.Truth]) -> None:
    panel, _ = world
    trace = small_above(panel)
    assert "of 24 stocks outside the planted index" in trace.text
    assert "those that disappeared are missing" in trace.sources[0].note


def test_without_a_list_of_members_it_says_what_would_feed_it() -> None:
    frames = planted.frames(seed=7, sessions=900)[0]
    del frames["members"]
    panel = Panel(MemoryBackend(frames), planted.LAST_DAY)
    for said in measure(panel, NAMES):
        assert (said.reading.status, said.reading.value) == ("not_measurable", None)
        assert "members" in said.reading.reason


def test_they_speak_on_the_size_axis_alone() -> None:
    assert {(SIGNALS[name].axis, SIGNALS[name].family, SIGNALS[name].sign) for name in NAMES} == {
        ("size", "breadth", 1)
    }
