"""Days in New York and the sessions that first knew of a moment."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from rotascope.providers.moments import epoch, known_after, new_york_day


@pytest.mark.parametrize(
    ("seconds", "day"),
    [
        (1772461800, date(2026, 3, 2)),  # 14:30 UTC, winter
        (1773063000, date(2026, 3, 9)),  # 13:30 UTC, the Monday after the clocks went forward
        (1762056000, date(2025, 11, 2)),  # 04:00 UTC, midnight before the clocks went back
        (1762059600, date(2025, 11, 2)),  # 05:00 UTC, 01:00 for the first time that night
        (1704240000, date(2024, 1, 3)),  # midnight in UTC names its own day
        (-1325583000, date(1927, 12, 30)),  # before 1970
    ],
)
def test_a_moment_is_a_day_in_new_york(seconds: int, day: date) -> None:
    assert new_york_day(seconds) == day


def test_midnight_in_new_york_comes_back_as_its_day() -> None:
    # 5 hours behind UTC in winter, 4 in summer.
    assert epoch(date(2026, 1, 5)) % 86_400 == 5 * 3600
    assert epoch(date(2026, 7, 6)) % 86_400 == 4 * 3600
    assert new_york_day(epoch(date(2026, 7, 6))) == date(2026, 7, 6)


@pytest.mark.parametrize("rubbish", [True, "1", None, float("nan"), 10**20])
def test_what_is_no_moment_is_an_error_that_readers_foresee(rubbish: object) -> None:
    with pytest.raises((TypeError, ValueError, OverflowError, OSError)):
        new_york_day(rubbish)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("moment", "known"),
    [
        (datetime(2026, 6, 12, 16, 15), date(2026, 6, 12)),  # noqa: DTZ001
        (datetime(2026, 6, 12, 16, 16), date(2026, 6, 15)),  # noqa: DTZ001 - Friday evening
        (datetime(2026, 6, 12, 12, 30, tzinfo=UTC), date(2026, 6, 12)),
        (datetime(2026, 6, 12, 20, 30, tzinfo=UTC), date(2026, 6, 15)),
        # The day after Thanksgiving closes at 13:00.
        (datetime(2025, 11, 28, 13, 15), date(2025, 11, 28)),  # noqa: DTZ001
        (datetime(2025, 11, 28, 14, 0), date(2025, 12, 1)),  # noqa: DTZ001
        (datetime(2026, 6, 13, 10, 0), date(2026, 6, 15)),  # noqa: DTZ001 - Saturday
    ],
)
def test_the_first_session_whose_close_and_a_quarter_hour_is_not_past(
    moment: datetime, known: date
) -> None:
    assert known_after(moment) == known


def test_a_moment_after_the_calendar_has_no_session() -> None:
    with pytest.raises(ValueError, match="after the last session"):
        known_after(datetime(2090, 1, 1, tzinfo=UTC))
