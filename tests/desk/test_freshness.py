"""When newer rows are due, and what of it is late."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from rotascope.desk.data import of_series, of_store
from rotascope.desk.freshness import due_on, with_due
from rotascope.panel import Panel
from rotascope.store.memory import MemoryBackend
from rotascope.store.tables import TABLES, Dataset
from rotascope.terms import OnFile
from tests.evidence.markets import LAST


def macro(**newest: date) -> MemoryBackend:
    """Series of which one value each is on file, known the next day."""
    rows = pl.DataFrame(
        {
            "dataset": "fred",
            "series": list(newest),
            "date": list(newest.values()),
            "known_at": list(newest.values()),
            "value": 1.0,
            "unit": "percent",
            "assumed": True,
        },
        schema_overrides=TABLES["macro"].schema,
    )
    ordered = rows.select(*TABLES["macro"].columns)
    return MemoryBackend({"macro": ordered}, [Dataset("fred", 1, "", "registered lag")])


@pytest.mark.parametrize(
    ("name", "last", "due"),
    [
        (
            "DGS10",
            date(2026, 6, 11),
            date(2026, 6, 13),
        ),  # the next session is the 12th, out a day on
        ("UNRATE", date(2026, 4, 1), date(2026, 6, 10)),  # May ends on the 31st, out ten days on
        ("NOBODY", date(2026, 4, 1), None),
    ],
)
def test_a_registered_lag_says_when_the_next_value_is_due(
    name: str, last: date, due: date | None
) -> None:
    assert due_on(name, last) == due


def test_a_series_that_missed_its_day_is_late_and_one_that_ended_is_not() -> None:
    backend = macro(DGS10=date(2026, 6, 11), DGS2=date(2026, 4, 1), TB3MS=date(2010, 1, 1))
    (told,) = of_store(Panel(backend, LAST), backend, present=True).on_file
    assert told.late.startswith("1 of 2 series is late: DGS2, due 2026-04-0")
    assert told.due.startswith("next about 2026-06-1")
    (one,) = of_series(
        Panel(backend, LAST), backend, "DGS2", listed=False, period="", present=True
    ).on_file
    assert one.late.startswith("its next value was due on 2026-04-0")
    (ended,) = of_series(
        Panel(backend, LAST), backend, "TB3MS", listed=False, period="", present=True
    ).on_file
    assert ended.late == ""


def test_prices_are_due_after_every_session_and_files_when_they_come() -> None:
    prices = OnFile("returns", "hand", "", 2, 9, LAST, LAST, 3, None, None, "same session", 1, "")
    ended = replace(prices, last=date(2025, 6, 1), age_sessions=260)
    file = replace(prices, table="holdings", known_rule="next session")
    panel = Panel(macro(DGS10=LAST), LAST)
    told = with_due([prices, replace(prices, age_sessions=1), file, ended], panel)
    assert [one.late for one in told] == ["3 sessions are not on file", "", "", ""]
    assert [one.due for one in told][1:] == [
        "after every session",
        "when its next file is imported",
        "when its next file is imported",
    ]
