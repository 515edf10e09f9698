"""Likelihood ratios: by hand, one for noise, and together discounted for saying the same."""

import numpy as np
import pytest

from rotascope.evidence.composite import composite
from rotascope.evidence.likelihood import likelihoods, odds
from rotascope.evidence.recorded import Past, Recorded
from tests.evidence.markets import LAST, sessions_to
from tests.evidence.worlds import with_rotations, without_rotation


def world(leans: list[float], won: list[float]) -> tuple[Recorded, Past]:
    days = sessions_to(LAST, len(leans))
    told = Recorded(days, ("a",), ("price",), np.array(leans)[:, None])
    return told, Past(np.array(won), np.ones(len(won)), np.arange(len(won)), 1)


def test_a_ratio_by_hand() -> None:
    # Leaned to small on 4 dates of which 3 won, not on 4 of which 1 won; today it leans to small.
    told, past = world([0.5] * 4 + [-0.5] * 4 + [0.5], [1, 1, 1, 0, 1, 0, 0, 0, np.nan])
    one = likelihoods(told, past)["a"]
    # (3 + .5) / (4 + 1) over (1 + .5) / (4 + 1) = 2.333
    assert one.ratio == pytest.approx(3.5 / 1.5)
    spread = (1 / 3.5 - 1 / 5 + 1 / 1.5 - 1 / 5) ** 0.5
    assert one.high / one.ratio == pytest.approx(np.exp(1.6448536 * spread), rel=1e-6)
    assert one.n == 8


def test_leaning_the_other_way_is_judged_by_the_other_side() -> None:
    told, past = world([0.5] * 4 + [-0.5] * 4 + [-0.5], [1, 1, 1, 0, 1, 0, 0, 0, np.nan])
    assert likelihoods(told, past)["a"].ratio == pytest.approx(3.5 / 1.5)


def test_who_hardly_leans_today_has_no_ratio() -> None:
    told, past = world([0.5] * 8 + [0.05], [1.0] * 8 + [np.nan])
    assert likelihoods(told, past) == {}


def test_noise_has_ratios_around_one_and_rotations_above() -> None:
    noise, planted = without_rotation(31.4, 2), with_rotations(20.0, 2)
    for found in likelihoods(noise.told, noise.past).values():
        assert found.low < 1.0 < found.high
    ratios = [one.ratio for one in likelihoods(planted.told, planted.past).values()]
    assert np.median(ratios) > 1.5


def test_copies_of_one_signal_count_as_one() -> None:
    draw = np.random.default_rng(1)
    lean = draw.uniform(-1.0, 1.0, 400)
    lean[-1] = 0.9
    won = (draw.random(400) < 0.5 + 0.3 * np.sign(lean)).astype(float)
    days = sessions_to(LAST, 400)
    past = Past(won, np.full(400, 0.08), np.arange(400), 13)
    together = []
    for copies in (1, 5):
        names = tuple(f"s{i}" for i in range(copies))
        told = Recorded(days, names, names, np.tile(lean[:, None], copies))
        found = likelihoods(told, past)
        said = odds(told, composite(told), found, 0.5)
        assert said is not None
        assert said.effective == pytest.approx(1.0)
        together.append(said.probability)
    assert together[0] == pytest.approx(together[1])
    assert together[0] > 0.6


def test_without_a_ratio_there_are_no_odds() -> None:
    told, _ = world([0.0] * 9, [1.0] * 9)
    assert odds(told, composite(told), {}, 0.5) is None
