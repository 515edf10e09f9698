"""What is left of a buyback: gross less new shares less what staff was given."""

from __future__ import annotations

import numpy as np

from rotascope.signals.earnings.payouts import payouts


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
