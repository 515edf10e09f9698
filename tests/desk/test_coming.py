"""What is coming: only what was known by the date, within eight weeks."""

from datetime import date

import polars as pl

from rotascope.desk.coming import coming
from rotascope.panel import Panel
from rotascope.store.memory import MemoryBackend
from rotascope.store.tables import TABLES

DAY = date(2026, 6, 12)


def panel(events: list[tuple[date, date]] = (), earnings: list[tuple[str, date, date]] = ()):  # type: ignore[no-untyped-def,assignment]
    made = {
        "events": pl.DataFrame(
            [("hand", "FOMC", "FOMC meeting", day, known, None, None) for day, known in events],
            schema=TABLES["events"].schema,
            orient="row",
        ),
        "earnings": pl.DataFrame(
            [("hand", s, day, "Q", known, None, None, None, None) for s, day, known in earnings],
            schema=TABLES["earnings"].schema,
            orient="row",
        ),
    }
    return Panel(MemoryBackend(made), DAY)


def test_meetings_within_eight_weeks_are_listed() -> None:
    known = date(2026, 1, 2)
    days = [date(2026, 6, 12), date(2026, 6, 17), date(2026, 7, 29), date(2026, 8, 8)]
    # Today's is over, the 8th of August is 57 days ahead.
    assert coming(panel([(d, known) for d in days])) == ("FOMC meeting 2026-06-17, 2026-07-29",)


def test_a_meeting_that_one_source_says_is_cancelled_is_not_coming() -> None:
    day, known = date(2026, 6, 17), date(2026, 1, 2)
    rows = [("hand", "US", "FOMC meeting", day, known, None, "scheduled"),
            ("fed", "US", "FOMC meeting", day, known, None, "cancelled")]  # fmt: skip
    events = pl.DataFrame(rows, schema=TABLES["events"].schema, orient="row")
    assert coming(Panel(MemoryBackend({"events": events}), DAY)) == ()


def test_a_meeting_announced_later_is_not_known() -> None:
    assert coming(panel([(date(2026, 6, 17), date(2026, 6, 15))])) == ()


def test_earnings_of_the_seven_are_one_line_in_order() -> None:
    known = date(2026, 6, 1)
    some = [
        ("MSFT", date(2026, 7, 28), known),
        ("GOOGL", date(2026, 7, 21), known),
        ("JPM", date(2026, 7, 14), known),
        ("NVDA", date(2026, 8, 26), known),
    ]
    assert coming(panel(earnings=some)) == (
        "2 of the seven report by 2026-07-28: GOOGL 2026-07-21, MSFT 2026-07-28",
    )


def test_nothing_on_file_is_nothing_said() -> None:
    assert coming(panel()) == ()


def test_a_report_no_source_names_yet_is_expected_as_the_agenda_expects_it() -> None:
    """Last year's 31st of July plus 52 weeks is the 30th: a Thursday again."""
    held = ("AAPL", date(2025, 7, 31), date(2025, 8, 1))
    named = ("MSFT", date(2026, 7, 28), date(2026, 6, 1))
    assert coming(panel(earnings=[held])) == (
        "1 of the seven report by 2026-07-30: AAPL 2026-07-30 (all estimated from last year's)",
    )
    assert coming(panel(earnings=[held, named]))[0].endswith(
        "MSFT 2026-07-28, AAPL 2026-07-30 (AAPL estimated from last year's)"
    )
