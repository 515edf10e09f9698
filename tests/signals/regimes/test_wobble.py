"""After a wobble: planted turns pay the challenger, planted recoveries the leader."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rotascope.signals.reading import Measured

Lead = Callable[..., Measured]
NAME = "wobble.small_large"


def cycles(turns: bool, n: int = 12) -> list[float]:
    """Leads of 200 sessions, each followed by a bad month, after which it turns or goes on."""
    out: list[float] = []
    side = 1.0
    for _ in range(n):
        out += [side * 0.002] * 200 + [-side * 0.004] * 21
        side = -side if turns else side
    made = np.array(out) + 0.001 * np.random.default_rng(3).standard_normal(len(out))
    return made.tolist()


def test_where_wobbles_were_turns_the_challenger_earned(lead: Lead) -> None:
    said = lead(NAME, cycles(turns=True)).reading
    assert said.value is not None
    assert said.value > 0.05
    assert said.interval is not None
    assert said.interval.low > 0.0
    assert "the challenger's mean relative return was +" in said.text


def test_where_the_leader_recovered_the_challenger_lost(lead: Lead) -> None:
    measured = lead(NAME, cycles(turns=False))
    assert measured.reading.value is not None
    assert measured.reading.value < 0.0
    # By time since the wobble: the longer, the more the leader earns.
    after = [dict(measured.trace.beside)[f"after {h} sessions"][-1] for h in (63, 126)]
    assert after[1] < after[0]


def test_outcomes_count_from_the_day_they_are_known(lead: Lead) -> None:
    small = cycles(turns=True)
    whole, cut = lead(NAME, small).trace, lead(NAME, small[: len(small) - 300])
    assert cut.trace.value[-1] == pytest.approx(whole.value[-301], rel=1e-9, nan_ok=True)


def test_the_state_says_whether_the_leader_wobbles_now(lead: Lead) -> None:
    small = cycles(turns=True)
    assert lead(NAME, small).reading.state == "wobble"
    assert lead(NAME, [*small, *([-0.002] * 60)]).reading.state == "steady"


def test_on_noise_its_p_is_not_small_too_often(
    lead: Lead, noise: Callable[..., list[float]]
) -> None:
    said = [lead(NAME, noise(3000, seed)).reading for seed in range(20)]
    p = [s.null.p for s in said if s.null is not None and s.null.p is not None]
    assert len(p) >= 15
    assert sum(x < 0.1 for x in p) <= 6


def test_few_wobbles_are_no_record(lead: Lead, noise: Callable[..., list[float]]) -> None:
    said = lead(NAME, noise(500, 2)).reading
    assert said.status == "undefined"
    assert "of 8 earlier wobbles have a known outcome" in said.reason
