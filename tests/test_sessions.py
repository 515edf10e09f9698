"""Sessions: the exchange's own calendar, as an array."""

from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from rotascope import sessions
from rotascope.errors import BadArgument


def test_special_closures_and_half_days_are_right() -> None:
    closed = sessions.as_days(
        ["2001-09-11", "2012-10-29", "2018-12-05", "2022-06-20", "2025-01-09"]
    )
    open_ = sessions.as_days(["2001-09-10", "2012-10-31", "2024-11-29", "2026-06-12"])
    assert not sessions.is_session(closed).any()
    assert sessions.is_session(open_).all()


def test_a_weekend_asks_for_the_friday_before() -> None:
    assert sessions.last_session(date(2026, 6, 14)) == date(2026, 6, 12)
    assert sessions.last_session(date(2026, 6, 12)) == date(2026, 6, 12)


def test_shifting_counts_sessions_not_days() -> None:
    assert sessions.shift(date(2022, 12, 30), 1) == date(2023, 1, 3)
    assert sessions.shift(date(2023, 1, 3), -1) == date(2022, 12, 30)


def test_count_is_the_inverse_of_shift() -> None:
    start = date(2020, 3, 23)
    for by in (0, 1, 21, 126, 252):
        assert sessions.count(start, sessions.shift(start, by)) == by
    assert sessions.count(start, date(2020, 1, 2)) == 0


def test_outside_the_calendar_is_refused_with_a_sentence() -> None:
    with pytest.raises(BadArgument, match="before the first known session"):
        sessions.last_session(date(1900, 1, 1))
    with pytest.raises(BadArgument, match="outside the calendar"):
        sessions.shift(date(2026, 6, 12), 100_000)


def test_the_array_ascends_and_cannot_be_written() -> None:
    days = sessions.all_sessions()
    assert (np.diff(days).astype(int) > 0).all()
    with pytest.raises(ValueError, match="read-only"):
        days[0] = days[1]


def test_a_year_has_about_252_sessions() -> None:
    days = sessions.all_sessions()
    years = days.astype("datetime64[Y]").astype(int) + 1970
    counts = np.bincount(years)[1991:2026]
    assert counts.min() >= 248
    assert counts.max() <= 254


@pytest.mark.parametrize("damage", ["empty", "junk", "cut"])
def test_a_damaged_calendar_is_built_again(
    damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = sessions.all_sessions()
    parts = {"days": whole, "opens": sessions.opens(), "closes": sessions.closes()}
    monkeypatch.setattr(sessions, "user_cache_path", lambda _: tmp_path)
    monkeypatch.setattr(sessions, "_build", lambda: {k: v.copy() for k, v in parts.items()})

    def fresh() -> sessions.Days:
        return sessions._calendar.__wrapped__()["days"]

    fresh()
    (kept,) = tmp_path.glob("*.npz")
    content = {"empty": b"", "junk": b"junk" * 99, "cut": kept.read_bytes()[:5000]}[damage]
    kept.write_bytes(content)
    assert np.array_equal(fresh(), whole)
    assert kept.stat().st_size > 5000


@pytest.mark.parametrize(
    ("day", "close"),
    [
        ("2024-03-08", "2024-03-08T21:00"),  # the Friday before the clocks go forward
        ("2024-03-11", "2024-03-11T20:00"),  # the Monday after
        ("2024-11-01", "2024-11-01T20:00"),
        ("2024-11-04", "2024-11-04T21:00"),
        ("2024-07-03", "2024-07-03T17:00"),  # 13:00 in New York, summer
        ("2024-11-29", "2024-11-29T18:00"),  # 13:00 in New York, winter
    ],
)
def test_a_close_is_known_in_utc_on_half_days_and_beside_a_change_of_clocks(
    day: str, close: str
) -> None:
    assert sessions.closes(sessions.as_days([day]))[0] == np.datetime64(close)


def test_a_day_without_a_session_has_no_close_and_no_number() -> None:
    closed = sessions.as_days(["2024-01-06", "1890-01-02", "2099-01-02", "NaT"])
    assert np.isnat(sessions.closes(closed)).all()
    assert (sessions.numbers(closed) == -1).all()


def test_a_sessions_number_is_its_place() -> None:
    days = sessions.all_sessions()
    assert np.array_equal(sessions.numbers(days), np.arange(len(days)))
    assert np.array_equal(sessions.numbers(days.astype(np.int64)), np.arange(len(days)))
    assert (sessions.opens() < sessions.closes()).all()


@pytest.mark.parametrize(
    ("moment", "session"),
    [
        ("2024-03-08T21:14:00+00:00", "2024-03-07"),  # 16:14 in New York: the close is not settled
        ("2024-03-08T21:15:00+00:00", "2024-03-08"),
        ("2024-03-11T20:15:00+00:00", "2024-03-11"),  # summer time
        ("2024-07-03T17:15:00+00:00", "2024-07-03"),  # a half day
        ("2024-07-03T13:14:00-04:00", "2024-07-02"),
        ("2024-07-06T12:00:00+09:00", "2024-07-05"),  # Saturday in Tokyo
    ],
)
def test_a_session_is_complete_a_quarter_of_an_hour_after_its_close(
    moment: str, session: str
) -> None:
    assert str(sessions.last_complete(datetime.fromisoformat(moment))) == session


def test_before_the_first_session_none_is_complete() -> None:
    with pytest.raises(BadArgument, match="before the first known session"):
        sessions.last_complete(datetime(1900, 1, 1, tzinfo=UTC))
