"""Sector weights: printed, or borrowed from what other files had said by then."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from rotascope.panel import Panel
from rotascope.signals.groups.sectors import largest_sector
from rotascope.signals.reading import measure
from rotascope.store.memory import MemoryBackend
from tests.signals.test_files import holdings

OLD, STAMP, KNOWN = date(2025, 2, 28), date(2025, 5, 30), date(2025, 6, 2)
LINES = [("A", 0.4, "equity"), ("B", 0.3, "equity"), ("C", 0.25, "equity"), ("D", 0.05, "equity")]
WORDS = {"A": "Information Technology", "B": "Financials", "C": "Information Technology"}


def _files(spy_sectors: bool, other_known: date = OLD) -> pl.DataFrame:
    spy = holdings([("SPY", STAMP, KNOWN, LINES)])
    ivv = holdings([("IVV", OLD, other_known, LINES)])
    named = pl.col("symbol").replace_strict(WORDS, default="-")
    spy = spy.with_columns(sector=named if spy_sectors else pl.lit("-"))
    return pl.concat([spy, ivv.with_columns(sector=named)])


def _panel(files: pl.DataFrame, as_of: date = KNOWN) -> Panel:
    return Panel(MemoryBackend({"holdings": files}), as_of)


def test_sectors_sum_to_one_over_the_weight_that_has_one() -> None:
    trace = largest_sector(_panel(_files(True)), "large_cap")
    # .65 and .3 of .95 that have a sector.
    assert trace.value[-1] == pytest.approx(0.65 / 0.95)
    assert sum(column[-1] for _, column in trace.beside) == pytest.approx(1.0)
    assert trace.coverage == pytest.approx(0.95)
    assert "Information Technology 68.4 %, Financials 31.6 %" in trace.text


def test_a_file_without_sectors_borrows_those_known_by_then() -> None:
    borrowed = largest_sector(_panel(_files(False)), "large_cap")
    assert borrowed.value[-1] == pytest.approx(0.65 / 0.95)
    later = largest_sector(_panel(_files(False, date(2025, 6, 5)), date(2025, 6, 6)), "large_cap")
    assert str(later.value[-1]) == "nan", "what was printed later was not known then"


def test_too_little_weight_with_a_sector_is_no_answer() -> None:
    files = _files(True).filter(pl.col("fund") == "SPY")
    few = files.with_columns(sector=pl.when(pl.col("symbol") == "A").then("sector").otherwise(None))
    (said,) = measure(_panel(few), ["groups.sector_large_cap"])
    assert (said.reading.status, said.reading.value) == ("undefined", None)
    assert said.reading.reason == "a sector is known for 40 % of the weight, 90 % needed"


def test_revenue_at_home_is_not_guessed() -> None:
    (said,) = measure(_panel(_files(True)), ["groups.domestic_revenue"])
    assert (said.reading.status, said.reading.value) == ("not_measurable", None)
    assert "segment notes" in said.reading.reason
