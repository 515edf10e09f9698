"""Which file speaks for an index on a day."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from rotascope.articles.measures import fund_files
from rotascope.panel import Panel
from rotascope.store.memory import MemoryBackend
from tests.articles.remarks import scenes

DAY = date(2025, 9, 30)
LINES = [("NVDA", 0.08), ("GOOGL", 0.03), ("GOOG", 0.02), ("AAPL", 0.07), ("USD", 0.8)]
PANEL = scenes.world(DAY, holdings=[("SPY", date(2025, 6, 30), LINES[:2]),
                                    ("SPY", date(2025, 9, 5), LINES)])  # fmt: skip


def test_the_newest_file_known_by_the_day_speaks_and_no_later_one() -> None:
    found = fund_files.file_of(PANEL, ("^GSPC",), DAY)
    assert found is not None
    assert found.day == date(2025, 9, 5)
    earlier = fund_files.file_of(PANEL, ("^GSPC",), date(2025, 8, 1))
    assert earlier is not None
    assert earlier.day == date(2025, 6, 30)
    assert fund_files.file_of(PANEL, ("^GSPC",), date(2025, 1, 2)) is None


def test_a_file_of_the_day_meant_counts_though_it_came_out_later() -> None:
    late = PANEL.backend.frames["holdings"].with_columns(  # type: ignore[attr-defined]
        known_at=pl.col("date").dt.offset_by("10d")
    )
    panel = Panel(MemoryBackend({"holdings": late}), DAY)
    found = fund_files.file_of(panel, ("SPY",), date(2025, 6, 30))
    assert found is not None
    assert (found.day, found.known_at) == (date(2025, 6, 30), date(2025, 7, 10))


def test_an_index_without_a_fund_on_file_names_those_that_were_looked_for() -> None:
    assert fund_files.file_of(PANEL, ("^RUT",), DAY) is None
    (said,) = fund_files.absent(("^SP600",), DAY)
    assert said.value is None
    assert "SPSM, IJR" in said.reason


def test_two_lines_of_one_issuer_weigh_together() -> None:
    found = fund_files.file_of(PANEL, ("SPY",), DAY)
    assert found is not None
    assert fund_files.weight_of(found, PANEL.catalog, ("GOOG",)) == pytest.approx(0.05)
    assert fund_files.weight_of(found, PANEL.catalog, ("MAG7",)) == pytest.approx(0.20)
    assert fund_files.weight_of(found, PANEL.catalog, ("TSLA",)) is None


def test_groups_and_indices_are_played_by_their_funds_and_a_fund_by_itself() -> None:
    assert fund_files.funds_for(("small caps",)) == ("IWM", "SPSM", "IJR")
    assert fund_files.funds_for(("QQQ", "^NDX")) == ("QQQ",)
