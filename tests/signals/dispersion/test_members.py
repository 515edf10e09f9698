"""Dispersion of members on the planted market, whose members' moves are known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.registry import SIGNALS
from rotascope.signals.dispersion.members import active_books, average_correlation, cross_section
from rotascope.signals.reading import measure
from rotascope.store.memory import MemoryBackend

NAMES = tuple(f"dispersion.{n}" for n in ("cross_section", "correlation", "active_books"))


@pytest.fixture(scope="module")
def panel() -> Panel:
    frames, truth = planted.frames(seed=7, sessions=900)
    return Panel(MemoryBackend(frames), truth.last)


def _levels(panel: Panel) -> np.ndarray:
    """(T, 58) levels of today's members, one line an issuer."""
    lines = [f"PW{i:02d}" for i in range(1, 60) if i != 3]
    return np.column_stack([panel.series(line).levels for line in lines])


def test_dispersion_is_the_plain_spread_of_the_members_of_the_start(panel: Panel) -> None:
    levels = _levels(panel)
    moves = levels[-1] / levels[-22] - 1.0
    expected = moves.std(ddof=1) * 12**0.5
    assert cross_section(panel).value[-1] == pytest.approx(expected, rel=1e-5)


def test_the_average_correlation_is_the_one_planted(panel: Panel) -> None:
    # sd .009 shared and .012 to .015 own: .009^2 / (.009^2 + .0147^2) is about .28 at a time.
    trace = average_correlation(panel)
    assert np.nanmean(trace.value) == pytest.approx(0.28, abs=0.04)
    moves = np.diff(_levels(panel)[-64:], axis=0) / _levels(panel)[-64:-1]
    found = np.cov(moves.T)
    off = ~np.eye(len(found), dtype=bool)
    sds = np.sqrt(np.diag(found))
    expected = found[off].sum() / np.outer(sds, sds)[off].sum()
    assert trace.value[-1] == pytest.approx(expected, rel=1e-4)


def test_a_spread_without_trend_is_what_the_null_says(panel: Panel) -> None:
    trace = cross_section(panel)
    null = SIGNALS[NAMES[0]].null
    assert null is not None
    rates = [null(panel, replace(trace, data=tuple(d[: t + 1] for d in trace.data))).rate
             for t in range(300, 899, 21)]  # fmt: skip
    # Planted members have no trend of their own but the few's drift: both agree within a tenth.
    assert np.mean(rates) == pytest.approx(np.nanmean(trace.value[300::21]), rel=0.10)


def test_room_for_active_books_grows_in_step_with_dispersion(panel: Panel) -> None:
    wide, room = cross_section(panel), active_books(panel)
    known = np.isfinite(room.value)
    n = 58  # sqrt(1/50 - 1/58) where all count; 252 / 21 = 12 in the annual one
    ratio = room.value[known][-1] / (wide.value[known][-1] / 12**0.5)
    assert ratio == pytest.approx((1 / 50 - 1 / n) ** 0.5, rel=1e-9)


def test_they_are_conditions_of_the_market_and_never_scored(panel: Panel) -> None:
    for said in measure(panel, NAMES):
        assert said.reading.status == "ok", said.reading.reason
        assert (said.spec.axis, said.spec.sign, said.reading.lean) == ("market", 0, None)
        assert said.reading.null is not None
        assert said.reading.text


def test_without_members_it_says_what_is_missing() -> None:
    frames = planted.frames(seed=7, sessions=900)[0]
    del frames["members"]
    for said in measure(Panel(MemoryBackend(frames), planted.LAST_DAY), NAMES):
        assert said.reading.status == "not_measurable"
        assert "members" in said.reading.reason
