"""The regime split: two chances that sum to one and mean what they say."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.sessions import all_sessions
from rotascope.signals.macro import split
from rotascope.signals.weekly import week_ends
from rotascope.store.memory import MemoryBackend
from tests.signals.macro import worlds


def weeks(n: int) -> np.ndarray:
    days = all_sessions()
    days = days[days <= np.datetime64("2024-06-28")]
    return days[week_ends(days)][-n:]


def planted_weeks(seed: int, n: int = 1200, drift: float = 0.006) -> tuple[np.ndarray, np.ndarray]:
    """Weekly changes with regimes of two years each, and which one is in force."""
    draw = np.random.default_rng(seed)
    truth = (np.arange(n) // 104) % 2
    return draw.normal(np.where(truth == 1, drift, -drift), 0.012), truth


def test_planted_regimes_are_found_with_a_lag_and_no_week_knows_the_next() -> None:
    changes, truth = planted_weeks(3)
    days = weeks(len(changes))
    state = split.states_of(changes, days)
    late = state[260:] == truth[260:]
    assert late.mean() > 0.75
    cut = split.states_of(changes[:700], days[:700])
    assert cut.tolist() == state[:700].tolist()
    assert (state[: split.LEAST] == -1).all()


def test_the_chances_are_what_happened_when_they_were_told() -> None:
    """Calibration over planted worlds: of the weeks told 60 % and more, more than half came true."""
    told, came = [], []
    for seed in range(12):
        changes, _ = planted_weeks(seed)
        ratio = np.cumsum(changes)
        chance, _ = split._chances(split.states_of(changes, weeks(len(changes))), ratio)
        at = np.arange(400, len(changes) - split.AHEAD, split.AHEAD)
        told.append(chance[at])
        came.append(ratio[at + split.AHEAD] > ratio[at])
    chance, happened = np.concatenate(told), np.concatenate(came)
    for low, high in ((0.0, 0.4), (0.6, 1.0)):
        inside = (chance >= low) & (chance < high)
        assert inside.sum() > 100
        assert happened[inside].mean() == pytest.approx(chance[inside].mean(), abs=0.12)


def test_without_regimes_the_two_states_foretell_alike() -> None:
    changes = np.random.default_rng(8).normal(0.0, 0.012, 1200)
    _, counts = split._chances(split.states_of(changes, weeks(1200)), np.cumsum(changes))
    trace_data = counts.astype(float).ravel()
    from rotascope.signals.trace import Trace

    made = Trace(weeks(1), np.array([0.5]), data=(trace_data,))
    found = split.split_null(worlds.empty(), made)
    assert found is None or found.p > 0.02


def test_the_two_chances_sum_to_one() -> None:
    frames, _ = planted.frames(sessions=1500)
    trace = split.regime_split(Panel(MemoryBackend(frames), planted.LAST_DAY))
    few = dict(trace.beside)["the few"]
    seen = np.isfinite(trace.value)
    np.testing.assert_allclose((trace.value + few)[seen], 1.0, rtol=1e-12)
    assert trace.state in split.NAMES
    assert seen.sum() > 50


def test_an_outcome_is_not_counted_before_it_is_over() -> None:
    changes, _ = planted_weeks(5, 400)
    days, ratio = weeks(400), np.cumsum(changes)
    whole = split._chances(split.states_of(changes, days), ratio)[0]
    for cut in (230, 301, 350):
        early = split._chances(split.states_of(changes[:cut], days[:cut]), ratio[:cut])[0]
        np.testing.assert_array_equal(early, whole[:cut])


def test_without_the_pair_it_is_not_measurable() -> None:
    assert split.regime_split(worlds.empty()).status == "not_measurable"
