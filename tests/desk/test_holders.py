"""The largest of a fund: issuers counted once, lines as the press counts, against the file before."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.desk.holders import holders, of_both
from rotascope.panel import Panel
from rotascope.store.memory import MemoryBackend
from tests.signals.test_files import holdings

FIRST = [("MSFT", 0.5, "equity"), ("GOOG", 0.1, "equity"), ("GOOGL", 0.2, "equity")]
THEN = [("MSFT", 0.3, "equity"), ("GOOG", 0.2, "equity"), ("GOOGL", 0.3, "equity"),
        ("NVDA", 0.1, "equity"), ("USD", 0.1, "cash")]  # fmt: skip
FILES = [
    ("SPY", date(2024, 5, 10), date(2024, 5, 13), FIRST),
    ("SPY", date(2025, 5, 30), date(2025, 6, 2), THEN),
]


def _panel(as_of: date) -> Panel:
    return Panel(MemoryBackend({"holdings": holdings(FILES)}), as_of)


def test_share_classes_are_one_issuer_and_two_lines() -> None:
    told = holders(_panel(date(2025, 6, 2)), "large_cap")
    top = told.issuers[0]
    assert (top.name, set(top.symbols)) == ("Alphabet", {"GOOG", "GOOGL"})
    assert (top.weight, top.before) == (pytest.approx(0.5), pytest.approx(0.3))
    assert [one.name for one in told.lines] == ["GOOGL", "MSFT", "GOOG", "NVDA"]
    assert told.lines[-1].before is None
    assert told.finding.startswith("the ten largest issuers are 90.0 % of SPY")


def test_only_files_known_by_the_day_count_and_each_is_told() -> None:
    before = holders(_panel(date(2025, 5, 30)), "large_cap")
    assert [one.day for one in before.files] == [date(2024, 5, 10)]
    assert before.stale
    after = holders(_panel(date(2025, 6, 2)), "large_cap")
    assert [one.known_at for one in after.files] == [date(2024, 5, 13), date(2025, 6, 2)]
    # Squared: .5 and .3 are .34; .5, .3 and .1 are .35.
    assert [one.hhi for one in after.files] == pytest.approx([3400.0, 3500.0])
    assert (after.age_sessions, after.stale) == (1, False)


def test_without_a_file_it_says_which_are_looked_for() -> None:
    told = holders(_panel(date(2025, 6, 2)), "small_cap")
    assert (told.files, told.issuers) == ((), ())
    assert told.reason == "no holdings file of IWM, IJR known by 2025-06-02"


def test_both_funds_are_told_the_large_one_first() -> None:
    told = of_both(_panel(date(2025, 6, 2)))
    assert [one.role for one in told] == ["large_cap", "small_cap"]
