"""When a report could first be traded on, and policy decisions as known."""

from __future__ import annotations

from datetime import date

import numpy as np

from rotascope.evidence.reports import decisions, reports
from tests.evidence.by_hand import world
from tests.evidence.markets import noise

LINES = {"IWM": noise(300, 1), "SPY": noise(300, 2)}


def test_a_report_after_the_close_counts_from_the_next_session() -> None:
    rows = [
        ("NVDA", date(2026, 5, 20), "after", 1.0, 1.2),  # a Wednesday
        ("AAPL", date(2026, 5, 1), "after", 2.0, 1.9),  # a Friday: Monday
        ("MSFT", date(2026, 4, 29), "before", 3.0, 3.0),
        ("TSLA", date(2026, 4, 22), "unknown", 1.0, None),
    ]
    found = reports(world(LINES, reports=rows))
    told = dict(zip(found.symbols, found.days.tolist(), strict=True))
    assert told == {
        "NVDA": date(2026, 5, 21), "AAPL": date(2026, 5, 4), "MSFT": date(2026, 4, 29),
        "TSLA": date(2026, 4, 23),
    }  # fmt: skip
    by_name = dict(zip(found.symbols, zip(found.beat, found.missed, strict=True), strict=True))
    assert by_name["NVDA"] == (True, False)
    assert by_name["AAPL"] == (False, True)
    assert by_name["MSFT"] == by_name["TSLA"] == (False, False)
    assert found.unsure.sum() == 1


def test_reports_and_decisions_of_the_future_are_not_there() -> None:
    rows = [("NVDA", date(2026, 5, 20), "after", 1.0, 1.2)]
    panel = world(LINES, reports=rows, decisions=[(date(2026, 3, 18), -0.25), (date(2026, 6, 10), 0.0)],
                  as_of=date(2026, 5, 20))  # fmt: skip
    assert not len(reports(panel).days)
    days, change = decisions(panel)
    assert days.tolist() == [date(2026, 3, 18)]
    assert change.tolist() == [-0.25]


def test_nothing_on_file_is_nothing() -> None:
    panel = world(LINES)
    assert not len(reports(panel).days)
    assert not len(decisions(panel)[0])
    assert np.shape(reports(panel).beat) == (0,)
