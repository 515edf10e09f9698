"""Which lines a base rate follows and where an outcome begins."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from rotascope.conditions import parse
from rotascope.evidence import cases
from tests.evidence.markets import market, noise


def test_the_axis_is_that_of_the_condition(planted_panel: Any) -> None:
    asked = {
        "rs.equal_cap > 0": "concentration",
        "rs.small_large.percentile > 0.5": "size",
        'rs("PW:EQUAL/PW:LARGE").streak > 2': "concentration",
        'rs("PW:TOP/PW:FEW").streak > 2': "size",
    }
    for text, axis in asked.items():
        assert cases.axis_of(planted_panel, parse(text)) == axis, text


def test_the_axis_pair_comes_first_then_the_pair_of_the_text_then_the_index() -> None:
    panel = market({name: noise(900, i) for i, name in enumerate(("IWM", "SPY", "QQQ"))})
    lines = cases.lines_of(panel, parse('rs("QQQ/IWM").streak > 2'), "size")
    assert [line.label for line in lines] == ["IWM / SPY", "QQQ / IWM", "SPY"]
    alone = cases.lines_of(panel, parse('rs("IWM/SPY").streak > 2'), "size")
    assert [line.label for line in alone] == ["IWM / SPY", "SPY"]


def test_an_outcome_begins_at_the_close_after_the_event() -> None:
    levels = noise(300, 4)
    panel = market({"IWM": levels, "SPY": noise(300, 5)})
    line = cases.lines_of(panel, parse("rs.small_large > 0"), "size")[-1]
    days = line.days[[10, 100, 299]]
    after = cases.after(line, days, 21)
    assert after[0] == pytest.approx(line.level[32] - line.level[11])
    assert np.isnan(after[2])  # not yet known


def test_a_day_long_after_the_last_price_has_no_outcome() -> None:
    line = cases.OutcomeLine(
        "x", np.array(["2020-01-02", "2020-01-03"], "datetime64[D]"), np.zeros(2)
    )
    days = np.array(["2019-12-31", "2020-01-06", "2020-03-02"], "datetime64[D]")
    assert cases.entries(line, days).tolist() == [-1, 1, -1]
    assert np.isnan(cases.after(line, days, 1)).all()
