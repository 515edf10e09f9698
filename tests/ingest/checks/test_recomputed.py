"""Q16 on pairs of a vendor's adjusted returns and recomputed ones."""

from __future__ import annotations

import polars as pl
import pytest

from rotascope.ingest.checks.recomputed import recomputed
from rotascope.ingest.findings import together
from tests.ingest.checks.test_dividends import pair


@pytest.mark.parametrize(("off", "flagged"), [(0.0, 0), (0.0004, 0), (0.0006, 1), (-0.0006, 1)])
def test_an_ordinary_day_is_told_beyond_five_parts_in_ten_thousand(
    off: float, flagged: int
) -> None:
    found = together(recomputed(pair(0.01 + off, price=1.01, paid=0.0)))
    assert found.height == flagged
    assert set(found["severity"]) <= {"flag"}


def test_an_ex_date_that_fits_by_the_vendors_custom_is_in_order() -> None:
    # 100 -> 110, 2 paid: the vendor's 12.245 % is 25 bp off the reinvested 12 %.
    assert not together(recomputed(pair(110 / 98 - 1, price=1.1))).height
    assert together(recomputed(pair(0.10, price=1.1))).height


def test_rounding_to_cents_leaves_room() -> None:
    assert not together(recomputed(pair(0.0106, price=1.01, paid=0.0, room=0.001))).height


def test_it_says_both_returns_and_nothing_of_no_pairs() -> None:
    said = together(recomputed(pair(0.02, price=1.01, paid=0.0)))
    assert said["observed"][0] == "2.0 %, and 1.0 % from raw closes and actions"
    assert together(recomputed(pl.DataFrame())).height == 0
