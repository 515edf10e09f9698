"""Tables whose rows stand between bars."""

from __future__ import annotations

import pytest

from rotascope.articles.claims.cells import head_window
from tests.articles.claims.labels import found, told

TABLE = """Two funds side by side, and what they hold:

| Metric | S&P 500 (SPY) | Russell 2000 (IWM) |
|---|---|---|
| Sectors | Information Technology (~31%) | Financials, Health Care (~16-18% each) |
| Weight of Top 10 Holdings | ~36% | ~4.5% |
| Expense ratio | 0.09% | 0.19% |
| Revenue Source | Global | Domestic |

| Fund | YTD | 1Y | Holdings |
|---|---|---|---|
| MAGS | 21.1% | 23.4% | 7 |
| IWM | -2.3% | 11.0% | 1,950 |
"""


def test_cells_take_their_name_from_row_or_column_and_their_measure_from_the_other() -> None:
    assert told(TABLE) == [
        "sector_weight ^GSPC ~ 0.31 []",
        "sector_weight ^RUT between 0.16..0.18 []",
        "sector_weight ^RUT between 0.16..0.18 []",
        "weight top 10/^GSPC ~ 0.36 []",
        "weight top 10/^RUT ~ 0.045 []",
        "fee SPY = 0.0009 []",
        "fee IWM = 0.0019 []",
        "return MAGS = 0.211 [ytd]",
        "return MAGS = 0.234 [1y]",
        "holdings_count MAGS = 7 []",
        "return IWM = -0.023 [ytd]",
        "return IWM = 0.11 [1y]",
        "holdings_count IWM = 1950 []",
    ]


def test_each_sector_of_a_shared_cell_is_a_claim_of_its_own() -> None:
    sectors = [
        dict(c.detail).get("sector") for c in found(TABLE)[1] if c.measure == "sector_weight"
    ]
    assert sectors == ["Information Technology", "Financials", "Health Care"]


@pytest.mark.parametrize(
    ("head", "window"),
    [("YTD", "ytd"), ("1Y", "1y"), ("3-Month", "3m"), ("2022", "2022"), ("Five Years", "5y"),
     ("Price", "")],
)  # fmt: skip
def test_a_head_names_a_window(head: str, window: str) -> None:
    assert head_window(head) == window
