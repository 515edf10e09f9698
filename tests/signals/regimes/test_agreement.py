"""Agreement of the small-cap indices: a 7-point gap is low agreement, whatever the headline says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rotascope.panel import Panel
from rotascope.signals.reading import Reading, measure

Market = Callable[..., Panel]
NAME = "agreement.small_caps"


def steady(total: float, n: int = 126) -> list[float]:
    """Returns a session that compound to `total` over 126 sessions, after a flat start."""
    return [0.0] * 100 + [(1.0 + total) ** (1.0 / n) - 1.0] * n


def said(market: Market, **totals: float) -> Reading:
    return measure(market({name: steady(total) for name, total in totals.items()}), [NAME])[
        0
    ].reading


def test_the_articles_table_is_low_agreement(market: Market) -> None:
    # Russell 2000 +13.87 %, S&P 600 +6.70 %: 7.17 points apart (C17).
    found = said(market, IWM=0.1387, IJR=0.0670, SPY=0.17)
    assert found.value == pytest.approx(0.0717, abs=1e-9)
    assert found.state == "low"
    assert "IWM +13.9 %, IJR +6.7 %; SPY +17.0 %" in found.text


def test_indices_close_together_on_one_side_agree(market: Market) -> None:
    assert said(market, IWM=0.10, IJR=0.09, SPY=0.02).state == "high"


def test_indices_on_both_sides_of_the_large_caps_do_not_agree_however_close(market: Market) -> None:
    found = said(market, IWM=0.06, IJR=0.04, SPY=0.05)
    assert found.state == "low"
    assert found.value == pytest.approx(0.02, abs=1e-9)


def test_one_line_is_no_agreement(market: Market) -> None:
    found = said(market, IWM=0.10, SPY=0.05)
    assert found.status == "low_coverage"
    assert "1 small-cap lines" in found.reason or "0 small-cap lines" in found.reason


def test_the_null_is_the_pairs_own_past(market: Market) -> None:
    found = said(market, IWM=0.1387, IJR=0.0670, SPY=0.17)
    assert found.null is not None
    assert found.null.p is not None
    assert 0.0 < found.null.p <= 0.02  # the gap has only widened: today's is the largest of 100
