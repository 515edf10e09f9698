"""Buybacks: gross less new shares less what staff was given, and who pays them with debt."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.signals.earnings.buybacks import payouts
from rotascope.signals.reading import measure
from tests.signals.earnings import worlds


def test_net_is_gross_less_issuance_less_share_based_pay() -> None:
    table = {
        "gross": np.array([100.0, 100.0, np.nan]),
        "issued": np.array([10.0, np.nan, 1.0]),
        "staff": np.array([30.0, 30.0, 1.0]),
        "cash": np.array([150.0, 110.0, 1.0]),
        "spent": np.array([40.0, 40.0, 1.0]),
    }
    net, after, borrowed = payouts(table)
    assert net[:2].tolist() == [90.0, 100.0]  # who files no issuance issued none
    assert after[:2].tolist() == [60.0, 70.0]
    assert borrowed[:2].tolist() == [False, True]  # 100 against 110 and 70 of free cash
    assert np.isnan(net[2])


def test_the_planted_share_of_income_is_recovered() -> None:
    (made,) = measure(worlds.planted_panel(), ["buybacks.net"])
    assert made.reading.value == pytest.approx(0.4 - 0.02 - 0.1, abs=1e-9)
    assert "28 % of income" in made.reading.text
    assert made.reading.lean is None


def test_without_filings_it_names_the_table() -> None:
    said = measure(worlds.panel(worlds.LAST), ["buybacks.net"])[0].reading
    assert (said.status, "table facts" in said.reason) == ("not_measurable", True)
