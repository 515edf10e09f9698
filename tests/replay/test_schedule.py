"""Which sessions: completed weeks only, so that a row never has to be taken back."""

from datetime import date

from rotascope.replay.schedule import CHUNK, chunks, schedule


def test_a_week_is_its_last_session_also_before_a_holiday() -> None:
    # Good Friday 2026 is April 3: that week's last session is Thursday, April 2.
    assert schedule(date(2026, 3, 23), date(2026, 4, 10)) == (
        date(2026, 3, 27),
        date(2026, 4, 2),
        date(2026, 4, 10),
    )


def test_a_week_in_progress_is_left_out() -> None:
    assert schedule(date(2026, 6, 1), date(2026, 6, 11)) == (date(2026, 6, 5),)
    assert schedule(date(2026, 6, 8), date(2026, 6, 11)) == ()


def test_every_session_is_every_session() -> None:
    days = schedule(date(2026, 6, 8), date(2026, 6, 14), "session")
    assert days == tuple(date(2026, 6, d) for d in range(8, 13))


def test_what_a_longer_span_adds_comes_after_what_a_shorter_one_had() -> None:
    short, long = (schedule(date(2020, 1, 1), date(year, 6, 30)) for year in (2022, 2024))
    assert long[: len(short)] == short


def test_pieces_are_neighbours_and_lose_nothing() -> None:
    days = schedule(date(1995, 1, 1), date(2026, 6, 12))
    pieces = chunks(days)
    assert tuple(day for piece in pieces for day in piece) == days
    assert {len(piece) for piece in pieces[:-1]} == {CHUNK}
    few = chunks(days[:24])
    assert {len(piece) for piece in few} == {3}
    assert chunks(()) == ()
