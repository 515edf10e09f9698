"""How good it was: beside a perfect forecaster, with honest counts, and never on what was not known."""

from dataclasses import replace

import numpy as np
import pytest

from rotascope.evidence.forecast import Walked, walk
from rotascope.evidence.recorded import past
from rotascope.evidence.reliability import reliability
from tests.evidence.worlds import pair_of, with_rotations, without_rotation


def test_every_score_stands_beside_that_of_a_perfect_forecaster() -> None:
    world = without_rotation(31.4, 3)
    told = reliability("size", world.told.days, world.walked, world.past)
    assert told is not None
    assert [grade.name for grade in told.grades] == ["Brier", "log-loss", "ECE"]
    for grade in told.grades:
        assert grade.low < grade.perfect < grade.high
    assert told.dates == (np.isfinite(world.walked.p) & np.isfinite(world.past.won)).sum()
    assert told.independent == pytest.approx(told.dates * 5 / 63, abs=0.5)
    assert told.abstained > 0.9
    assert sum(share for _, share in told.why) == pytest.approx(told.abstained)


def test_planted_rotations_have_skill() -> None:
    world = with_rotations(20.0, 2)
    told = reliability("size", world.told.days, world.walked, world.past)
    assert told is not None
    assert told.skill is not None
    assert told.skill > 0.1
    assert told.abstained < 0.85
    assert told.parts.resolution > told.parts.reliability


def test_murphys_parts_and_the_bins_are_of_the_same_forecasts() -> None:
    world = with_rotations(20.0, 4)
    told = reliability("size", world.told.days, world.walked, world.past)
    assert told is not None
    parts = told.parts
    whole = parts.reliability - parts.resolution + parts.uncertainty + parts.within
    assert whole == pytest.approx(told.grades[0].value, rel=1e-12)
    assert sum(one.n for one in told.bins) == told.dates
    assert sum(one.independent for one in told.bins) == pytest.approx(told.independent)
    for one in told.bins:
        assert one.low <= one.said <= one.high
        assert 0.0 <= one.interval.low <= one.interval.high <= 1.0
    fits = [fit for _, fit in told.curve]
    assert fits == sorted(fits)


def forecaster(says: np.ndarray, seed: int) -> bool:
    """Whether the ECE of someone who says `says` lies inside the band; outcomes have even odds."""
    q = np.cumsum(np.random.default_rng(seed).normal(0.0, 0.01, len(says) * 5))
    pair = pair_of(q)
    days = pair.days[4::5]
    walked = Walked(
        says, np.full(len(days), 0.5), np.zeros(len(days), dtype=np.int64), np.empty((0, 7))
    )
    told = reliability("size", days, walked, past(pair, days))
    assert told is not None
    return told.inside


def test_who_is_calibrated_lies_inside_the_band_and_who_is_sure_of_noise_does_not() -> None:
    fair = [forecaster(np.full(800, 0.5), seed) for seed in range(40)]
    assert 0.75 < np.mean(fair) <= 1.0  # 90 % expected
    draw = np.random.default_rng(1)
    sure = [forecaster(draw.choice([0.05, 0.95], 800), seed) for seed in range(10)]
    assert not any(sure)


def test_too_few_forecasts_are_not_graded() -> None:
    world = without_rotation(2.0, 1)
    assert reliability("size", world.told.days, world.walked, world.past) is None


def test_the_sentence_names_the_count_the_band_and_the_silence() -> None:
    world = without_rotation(31.4, 5)
    told = reliability("concentration", world.told.days, world.walked, world.past)
    assert told is not None
    assert f"over {told.independent:.0f} independent outcomes" in told.text
    assert f"{'inside' if told.inside else 'outside'} the " in told.text
    assert "no view on" in told.text


def test_outcomes_in_another_order_leave_no_skill() -> None:
    """Blocks of outcomes permuted and everything fitted anew: what is left is chance."""
    world = with_rotations(20.0, 2)
    own = reliability("size", world.told.days, world.walked, world.past)
    assert own is not None
    assert own.skill is not None
    draw, n = np.random.default_rng(3), int(np.isfinite(world.past.won).sum())
    skills = []
    for _ in range(20):
        blocks = np.array_split(np.arange(n), n // 26)
        order = np.concatenate([blocks[i] for i in draw.permutation(len(blocks))])
        won = world.past.won.copy()
        won[:n] = won[order]
        shuffled = replace(world.past, won=won)
        told = reliability("size", world.told.days, walk(world.score, shuffled), shuffled)
        assert told is not None
        assert told.skill is not None
        skills.append(told.skill)
    assert np.mean(skills) < 0.0
    assert own.skill > max(skills)
