"""What is on file: datasets with span and age, one series with revisions and holes."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from rotascope.desk.on_file import datasets_on_file, newest, series_on_file
from rotascope.errors import NoAnswer, UnknownName
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.store.memory import MemoryBackend
from rotascope.store.tables import Dataset
from tests.evidence.markets import LAST, returns_frame

FRAMES, TRUTH = planted.frames()
BACKEND = MemoryBackend(FRAMES, [Dataset("planted", 9, "made up", "same session")])
PANEL = Panel(BACKEND, TRUTH.last)


def test_every_dataset_of_every_table_is_listed_with_its_standing() -> None:
    found = datasets_on_file(PANEL, BACKEND)
    assert {f.table for f in found} == set(FRAMES)
    returns = found[0]
    assert (returns.table, returns.lines, returns.rows) == ("returns", 66, len(FRAMES["returns"]))
    assert (returns.precedence, returns.note, returns.known_rule) == (9, "made up", "same session")
    assert returns.age_sessions == 0


def test_a_series_counts_what_was_revised() -> None:
    (macro,) = series_on_file(PANEL, "PWGROWTH")
    assert macro.revised == len(FRAMES["macro"]) // 2
    early = Panel(BACKEND, date(2022, 6, 30))
    (then,) = series_on_file(early, "PWGROWTH")
    assert then.rows < macro.rows


def test_a_series_counts_sessions_without_a_row() -> None:
    frame = returns_frame({"IWM": np.zeros(30)})
    holed = frame.with_row_index().filter(~pl.col("index").is_in([5, 6])).drop("index")
    panel = Panel(MemoryBackend({"returns": holed}), LAST)
    (found,) = series_on_file(panel, "IWM")
    assert (found.holes, found.rows, found.revised) == (2, 28, 0)


def test_a_line_is_found_in_every_table_that_holds_it() -> None:
    tables = [f.table for f in series_on_file(PANEL, "PW:LARGE")]
    assert tables == ["returns", "bars", "holdings"]


def test_a_name_nobody_holds_lists_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean 'PWGROWTH'"):
        series_on_file(PANEL, "PWGROWT")


def test_the_newest_row_dates_a_store_without_prices() -> None:
    assert newest(MemoryBackend({"macro": FRAMES["macro"]})) == FRAMES["macro"]["date"].max()
    with pytest.raises(NoAnswer, match="empty"):
        newest(MemoryBackend({}))
