"""The seven by their prices: the index's beta on each, and a year held as they were."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from rotascope.maths.risk_shares import rest_return
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.signals.groups.seven import index_beta, seven_change
from rotascope.signals.reading import measure
from rotascope.signals.weekly import week_ends
from rotascope.store.memory import MemoryBackend


def test_the_beta_is_a_regression_of_the_index_on_the_name(golden_panel: Panel) -> None:
    trace = index_beta(golden_panel)
    index, line = golden_panel.role("large_cap"), golden_panel.series("NVDA")
    days = np.intersect1d(index.days, line.days)
    ends = days[week_ends(days)][-105:]
    y, x = (np.diff(s.levels[np.searchsorted(s.days, ends)])
            / s.levels[np.searchsorted(s.days, ends)][:-1] for s in (index, line))  # fmt: skip
    assert dict(trace.beside)["NVDA"][-1] == pytest.approx(np.polyfit(x, y, 1)[0], rel=1e-9)
    each = np.array([column[-1] for _, column in trace.beside])
    assert len(each) == 7
    assert trace.value[-1] == pytest.approx(each.mean())


def test_the_beta_is_above_the_weight_where_names_move_together(golden_panel: Panel) -> None:
    seven = measure(golden_panel, ["concentration.seven_large_cap"])[0].reading.value
    assert seven is not None
    # Planted names share a market: each pulls more of the index along than its own seventh.
    assert np.nanmean(index_beta(golden_panel).value) > seven / 7.0


def test_a_year_of_the_seven_is_held_and_never_rebalanced(golden_panel: Panel) -> None:
    symbols = golden_panel.catalog.baskets["MAG7"].symbols
    growth = [s.levels[-1] / s.levels[-253] for s in map(golden_panel.series, symbols)]
    assert seven_change(golden_panel).value[-1] == pytest.approx(np.mean(growth) - 1.0)


def test_a_fall_of_37_percent_leaves_the_rest_of_the_index_its_own_fall() -> None:
    # 2022: -19 % of the index. At 28 to 34 % of it the seven's -37 % are 10.4 to 12.6 points, and the
    # others fell by 12.0 to 9.7 %.
    explained = (0.28 * 0.37, 0.34 * 0.37)
    assert explained == pytest.approx((0.104, 0.126), abs=5e-4)
    assert rest_return(-0.19, -0.37, 0.28) == pytest.approx(-0.120, abs=5e-4)
    assert rest_return(-0.19, -0.37, 0.34) == pytest.approx(-0.097, abs=5e-4)


def test_without_the_seven_it_names_those_on_file() -> None:
    frames, truth = planted.frames(seed=7, sessions=900)
    panel = Panel(MemoryBackend(frames), truth.last)
    (said,) = measure(panel, ["groups.index_beta"])
    assert said.reading.status == "not_measurable"
    assert "on file: none" in said.reading.reason
    assert seven_change(panel).text.startswith("PW:FEW, held as they were")


def test_some_of_the_seven_never_stand_for_all(golden_panel: Panel) -> None:
    early = [line for line in ("NVDA", "AAPL") if len(golden_panel.series(line))]
    frames = dict(planted.frames(seed=7, sessions=900)[0])
    rows, ids = frames["returns"], {"US:PW01": "NVDA", "US:PW05": "AAPL"}
    copies = rows.filter(pl.col("instrument").is_in(list(ids)))
    named = {old: golden_panel.instrument(new) for old, new in ids.items()}
    frames["returns"] = pl.concat(
        [rows, copies.with_columns(pl.col("instrument").replace_strict(named))]
    )
    (said,) = measure(Panel(MemoryBackend(frames), planted.LAST_DAY), ["groups.seven_change"])
    assert len(early) == 2
    assert said.reading.status == "not_measurable"
    assert "on file: AAPL, NVDA" in said.reading.reason


def test_both_say_what_would_be_usual_and_neither_is_scored(golden_panel: Panel) -> None:
    for said in measure(golden_panel, ["groups.index_beta", "groups.seven_change"]):
        assert said.reading.null is not None
        assert (said.spec.sign, said.reading.lean) == (0, None)
