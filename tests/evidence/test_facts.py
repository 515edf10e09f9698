"""Leader, direction and since: by hand, on the planted market, and on noise."""

from datetime import date

import numpy as np
import pytest
from scipy.stats import norm

from rotascope.evidence.facts import facts, leader_word, since
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.signals import since as signal
from rotascope.store.memory import MemoryBackend
from tests.evidence.markets import LAST, market, noise, sessions_to

FRAMES, TRUTH = planted.frames()
BACKEND = MemoryBackend(FRAMES)
PAIRS = {"size": "small_large", "concentration": "rest_few"}


def known(q: np.ndarray, axis: str = "size"):  # type: ignore[no-untyped-def]
    panel = market({"IWM": q, "SPY": np.zeros(len(q))})
    return facts(panel, axis, panel.pair("small_large"))  # type: ignore[arg-type]


def test_small_caps_lead_after_rising_relative_to_large_over_126_sessions() -> None:
    q = np.zeros(400)
    q[-126:] = np.log(1.05)  # a jump after row t - 126: +5 % in 126 sessions, nothing in 21
    found = known(q)
    assert found.leader == "small"
    assert found.relative_126 == pytest.approx(0.05, abs=1e-12)
    assert found.relative_21 == pytest.approx(0.0, abs=1e-12)
    assert found.direction == "flat"


def test_a_leader_who_gave_back_in_21_sessions_is_weakening() -> None:
    q = np.zeros(400)
    q[-126:] = np.log(1.05)
    q[-21:] = np.log(1.02)
    found = known(q)
    assert (found.leader, found.direction) == ("small", "weakening")
    # 1.02 / 1.05 - 1 = -2.857 %
    assert found.relative_21 == pytest.approx(1.02 / 1.05 - 1, abs=1e-12)


def test_large_caps_that_gain_are_strengthening_though_the_ratio_falls() -> None:
    found = known(np.arange(400) * -0.001)
    assert (found.leader, found.lead, found.direction) == ("large", -1, "strengthening")


def test_nobody_leads_an_even_race() -> None:
    found = known(np.zeros(400))
    assert (found.leader, found.lead, found.direction) == ("neither", 0, "flat")


def test_each_axis_has_its_own_words() -> None:
    words = [leader_word(axis, s) for axis in ("size", "concentration") for s in (1, -1)]  # type: ignore[arg-type]
    assert words == ["small", "large", "rest", "few"]


def test_the_percentile_counts_the_pairs_own_past_from_its_first_day() -> None:
    q = np.concatenate([np.zeros(500), np.arange(1, 101) * 0.01])  # the largest rise is the last
    found = known(q)
    n = 600 - 126
    assert found.percentile == pytest.approx((n - 0.5) / n)
    assert found.percentile_since == sessions_to(LAST, 600)[126].item()


@pytest.mark.parametrize("axis", ["size", "concentration"])
@pytest.mark.parametrize("which", [-2, -1])
def test_planted_rotations_are_found_with_sign_and_date(axis: str, which: int) -> None:
    turns = [r for r in TRUTH.rotations if r.axis == axis]
    as_of = TRUTH.last if which == -1 else turns[-1].date
    panel = Panel(BACKEND, as_of)
    found = facts(panel, axis, panel.pair(PAIRS[axis]))  # type: ignore[arg-type]
    assert found.leader == turns[which].leader
    assert found.since.day is not None
    assert found.since.low is not None
    assert found.since.high is not None
    assert found.since.low <= turns[which].date <= found.since.high
    assert found.since.low <= found.since.day <= found.since.high


@pytest.mark.parametrize("seed", range(12))
def test_noise_is_rarely_dated(seed: int) -> None:
    # PELT's penalty and sup-F together: none of these twelve walks of six years is given a date.
    panel = market({"IWM": noise(1500, seed), "SPY": np.zeros(1500)})
    found = since(panel, panel.pair("small_large"), 1)
    assert (found.day, found.low, found.high) == (None, None, None)
    assert "no dated change of drift" in found.note
    assert "ahead by the sign of 126 sessions since" in found.note


def test_without_a_date_the_note_says_since_when_the_sign_has_held() -> None:
    q = np.zeros(400)
    q[-50:] = np.log(1.05)  # the 126-session return is positive from row 350 on
    found = since(market({"IWM": q, "SPY": np.zeros(400)}), _pair(q), 1)
    assert found.day is None
    assert str(sessions_to(LAST, 400)[350]) in found.note


def _pair(q: np.ndarray):  # type: ignore[no-untyped-def]
    return market({"IWM": q, "SPY": np.zeros(len(q))}).pair("small_large")


def test_too_few_weeks_date_no_change() -> None:
    q = noise(200, 1)
    found = since(market({"IWM": q, "SPY": np.zeros(200)}), _pair(q), 1)
    assert found.day is None
    assert "completed weeks" in found.note


def test_the_verdict_and_the_signal_date_the_same_week() -> None:
    panel = Panel(BACKEND, TRUTH.last)
    pair = panel.pair("small_large")
    found, trace = since(panel, pair, _lead(panel)), signal.since(panel, "small_large")
    assert found.day is not None
    assert str(found.day) in trace.text


def test_a_change_is_found_looking_back_and_says_so() -> None:
    panel = Panel(BACKEND, TRUTH.last)
    assert "not known then" in since(panel, panel.pair("small_large"), _lead(panel)).note
    early = Panel(BACKEND, date(2020, 3, 2))
    assert since(early, early.pair("small_large"), 1).day is None


def _lead(panel: Panel) -> int:
    return facts(panel, "size", panel.pair("small_large")).lead


def test_a_change_to_the_other_side_does_not_date_the_leader() -> None:
    panel = Panel(BACKEND, TRUTH.last)
    pair, lead = panel.pair("small_large"), _lead(panel)
    found = since(panel, pair, -lead)
    assert found.day is None
    assert "turned the drift the other way" in found.note
    assert str(since(panel, pair, lead).day) in found.note


def test_three_windows_are_too_few_for_a_percentile() -> None:
    q = np.concatenate([np.zeros(300), np.arange(1, 101) * 0.01])
    assert known(q).percentile is None


def test_chance_is_the_normal_probability_of_the_pairs_own_volatility() -> None:
    q = noise(1000, 8)
    found = known(q)
    spread = np.diff(q).std() * 126**0.5
    expected = 2 * norm.sf(abs(q[-1] - q[-127]) / spread)
    assert found.chance == pytest.approx(expected, rel=1e-9)
