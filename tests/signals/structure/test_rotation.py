"""Rotation among sectors against moves of all of them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.signals.reading import measure
from rotascope.signals.structure.rotation import SECTORS, WINDOW, rotation_share

Market = Callable[..., Panel]


def test_sectors_that_cancel_are_all_rotation_and_one_way_is_none(market: Market) -> None:
    # Eight lines move +1 % or -1 % on one day, the ninth not at all; every other day is flat.
    up, down = [0.0] * 30 + [0.01] + [0.0] * 5, [0.0] * 30 + [-0.01] + [0.0] * 5
    flat = [0.0] * 36
    cancel = dict(zip(SECTORS[0], [up, down] * 4 + [flat], strict=True))
    trace = rotation_share(market(cancel))
    assert trace.value[-1] == pytest.approx(1.0)
    assert np.isnan(trace.value[0])  # nothing moved in the first window
    away = rotation_share(market(dict.fromkeys(SECTORS[0], down)))
    assert away.value[-1] == pytest.approx(0.0)


def test_gross_is_never_less_than_net(planted_panel: Panel) -> None:
    beside = dict(rotation_share(planted_panel).beside)
    assert (beside["gross move"] >= np.abs(beside["net move"]) - 1e-15).all()


def test_days_in_random_order_are_the_chance(planted_panel: Panel) -> None:
    (found,) = measure(planted_panel, ["structure.rotation_share"])
    null = found.reading.null
    assert null is not None
    assert null.p is not None
    # The planted members are independent beside one factor: their history is the null's own.
    assert null.rate == pytest.approx(float(np.nanmedian(found.trace.value)), abs=0.05)
    assert 0.0 < null.p < 1.0


def test_a_missing_sector_is_named(market: Market) -> None:
    trace = rotation_share(market({"XLK": [0.01] * (WINDOW + 5)}))
    assert trace.status == "not_measurable"
    assert "XLB" in trace.reason
