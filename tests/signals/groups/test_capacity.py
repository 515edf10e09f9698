"""Days of volume in a one-percent shift: arithmetic on what the planted funds hold and trade."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.signals.files import current
from rotascope.signals.groups.capacity import capacity, net_assets
from rotascope.signals.reading import measure
from rotascope.store.memory import MemoryBackend


@pytest.fixture(scope="module")
def panel() -> Panel:
    frames, truth = planted.frames(seed=7, sessions=900)
    return Panel(MemoryBackend(frames), truth.last)


def test_net_assets_are_those_of_the_planted_fund(panel: Panel) -> None:
    assert net_assets(panel, current(panel, "PW:LARGE")[-1]) == pytest.approx(1e9)


def test_net_assets_come_from_shares_and_closes_where_no_value_is_printed() -> None:
    frames = dict(planted.frames(seed=7, sessions=900)[0])
    rows = frames["holdings"]
    frames["holdings"] = rows.with_columns(market_value=None).with_columns(
        market_value=rows["market_value"].clear(len(rows))
    )
    panel = Panel(MemoryBackend(frames), planted.LAST_DAY)
    # The planted lines have no closes: then there is no answer, and none is guessed.
    assert np.isnan(net_assets(panel, current(panel, "PW:LARGE")[-1]))


def test_days_are_dollars_over_dollars_a_day(panel: Panel) -> None:
    trace = capacity(panel)
    shares = current(panel, "PW:LARGE")[-1]
    bars = panel.dated("bars", panel.instrument("PW:SMALL"))
    traded = np.median((bars["close"] * bars["volume"])[-21:])
    expected = 0.01 * float(np.sort(shares.issuers)[-10:].sum()) * 1e9 / traded
    assert trace.value[-1] == pytest.approx(expected)


def test_it_is_linear_and_has_no_side(panel: Panel) -> None:
    (said,) = measure(panel, ["groups.capacity"])
    assert (said.spec.sign, said.spec.unit, said.reading.status) == (0, "days", "ok")
    assert said.reading.null is not None
    assert "linear in the shift" in said.reading.null.statement


def test_without_a_holdings_file_it_says_what_it_needs() -> None:
    frames = dict(planted.frames(seed=7, sessions=900)[0])
    del frames["holdings"]
    (said,) = measure(Panel(MemoryBackend(frames), planted.LAST_DAY), ["groups.capacity"])
    assert said.reading.status == "not_measurable"
    assert "holdings file" in said.reading.reason
