"""Markov-switching regimes as a signal: planted ones are told as they come, absent ones not leaned on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rotascope.maths import markov
from rotascope.panel import Panel
from rotascope.signals.reading import Measured, measure
from rotascope.signals.regimes.markov import apart
from rotascope.signals.regimes.weeks import Weeks, weeks

Lead = Callable[..., Measured]
NAME = "markov.small_large"


def switching(n: int = 2600, spell: int = 250) -> list[float]:
    """Ten years in which the drift turns every 250 sessions, last to small caps."""
    turn = (np.arange(n)[::-1] // spell) % 2 == 0
    drift = np.where(turn, 0.002, -0.002)
    return (drift + 0.004 * np.random.default_rng(1).standard_normal(n)).tolist()


def test_planted_regimes_are_told_on_their_weeks_and_leaned_on_by_a_quarter(lead: Lead) -> None:
    measured = lead(NAME, switching())
    said = measured.reading
    assert said.state == "rising"
    assert said.value is not None
    assert said.value > 0.9
    assert said.lean == pytest.approx(0.25 * (2 * said.value - 1))
    value = measured.trace.value[np.isfinite(measured.trace.value)]
    # The last 50 weeks rise, the 50 before them fall.
    assert np.mean(value[-45:] > 0.5) > 0.9
    assert np.mean(value[-95:-52] < 0.5) > 0.9
    assert measured.trace.states[-1] == "rising"
    assert "that IWM / SPY is in the regime better for IWM" in said.text


def test_turning_the_market_turns_the_reading(lead: Lead) -> None:
    said = lead(NAME, [-x for x in switching()]).reading
    assert said.state == "falling"
    assert said.lean is not None
    assert said.lean < -0.15


def test_drifts_that_cannot_be_told_apart_are_not_leaned_on(
    lead: Lead, noise: Callable[..., list[float]]
) -> None:
    leans = [lead(NAME, noise(1300, seed)).reading.lean for seed in range(8)]
    assert sum(lean is None for lean in leans) >= 7
    stormy = noise(700, 3, sd=0.002) + noise(600, 4, sd=0.012)
    measured = lead(NAME, stormy)
    assert dict(measured.trace.beside)["stormy regime"][-1] > 0.9
    assert measured.reading.lean is None


def test_the_fit_of_a_year_uses_the_weeks_before_it_alone(market: Callable[..., Panel]) -> None:
    panel = market({"IWM": switching(), "SPY": [0.0] * 2600})
    (measured,) = measure(panel, [NAME])
    found = weeks(panel, "small_large", 104)
    assert isinstance(found, Weeks)
    days, changes = found.days[1:], found.changes
    start = int(np.searchsorted(days, np.datetime64("2023-01-01")))
    after = int(np.searchsorted(days, np.datetime64("2024-01-01")))
    fitted = markov.fit(changes[:start])
    assert measured.trace.value[start:after] == pytest.approx(
        markov.filtered(changes[:after], fitted)[start:], rel=1e-9
    )


def test_before_a_new_year_with_two_years_of_weeks_there_is_no_answer(
    lead: Lead, noise: Callable[..., list[float]]
) -> None:
    said = lead(NAME, noise(560, 2)).reading
    assert said.value is None
    assert "no New Year with 104 weeks of moves before it yet" in said.reason


def test_the_null_is_how_much_two_regimes_gain_over_one_when_there_is_one(lead: Lead) -> None:
    null = lead(NAME, switching()).reading.null
    assert null is not None
    assert null.p is not None
    assert 1 / 3000 <= null.p < 0.001
    assert null.rate == markov.MEDIAN_RATIO


def test_it_answers_on_the_planted_world(planted_panel: Panel) -> None:
    for name in ("markov.small_large", "markov.rest_few", "markov.equal_cap"):
        assert measure(planted_panel, [name])[0].reading.status == "ok"


@pytest.mark.parametrize("tails", ["normal", "t4"])
def test_two_drifts_found_in_noise_are_not_leaned_on(tails: str) -> None:
    rng = np.random.default_rng(4)
    leaned = 0
    for _ in range(60):
        y = rng.standard_normal(300) if tails == "normal" else rng.standard_t(4, 300)
        found = markov.fit(y)
        leaned += apart(found, markov.likelihood_ratio(y, found))
    assert leaned <= 4  # 2 % of them
