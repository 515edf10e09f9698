"""Leadership spells: the present age among those that ended."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.signals.reading import Measured, measure

Lead = Callable[..., Measured]
NAME = "spell.small_large"


def alternating(last: int, spells: tuple[int, ...] = (300, 400, 350, 500)) -> list[float]:
    """Spells of steady leadership, alternately large and small, the last to small caps."""
    sides = [(-1.0) ** (len(spells) - i) for i in range(len(spells) + 1)]
    made = [s * 0.002 for s, n in zip(sides, (*spells, last), strict=True) for _ in range(n)]
    return (np.array(made) + 1e-4 * np.random.default_rng(1).standard_normal(len(made))).tolist()


def test_the_present_spell_is_aged_and_set_among_those_that_ended(lead: Lead) -> None:
    measured = lead(NAME, alternating(450))
    said = measured.reading
    assert said.state == "small"
    assert measured.trace.states[-1] == "small"
    assert said.value is not None
    # The 26-week return turns half a window after the drift does: about 65 of the 450 sessions.
    assert said.value == pytest.approx(450 - 65, abs=10)
    share = dict(measured.trace.beside)["share of spells that last longer"][-1]
    # Finished and not the first: 400, 350, 500. Of (385; 400, 350, 500) two and the present one go on.
    assert share == pytest.approx(3 / 4)
    assert "75 % of spells last longer (Kaplan-Meier, 3 finished" in said.text
    assert [m.label for m in said.marks][-1] == "IWM leads"


def test_a_side_that_is_ahead_too_briefly_to_lead_is_named_beside_the_leader(lead: Lead) -> None:
    steady = lead(NAME, alternating(450)).reading.text
    assert "is ahead" not in steady
    turned = lead(NAME, [*alternating(450), *[-0.05] * 8]).reading
    assert turned.state == "small"
    assert "; SPY is ahead, for fewer than 4 weeks yet)" in turned.text


def test_a_young_spell_is_outlived_by_all_and_an_old_one_by_none(lead: Lead) -> None:
    young, old = lead(NAME, alternating(120)), lead(NAME, alternating(700))
    name = "share of spells that last longer"
    assert dict(young.trace.beside)[name][-1] == 1.0
    assert dict(old.trace.beside)[name][-1] == pytest.approx(1 / 4)


def test_the_null_is_how_long_spells_of_noise_last(lead: Lead) -> None:
    null = lead(NAME, alternating(700)).reading.null
    assert null is not None
    assert null.rate is not None
    assert 5 * 10 < null.rate < 5 * 60  # sessions
    assert null.p is not None
    assert null.p < 0.2


def test_fewer_than_two_years_are_no_history(lead: Lead) -> None:
    assert lead(NAME, [0.001] * 400).reading.status == "short_history"


def test_planted_leaders_are_named(planted_panel: Panel) -> None:
    # The newest planted rotations are towards small caps and towards the rest.
    size, rest = (r.reading for r in measure(planted_panel, [NAME, "spell.rest_few"]))
    assert size.state == "small"
    assert rest.state == "rest"
    assert size.value == pytest.approx(330 - 63, abs=40)
