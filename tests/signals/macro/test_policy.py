"""Policy surprises: the sign is that of the surprise, never of the move in the target."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from rotascope.maths import kuttner
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.signals.macro import policy
from rotascope.signals.reading import measure
from rotascope.store.memory import MemoryBackend
from tests.signals.macro import worlds

AS_OF = date(2024, 7, 1)


def meeting(moved: float, two: list[float]) -> Panel:
    day = worlds.sessions(3)[1]
    made = worlds.events("FOMC decision", [(day, day, moved)])
    return worlds.panel({"DGS2": worlds.daily(two)}, AS_OF, events=made)


@pytest.mark.parametrize(("moved", "after", "state"), [
    (-0.25, 4.80, "dovish"), (-0.25, 5.10, "hawkish"), (0.25, 4.90, "dovish"),
    (0.0, 5.01, "in line"), (-0.50, 5.03, "in line"),
])  # fmt: skip
def test_a_cut_can_be_hawkish_and_a_hike_dovish(moved: float, after: float, state: str) -> None:
    quiet = [5.0 + 0.01 * (i % 2) for i in range(99)] + [5.0]
    trace = policy.policy_surprise(meeting(moved, [*quiet, after, after]))
    assert trace.state == state
    assert trace.value[-1] == pytest.approx(100 * (after - 5.0))
    assert trace.days[-1] == worlds.sessions(3)[2], "the yield of the day is known on the next"


def test_as_large_a_move_is_counted_among_days_without_a_decision() -> None:
    two = list(5.0 + np.cumsum(np.random.default_rng(3).normal(0.0, 0.05, 400)))
    panel = meeting(-0.25, [*two, two[-1] - 0.02, two[-1]])
    trace = policy.policy_surprise(panel)
    found = policy.surprise_null(panel, trace)
    assert found is not None
    share = (1 + np.sum(np.abs(np.diff(two)) >= 0.02)) / (1 + len(two) - 1)
    assert found.p == pytest.approx(share, abs=0.01)


def test_meetings_that_tell_nothing_are_surprises_as_often_as_the_null_says() -> None:
    """On noise p is uniform: one meeting in ten is beyond the tenth that is stated."""
    draw = np.random.default_rng(12)
    p = []
    for _ in range(200):
        moves = draw.standard_t(4, 300) * 0.03
        panel = meeting(0.0, list(8.0 + np.cumsum(moves)))
        found = policy.surprise_null(panel, policy.policy_surprise(panel))
        assert found is not None
        p.append(found.p or 0.0)
    assert np.mean(np.array(p) <= 0.1) == pytest.approx(0.1, abs=0.05)
    assert np.mean(np.array(p) <= 0.5) == pytest.approx(0.5, abs=0.09)


def test_kuttners_surprise_takes_the_roll_of_contracts_into_account() -> None:
    days = worlds.sessions(45)
    this, following = np.full(45, 5.30), np.full(45, 5.25)
    june = int(np.searchsorted(days, np.datetime64("2024-06-03")))  # the first session of June
    this[june:], following[june:] = 5.21, 5.10
    mid = int(np.searchsorted(days, np.datetime64("2024-06-12")))
    this[mid:] -= 0.06
    rows = {"FFF.1": worlds.daily(this), "FFF.2": worlds.daily(following)}
    made = worlds.events("FOMC decision", [(days[i], days[i], -0.25) for i in (june, mid)])
    trace = policy.policy_kuttner(worlds.panel(rows, AS_OF, events=made))
    first = kuttner.surprise(-4.0, np.nan, 3, 30)
    assert trace.value == pytest.approx([first, kuttner.surprise(-6.0, 0.0, 12, 30)])
    assert trace.state == "dovish"


def test_without_futures_the_surprise_is_not_measurable_and_says_what_would_feed_it() -> None:
    trace = policy.policy_kuttner(worlds.empty())
    assert trace.status == "not_measurable"
    assert "FFF.1" in trace.reason
    assert policy.policy_surprise(worlds.empty()).status == "not_measurable"
    assert policy.policy_path(worlds.empty()).status == "not_measurable"


def test_the_forward_rate_makes_the_two_year_yield_whole_again() -> None:
    ten, spread, two = 4.4, -0.9, 4.7
    rows = {
        "DGS10": worlds.daily([ten] * 3),
        "T10Y3M": worlds.daily([spread] * 3),
        "DGS2": worlds.daily([two] * 3),
    }
    trace = policy.policy_path(worlds.panel(rows, AS_OF))
    bill, forward = (values[-1] for _, values in trace.beside)
    assert (0.25 * bill + 1.75 * forward) / 2.0 == pytest.approx(two, rel=1e-12)
    assert trace.value[-1] == pytest.approx(100 * (forward - bill))
    factors = np.exp(-np.array([0.25 * bill, 2.0 * two, 10.0 * ten]) / 100)
    assert np.all(np.diff(factors) < 0)


def test_a_curve_whose_discount_factors_rise_has_no_path() -> None:
    rows = {
        "DGS10": worlds.daily([1.0] * 3),
        "T10Y3M": worlds.daily([-4.0] * 3),
        "DGS2": worlds.daily([0.5] * 3),
    }
    trace = policy.policy_path(worlds.panel(rows, AS_OF))
    assert np.isnan(trace.value).all()
    assert "discount factors" in trace.reason


def test_a_scored_statement_is_read_and_an_impossible_score_is_not() -> None:
    made = worlds.events("FOMC statement", [("2024-05-01", "2024-05-01", -0.4),
                                            ("2024-06-12", "2024-06-12", 7.0)])  # fmt: skip
    trace = policy.policy_stance(worlds.panel({"A": worlds.daily([1.0])}, AS_OF, events=made))
    assert (trace.value.tolist(), trace.state) == ([-0.4], "dovish")
    assert policy.policy_stance(worlds.empty()).status == "not_measurable"


def test_the_planted_path_is_expected_and_its_misses_are_told() -> None:
    frames, _ = planted.frames(sessions=900)
    told = measure(Panel(MemoryBackend(frames), planted.LAST_DAY), ["macro.policy_path"])[0]
    assert told.reading.status == "ok"
    assert policy.path_null(None, told.trace) is None or told.reading.null.rate > 0  # type: ignore[arg-type,union-attr]
