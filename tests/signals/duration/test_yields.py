"""The yield betas of the pairs: planted signs are found, and no sign is scored."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.maths import regression
from rotascope.registry import SIGNALS
from rotascope.signals.duration import drivers
from rotascope.signals.duration.yields import HEAD, PAIRS, QUESTIONS, yield_beta
from rotascope.signals.reading import measure
from tests.signals.duration import worlds


@pytest.mark.parametrize("beta", [-4.0, 4.0])
def test_a_planted_sign_is_found(beta: float) -> None:
    panel = worlds.panel(*worlds.tilted(800, {"DGS10": beta}))
    (said,) = measure(panel, ["duration.yields.small_large"])
    read = said.reading
    assert read.value == pytest.approx(beta, abs=1.0)
    assert read.interval is not None
    assert read.interval.low < beta < read.interval.high
    assert read.null is not None
    assert read.null.p is not None
    assert read.null.p < 0.001
    assert ("rose" if beta > 0 else "fell") in read.text
    assert read.lean is None


def test_the_sign_of_a_planted_turn_changes_and_the_filter_sees_it_first() -> None:
    changes = worlds.moves(2600)
    draw = np.random.default_rng(7)
    beta = np.where(np.arange(2600) < 2100, 4.0, -4.0)
    market = 0.005 * draw.standard_normal(2600)
    small = market + beta * changes["DGS10"] / 100.0 + 0.001 * draw.standard_normal(2600)
    panel = worlds.panel({"IWM": small, "SPY": market}, changes)
    trace = yield_beta(panel, "small_large")
    followed = dict(trace.beside)["filtered"]
    assert np.nanmean(trace.value[150:400]) == pytest.approx(4.0, abs=0.5)
    assert trace.value[-2] < 0
    window, filtered = (int(np.flatnonzero(path[380:] < 0)[0]) for path in (trace.value, followed))
    assert filtered < window


def test_every_driver_of_the_question_is_beside_the_head() -> None:
    panel = worlds.panel(*worlds.tilted(800, {"BAMLH0A0HYM2": -3.0}))
    trace = yield_beta(panel, "small_large")
    names = [name for name, _ in trace.beside]
    assert names == [name for name in QUESTIONS if name != HEAD] + ["filtered", "signal_to_noise"]
    credit = drivers.weeks(panel, PAIRS["small_large"], ("credit",))
    told = regression.rolling(credit.y, credit.design, 104, 52).beta[-1, 1]
    assert dict(trace.beside)["credit"][-1] == pytest.approx(told)
    assert told == pytest.approx(-3.0, abs=0.7)


def test_the_direction_of_a_pair_is_that_of_its_name() -> None:
    returns, changes = worlds.tilted(800, {"DGS10": 4.0})
    swapped = {"IWM": returns["SPY"], "SPY": returns["IWM"]}
    one, other = (
        yield_beta(worlds.panel(lines, changes), "small_large") for lines in (returns, swapped)
    )
    np.testing.assert_allclose(one.value, -other.value, atol=1e-9)


def test_no_yield_beta_is_scored_and_four_pairs_are_asked() -> None:
    specs = {name: spec for name, spec in SIGNALS.items() if name.startswith("duration.yields.")}
    assert set(specs) == {f"duration.yields.{name}" for name in PAIRS}
    assert all(spec.sign == 0 for spec in specs.values())
    assert {spec.axis for spec in specs.values()} == {"size", "concentration"}


def test_a_pair_without_lines_says_which_is_missing() -> None:
    panel = worlds.panel(*worlds.tilted(800, {}))
    (said,) = measure(panel, ["duration.yields.rest_few"])
    assert said.reading.status == "not_measurable"
    assert "no total-return series on file for rest" in said.reading.reason
