"""Bars printed before their session closed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import polars as pl
import pytest

from rotascope.ingest.checks.provisional import unfinished
from rotascope.ingest.run import import_jobs
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.store.market import Market
from tests.ingest.checks.prices import held, line, lines_of
from tests.ingest.conftest import stored

TODAY = date(2024, 7, 5)


def early(last: str, moment: datetime | None) -> list[int]:
    """Positions held of three rows that end on `last`."""
    frame = lines_of(line([1.0, 2.0, 3.0], first="2024-07-01"))
    end = date.fromisoformat(last)
    days = [date(2024, 7, 1), date(2024, 7, 2), end]
    return held(unfinished(frame.with_columns(date=pl.Series(days)), TODAY, moment))


@pytest.mark.parametrize(
    ("hour", "minute", "rows"), [(16, 50, [2]), (17, 14, [2]), (17, 15, []), (20, 0, [])]
)
def test_a_half_day_is_over_at_one_and_a_quarter(hour: int, minute: int, rows: list[int]) -> None:
    # 2024-07-03 closed at 13:00 in New York, 17:00 UTC.
    assert early("2024-07-03", datetime(2024, 7, 3, hour, minute, tzinfo=UTC)) == rows


def test_the_moment_is_the_same_on_every_clock() -> None:
    tokyo = timezone(timedelta(hours=9))
    assert early("2024-07-03", datetime(2024, 7, 4, 2, 14, tzinfo=tokyo)) == [2]
    assert early("2024-07-03", datetime(2024, 7, 4, 2, 15, tzinfo=tokyo)) == []


def test_what_is_told_names_both_moments() -> None:
    frame = lines_of(line([1.0], first="2024-07-03"))
    (told,) = unfinished(frame, TODAY, datetime(2024, 7, 3, 16, 50, tzinfo=UTC))
    assert told["observed"].to_list() == [
        "fetched 2024-07-03 16:50 UTC, before 17:00 UTC, when it closes"
    ]


def test_the_final_bar_supersedes_the_provisional_one(market: Market, tmp_path: Path) -> None:
    def fetched(name: str, close: float, moment: datetime) -> None:
        path = tmp_path / name
        frame = pl.DataFrame({"symbol": ["QA"], "date": [date(2024, 7, 3)], "close": [close]})
        frame.write_parquet(path)
        job = Job(DatasetSpec("d", 1, "", "same session"), "bars", path, name,
                  columns={n: n for n in frame.columns}, constants={"basis": "raw"},
                  fetched_at=moment)  # fmt: skip
        import_jobs(market, [job], today=TODAY)

    fetched("noon.parquet", 10.0, datetime(2024, 7, 3, 16, tzinfo=UTC))
    (waiting,) = market.quarantine_list()
    assert (waiting.check, waiting.state) == ("Q08", "open")
    fetched("final.parquet", 10.5, datetime(2024, 7, 3, 21, tzinfo=UTC))
    assert market.quarantine_list()[0].state == "superseded"
    assert stored(market, "bars")["close"].to_list() == [10.5]


def test_without_a_moment_tomorrow_is_too_early_and_today_is_not() -> None:
    assert early("2024-07-05", None) == []
    assert early("2024-07-08", None) == [2]


def test_a_day_without_a_session_is_told_without_its_close() -> None:
    frame = lines_of(line([1.0], first="2024-07-05")).with_columns(date=pl.lit(date(2024, 7, 6)))
    (told,) = unfinished(frame, TODAY, datetime(2024, 7, 5, 22, tzinfo=UTC))
    assert told["observed"].to_list() == ["fetched 2024-07-05 22:00 UTC, no session"]
