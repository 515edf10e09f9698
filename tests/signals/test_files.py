"""Holdings files: which speaks for which day, issuers merged."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from rotascope.panel import Panel
from rotascope.signals.files import current, fund_on_file
from rotascope.store.memory import MemoryBackend

File = tuple[str, date, date, list[tuple[str, float, str]]]


def holdings(files: list[File]) -> pl.DataFrame:
    """files: fund, stamp, known day, lines of (symbol, weight, kind)."""
    rows = [
        ("made", fund, day, n, known, symbol, symbol, weight, kind)
        for fund, day, known, lines in files
        for n, (symbol, weight, kind) in enumerate(lines)
    ]
    names = ("dataset", "fund", "date", "line", "known_at", "symbol", "name", "weight", "kind")
    return pl.DataFrame(rows, schema=names, orient="row")


LINES = [
    ("GOOG", 0.3, "equity"),
    ("AAPL", 0.4, "equity"),
    ("GOOGL", 0.2, "equity"),
    ("-", 0.1, "cash"),
]


def _panel(files: list[File], as_of: date = date(2025, 6, 30)) -> Panel:
    return Panel(MemoryBackend({"holdings": holdings(files)}), as_of)


def test_share_classes_are_one_issuer_and_cash_is_none() -> None:
    panel = _panel([("SPY", date(2025, 5, 30), date(2025, 6, 2), LINES)])
    (shares,) = current(panel, "SPY")
    assert shares.names == ("Alphabet", "AAPL")
    assert shares.issuers.tolist() == pytest.approx([0.5, 0.4])
    assert shares.lines.tolist() == pytest.approx([0.4, 0.3, 0.2])


def test_a_file_is_not_known_before_it_is_known() -> None:
    files: list[File] = [("SPY", date(2025, 5, 30), date(2025, 6, 2), LINES)]
    assert current(_panel(files, date(2025, 5, 30)), "SPY") == ()
    assert fund_on_file(_panel(files, date(2025, 5, 30)), "large_cap") == ""
    assert fund_on_file(_panel(files, date(2025, 6, 2)), "large_cap") == "SPY"


def test_a_file_that_arrives_after_a_newer_one_speaks_for_no_day() -> None:
    files: list[File] = [
        ("SPY", date(2025, 3, 31), date(2025, 6, 5), LINES),
        ("SPY", date(2025, 5, 30), date(2025, 6, 2), LINES),
    ]
    assert [s.file.day for s in current(_panel(files), "SPY")] == [date(2025, 5, 30)]


def test_of_two_files_known_the_same_day_the_newer_speaks() -> None:
    files: list[File] = [
        ("SPY", date(2025, 4, 30), date(2025, 6, 2), LINES),
        ("SPY", date(2025, 5, 30), date(2025, 6, 2), LINES),
    ]
    assert [s.file.day for s in current(_panel(files), "SPY")] == [date(2025, 5, 30)]


def test_the_first_fund_of_a_role_with_a_file_speaks() -> None:
    files: list[File] = [("IVV", date(2025, 5, 30), date(2025, 6, 2), LINES)]
    assert fund_on_file(_panel(files), "large_cap") == "IVV"
    assert fund_on_file(_panel(files), "small_cap") == ""
