"""Q26: what is a contract by its printed code or name, and what it must say."""

from __future__ import annotations

import polars as pl
import pytest

from rotascope.ingest.checks.swaps import contract_lines, looks_like_a_contract, not_equity
from tests.ingest.checks.frames import STAMP, held, lines, rows


@pytest.mark.parametrize(
    ("symbol", "name", "contract"),
    [
        ("595112103 TRS 050427 NM", "MICRON TECHNOLOGY INC SWAP NM", True),
        ("RTYM6", "RUSSELL 2000 EMINI CME JUN 26", True),
        ("ESU5", "S&P 500 FUTURE SEP25", True),
        ("TRS", "TRIMAS CORP", False),  # a ticker
        ("FF", "FUTUREFUEL CORP", False),
        ("FFAI", "FARADAY FUTURE INTELLIGENT ELECTRI", False),
        ("RMNI", "RIMINI STREET INC", False),
        ("MINI", "MOBILE MINI INC", False),
        ("FWRD", "FORWARD AIR CORP", False),
        (None, None, False),
    ],
)
def test_contracts_are_told_from_companies(
    symbol: str | None, name: str | None, contract: bool
) -> None:
    frame = pl.DataFrame({"s": [symbol], "n": [name]}, schema={"s": pl.String, "n": pl.String})
    made = frame.select(looks_like_a_contract(pl.col("s"), pl.col("n"))).item()
    assert made is contract


def test_a_swap_may_not_pass_for_shares() -> None:
    code = "67066G104 TRS 063026 GS"
    frame = lines((code, 14.0), ("NVDA", 6.0))
    assert held(not_equity(frame)) == [0]
    assert held(not_equity(frame.with_columns(kind=pl.lit("derivative")))) == []


def test_a_swap_names_its_notional_and_its_dealer_a_future_its_notional() -> None:
    sound = {"notional": 1e6, "counterparty": "NOMURA"}
    frame = rows(
        "derivatives",
        {"kind": "swap", **sound},
        {"kind": "swap", **sound, "notional": None},
        {"kind": "swap", **sound, "counterparty": " "},
        {"kind": "forward", **sound, "counterparty": None},
        {"kind": "future", **sound, "counterparty": None},
        {"kind": "option", "notional": None, "counterparty": None},
        {"kind": "equity", **sound},
        fund="MAGS", date=STAMP, underlying="NVDA",
    )  # fmt: skip
    assert held(contract_lines(frame)) == [1, 2, 3, 5, 6]
