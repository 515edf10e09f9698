"""What the sentence of a source speaks of."""

from datetime import date

import pytest

from rotascope.desk.meant import meant
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.store.memory import MemoryBackend
from rotascope.terms import Source

FRAMES, TRUTH = planted.frames()
PANEL = Panel(MemoryBackend(FRAMES), TRUTH.last)
DAY = date(2025, 1, 2)


def said(dataset: str, what: str) -> Source:
    return Source(dataset, what, DAY, DAY, 1)


@pytest.mark.parametrize(
    ("what", "table", "ids"),
    [
        ("returns of PW:SMALL", "returns", 1),
        ("closes and volumes of PW:SMALL", "bars", 1),
        ("closes of PW:SMALL", "bars", 1),
        ("2 splits and 41 dividends of PW:SMALL", "actions", 1),
        ("holdings of PW:LARGE", "holdings", 1),
        ("lines of PW:LARGE", "holdings", 1),
        ("size of PW:LARGE", "funds", 1),
        ("swaps of PW:LARGE", "derivatives", 1),
        ("what is said of market", "sentiment", 1),
        ("events, FOMC decision", "events", 0),
        ("meetings of US", "events", 1),
        ("total returns of S&P 500 members", "members", 0),
        ("members of the S&P 500 of each day", "members", 0),
    ],
)
def test_a_sentence_names_its_table_and_line(what: str, table: str, ids: int) -> None:
    found = meant(PANEL, said("planted", what))
    assert (found.table, len(found.ids)) == (table, ids)


def test_a_macro_series_is_known_by_its_name() -> None:
    name = PANEL.ids("macro")[0]
    found = meant(PANEL, said("planted", name))
    assert (found.table, found.ids, found.spanned) == ("macro", (name,), True)


def test_what_names_no_line_is_the_whole_table_and_says_so() -> None:
    found = meant(PANEL, said("earnings", "announcement days of the few"))
    assert (found.table, found.ids, found.dataset) == ("earnings", (), "")
    assert "whole table" in found.note


def test_a_panel_of_many_lines_is_told_by_its_members() -> None:
    assert "members" in meant(PANEL, said("returns", "total returns of every stock")).note
