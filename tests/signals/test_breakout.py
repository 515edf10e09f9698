"""Synchronised breakouts: several lines, one event."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.signals.breakout import breakout_null
from rotascope.signals.reading import measure

Market = Callable[..., Panel]
NAME = "breakout.small_caps"


def _walks(seed: int, n: int = 600, shared: float = 0.0) -> tuple[list[float], list[float]]:
    draw = np.random.default_rng(seed)
    common = draw.standard_normal(n)
    made = [0.01 * (shared * common + (1 - shared) * draw.standard_normal(n)) for _ in range(2)]
    return made[0].tolist(), made[1].tolist()


def test_identical_lines_that_break_out_together_are_one_line(market: Market) -> None:
    rise = [0.0] * 300 + [0.01] * 5
    one, _ = _walks(3, 306)
    panel = market({"IWM": [*one[:300], 0.2, 0.01], "IJR": [*one[:300], 0.2, 0.01]})
    said = measure(panel, [NAME])[0].reading
    assert len(rise) == 305
    assert (said.value, said.state) == (1.0, "synchronised")
    assert "2 of 2 small-cap lines" in said.text
    assert "leave 1.0 independent lines" in said.text


def test_one_line_alone_is_half(market: Market) -> None:
    panel = market({"IWM": [0.0, 0.01] * 150 + [0.1], "IJR": [0.01] + [0.0] * 150 + [-0.001] * 150})
    said = measure(panel, [NAME])[0].reading
    assert (said.value, said.state) == (0.5, "apart")
    assert "(IWM)" in said.text


def test_a_breakout_is_remembered_for_ten_sessions(market: Market) -> None:
    falls = [-0.001] * 12
    flat = [0.0, -0.001] * 150
    panel = market({"IWM": [*flat, 0.5, *falls], "IJR": [*flat, 0.5, *falls]})
    value = measure(panel, [NAME])[0].trace.value
    assert value[-13] == 1.0
    assert value[-4] == 1.0
    assert value[-3] == 0.0


def test_a_line_counts_only_after_a_year_of_closes(market: Market) -> None:
    panel = market({"IWM": [0.001] * 400, "IJR": [0.001] * 300})
    trace = measure(panel, [NAME])[0].trace
    first = np.flatnonzero(np.isfinite(trace.value))[0]
    assert trace.days[first] == panel.series("IJR").days[251]


def test_one_line_on_file_cannot_be_synchronised(market: Market) -> None:
    said = measure(market({"IWM": [0.0] * 400}), [NAME])[0].reading
    assert said.status == "low_coverage"
    assert said.reason.startswith("1 small-cap lines on file")


def test_independent_lines_agree_as_often_as_the_null_says(market: Market) -> None:
    rates = []
    for seed in range(12):
        one, other = _walks(seed)
        panel = market({"IWM": one, "IJR": other})
        trace = measure(panel, [NAME], null=False)[0].trace
        null = breakout_null(panel, trace)
        observed = float(np.mean(trace.value[251:] >= trace.value[-1]))
        assert null.p is not None
        rates.append(null.p - observed)
    assert float(np.mean(rates)) == pytest.approx(0.0, abs=0.08)
