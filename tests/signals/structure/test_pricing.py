"""Premium to NAV and the fund of the few against its basket."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from rotascope.catalog import load
from rotascope.maths import etf
from rotascope.panel import Panel
from rotascope.providers.planted_parts.structure import RICH
from rotascope.providers.planted_tables import frame
from rotascope.signals.reading import measure
from rotascope.signals.structure.pricing import YEAR, premium, tracking
from tests.signals.structure.frames import LAST, days_to, panel, sizes

SEVEN = load().baskets["MAG7"].symbols


def closes(levels: list[float]) -> pl.DataFrame:
    days = days_to(len(levels))
    name = load().instrument_id("MAGS", LAST)
    return frame("bars", {"instrument": [name] * len(days), "date": days, "known_at": days,
                          "close": levels, "basis": ["split"] * len(days)})  # fmt: skip


def test_a_premium_is_price_over_nav_and_another_basis_is_none() -> None:
    told = {
        "funds": sizes("MAGS", [1e6] * 3, [50.0, 50.0, 50.0]),
        "bars": closes([50.5, 100.0, 49.0]),
    }
    trace = premium(panel(told), "few")
    assert trace.value[[0, 2]] == pytest.approx([0.01, -0.02])
    assert np.isnan(trace.value[1])
    assert "MAGS closed \N{MINUS SIGN}2.00 %" in trace.text


def test_the_planted_premium_is_found_and_the_placebo_has_none(planted_panel: Panel) -> None:
    rich, placebo = measure(planted_panel, ["structure.premium_few", "structure.premium_rest"])
    assert rich.reading.value == pytest.approx(RICH, abs=0.002)
    assert placebo.reading.value == pytest.approx(0.0, abs=0.002)
    assert rich.reading.null is not None
    assert rich.reading.null.p is not None
    assert rich.reading.null.p < 0.05
    before = rich.trace.value[:-25]
    assert np.abs(before).max() < 0.005


def test_no_price_and_no_size_are_told_apart() -> None:
    assert "table funds" in premium(panel({}), "few").reason
    alone = premium(panel({"funds": sizes("MAGS", [1.0], [50.0])}), "few")
    assert "no price series" in alone.reason


def test_the_fund_is_set_against_the_seven_on_total_return(market: Callable[..., Panel]) -> None:
    draw = np.random.default_rng(4)
    each = {name: 0.01 * draw.standard_normal(YEAR + 40) for name in SEVEN}
    fund = np.mean(list(each.values()), axis=0) - 0.0001
    told = market({name: moves.tolist() for name, moves in (each | {"MAGS": fund}).items()})
    (found,) = measure(told, ["structure.tracking_few"])
    one, other = told.series("MAGS").levels, told.series("MAG7").levels
    expected = one[-1] / one[-YEAR - 1] - other[-1] / other[-YEAR - 1]
    assert found.reading.value == pytest.approx(expected, rel=1e-9)
    moves = [np.diff(x[-YEAR - 1 :]) / x[-YEAR - 1 : -1] for x in (one, other)]
    assert f"{etf.tracking_error(*moves):.2%}".replace("%", " %") in found.reading.text
    assert found.reading.null is not None


def test_tracking_needs_the_fund_and_all_seven(market: Callable[..., Panel]) -> None:
    assert tracking(market({"MAGS": [0.01] * 300})).status == "not_measurable"
    short = market({name: [0.01] * 40 for name in (*SEVEN, "MAGS")})
    assert tracking(short).status == "short_history"
