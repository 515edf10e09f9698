"""CBOE's chain: calls left, puts right, one row an option."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from rotascope.errors import BadFile
from rotascope.providers.cboe import is_chain, read_chain

# Constructed in the site's format.
SIDE = "Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest"
CHAIN = (
    "\nNVIDIA Corporation,Last: 150.2802,Change:  4.96\n"
    '"Date: {stamp}",Bid: 150.28,Ask: 150.3,Size: 2*3,"Volume: 265,377,359"\n'
    f"Expiration Date,Calls,{SIDE},Strike,Puts,{SIDE}\n"
    "Fri Jan 10 2025,NVDA250110C00150000,3.1,0.1,3.0,3.2,8,0.55,0.52,0.02,115,150.00,"
    "NVDA250110P00150000,2.8,0.1,2.7,2.9,81,0,-0.48,0.02,4045\n"
)


def chain(folder: Path, stamp: str = "January 6, 2025 at 9:30 PM EST") -> Path:
    path = folder / "quotes.csv"
    path.write_text(CHAIN.format(stamp=stamp))
    return path


def test_a_line_gives_a_call_and_a_put(tmp_path: Path) -> None:
    made = read_chain(chain(tmp_path)).sort("right")
    assert made["right"].to_list() == ["C", "P"]
    assert made["underlying"].unique().to_list() == ["NVDA"]
    assert made["expiry"].to_list() == [date(2025, 1, 10)] * 2
    assert made["strike"].to_list() == ["150.00"] * 2
    assert made["open_interest"].to_list() == ["115", "4045"]
    assert made["spot"].to_list() == ["150.2802"] * 2
    assert made["row"].to_list() == [5, 5]


def test_a_volatility_of_zero_is_no_answer(tmp_path: Path) -> None:
    assert read_chain(chain(tmp_path)).sort("right")["iv"].to_list() == ["0.55", None]


@pytest.mark.parametrize(
    ("stamp", "known"),
    [
        ("January 6, 2025 at 9:30 PM EST", date(2025, 1, 7)),
        ("January 6, 2025 at 4:15 PM EST", date(2025, 1, 6)),
        ("January 6, 2025 at 4:16 PM EST", date(2025, 1, 7)),
        # The market was closed on the 9th.
        ("January 8, 2025 at 8:00 PM EST", date(2025, 1, 10)),
        ("January 11, 2025 at 10:00 AM EST", date(2025, 1, 13)),
    ],
)
def test_a_chain_taken_after_the_close_is_known_the_next_session(
    tmp_path: Path, stamp: str, known: date
) -> None:
    assert read_chain(chain(tmp_path, stamp))["known_at"].unique().to_list() == [known]


def test_a_chain_without_its_date_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="no line 'Date:"):
        read_chain(chain(tmp_path, "yesterday"))


def test_a_file_of_another_kind_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n")
    assert not is_chain(path)
    with pytest.raises(BadFile, match="no header 'Expiration Date"):
        read_chain(path)


@pytest.mark.shared
def test_the_spy_chain_of_2025_05_16_has_two_options_a_line(shared_data: Path) -> None:
    made = read_chain(shared_data / "options" / "cboe_spy_quotedata_2025-05-16.csv")
    assert len(made) == 2 * 1580
    assert made["known_at"].unique().to_list() == [date(2025, 5, 19)]
    assert made.filter(pl.col("expiry").is_null()).height == 0
