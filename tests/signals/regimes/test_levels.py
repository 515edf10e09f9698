"""The level map: sorted by distance, drawn before the day."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.signals.reading import Measured, measure

Lead = Callable[..., Measured]
NAME = "levels.small_large"


def test_levels_come_nearest_first_and_the_value_is_the_first(
    lead: Lead, noise: Callable[..., list[float]]
) -> None:
    said = lead(NAME, noise(900, 1)).reading
    away = [
        float(x.replace("\N{MINUS SIGN}", "-"))
        for x in re.findall("([+\N{MINUS SIGN}][0-9.]+) %", said.text)
    ]
    assert len(away) >= 5
    assert [abs(x) for x in away] == sorted(abs(x) for x in away)
    assert said.value == pytest.approx(away[0] / 100, abs=6e-4)


def test_every_level_is_drawn_from_the_sessions_before(
    lead: Lead, noise: Callable[..., list[float]]
) -> None:
    small = noise(700, 2)
    lines = dict(lead(NAME, small).trace.beside)
    ratio = np.concatenate([[1.0], np.cumprod(1 + np.array(small))])
    assert lines["record high"][-1] == pytest.approx(ratio[:-1].max(), rel=1e-9)
    assert lines["52-week low"][-1] == pytest.approx(ratio[-253:-1].min(), rel=1e-9)
    average = np.exp(np.log(ratio[-201:-1]).mean())
    assert lines["200-session average"][-1] == pytest.approx(average, rel=1e-9)
    jumped = dict(lead(NAME, [*small[:-1], 0.5]).trace.beside)
    for name in ("record high", "52-week high", "52-week low", "200-session average"):
        assert jumped[name][-1] == pytest.approx(lines[name][-1], rel=1e-12)


def test_a_downtrend_has_its_line_on_the_map(lead: Lead, noise: Callable[..., list[float]]) -> None:
    said = lead(NAME, noise(900, 3, drift=-0.001)).reading
    assert "3-year downtrend line" in said.text
    assert "3-year downtrend line" not in lead(NAME, noise(900, 3, drift=0.001)).reading.text


def test_noise_stands_near_a_level_about_as_often_as_the_null_says(
    lead: Lead, noise: Callable[..., list[float]]
) -> None:
    said = [lead(NAME, noise(1200, s)).reading for s in range(24)]
    p = np.array([s.null.p for s in said if s.null is not None])
    assert len(p) == 24
    assert 0.3 < np.mean(p) < 0.7


def test_a_year_is_needed(lead: Lead) -> None:
    assert lead(NAME, [0.0] * 200).reading.status == "short_history"


def test_the_gauge_of_the_rest_against_the_few_is_geometric(market: Callable[..., Panel]) -> None:
    # XMAG + 10.73 % against MAGS - 0.45 %: 1.1073 / 0.9955 - 1 = + 11.23 %, not + 11.18 %.
    a_session = {"XMAG": 1.1073 ** (1 / 126) - 1, "MAGS": 0.9955 ** (1 / 126) - 1}
    panel = market({name: [r] * 126 for name, r in a_session.items()})
    said = measure(panel, ["rs.rest_few"])[0].reading
    assert said.value == pytest.approx(0.1123, abs=5e-5)
    assert "XMAG beat MAGS by 11.2 %" in said.text
