"""Dispersion by weight and in equal amounts on the planted index."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.signals.dispersion.weighted import weighted_dispersion
from rotascope.signals.groups.windows import quarters
from rotascope.signals.reading import measure
from rotascope.store.memory import MemoryBackend


@pytest.fixture(scope="module")
def panel() -> Panel:
    frames, truth = planted.frames(seed=7, sessions=900)
    return Panel(MemoryBackend(frames), truth.last)


def test_it_is_numpys_weighted_average_of_squared_gaps(panel: Panel) -> None:
    quarter = quarters(panel, "large_cap")[-1]
    w, r = quarter.weights[-1], quarter.returns[-1]
    mean = np.average(r, weights=w)
    expected = 2.0 * np.average((r - mean) ** 2, weights=w) ** 0.5
    trace = weighted_dispersion(panel)
    assert trace.value[-1] == pytest.approx(expected, rel=1e-12)
    assert dict(trace.beside)["in equal amounts"][-1] == pytest.approx(2.0 * r.std(), rel=1e-12)


def test_cap_less_equal_is_n_times_the_covariance_of_weight_and_return(panel: Panel) -> None:
    for quarter in quarters(panel, "large_cap")[::7]:
        w, r = quarter.weights[0], quarter.returns[0]
        gap = w @ r - r.mean()
        assert gap == pytest.approx(len(w) * np.cov(w, r, ddof=0)[0, 1], rel=1e-9, abs=1e-12)


def test_the_yardstick_is_the_same_issuers_in_equal_amounts(panel: Panel) -> None:
    (said,) = measure(panel, ["dispersion.cap_weighted"])
    assert (said.spec.axis, said.spec.sign, said.reading.status) == ("market", 0, "ok")
    assert said.reading.null is not None
    assert said.reading.null.rate == pytest.approx(dict(said.trace.beside)["in equal amounts"][-1])


def test_without_a_file_there_is_none() -> None:
    frames = dict(planted.frames(seed=7, sessions=900)[0])
    del frames["holdings"]
    (said,) = measure(Panel(MemoryBackend(frames), planted.LAST_DAY), ["dispersion.cap_weighted"])
    assert (said.reading.status, said.reading.value) == ("not_measurable", None)
