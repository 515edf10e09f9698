"""What was asked of sources: kept until imported, good for some sessions, old in sessions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rotascope.errors import IntegrityError
from rotascope.store.fetches import Fetched, ages, bodies, check, fetched, forget, record
from rotascope.store.market import Market

GOOD = Fetched("yahoo", "IWM", "2026-06-12", "https://q.example/IWM", "fetched",
               "2026-06-12T21:30:00+00:00", "2026-06-12T21:30:00+00:00", "ab", "", "", 12)  # fmt: skip
FAILED = replace(GOOD, name="SPY", status="failed", detail="status 429", last_good="", run="")
UNTIL = date(2026, 6, 12)


def test_the_newest_answer_of_a_request_replaces_the_one_before(market: Market) -> None:
    record(market.state, [GOOD, FAILED])
    record(market.state, [replace(GOOD, sha256="cd")])
    assert fetched(market.state) == (replace(GOOD, sha256="cd"), FAILED)
    assert fetched(market.state, "yahoo") == fetched(market.state)
    assert fetched(market.state, "fred") == ()


@pytest.mark.parametrize(
    ("until", "every", "good"),
    [
        ("2026-06-12", 1, True),
        ("2026-06-13", 1, True),  # a Saturday: no session came
        ("2026-06-15", 1, False),
        ("2026-06-15", 2, True),
        ("2026-06-11", 1, True),
        ("2030-01-02", 0, True),
    ],
)
def test_an_answer_is_good_for_as_many_sessions_as_its_request_says(
    until: str, every: int, good: bool
) -> None:
    day = date.fromisoformat(until)
    assert GOOD.good_for(day, every) == good
    assert replace(GOOD, status="kept").good_for(day, every) == good
    assert not replace(GOOD, status="failed").good_for(day, every)
    assert not replace(GOOD, run="").good_for(day, every)


def test_failures_that_nobody_will_mend_are_forgotten(market: Market) -> None:
    record(market.state, [GOOD, FAILED, replace(FAILED, name="XYZ")])
    forget(market.state, "yahoo", {"SPY"})
    assert [one.name for one in fetched(market.state)] == ["IWM", "SPY"]
    forget(market.state, "fred", set())
    assert len(fetched(market.state)) == 2


def test_the_age_of_a_source_is_that_of_its_newest_sound_answer() -> None:
    older = replace(GOOD, name="QQQ", run="2026-06-10", last_good="2026-06-10T21:30:00+00:00")
    later = replace(FAILED, at="2026-06-12T21:40:00+00:00")
    (told,) = ages([GOOD, older, later], date(2026, 6, 16))
    assert (told.source, told.last_good, told.age_sessions) == ("yahoo", GOOD.last_good, 2)
    assert (told.requests, told.failing, told.failure) == (3, 1, "status 429")
    assert told.failed_at == later.at


def test_a_source_that_never_succeeded_has_no_age() -> None:
    (told,) = ages([FAILED], UNTIL)
    assert (told.last_good, told.age_sessions, told.failing) == ("", None, 1)


def test_a_source_whose_newest_attempt_failed_is_as_old_as_its_last_success() -> None:
    down = replace(GOOD, status="failed", at="2026-06-15T21:00:00+00:00", detail="silence", run="")
    (told,) = ages([down], date(2026, 6, 15))
    assert (told.age_sessions, told.failure) == (1, "silence")


def test_sources_are_told_apart() -> None:
    told = ages([replace(GOOD, source="fred"), GOOD], UNTIL)
    assert [one.source for one in told] == ["fred", "yahoo"]


def test_only_answers_that_count_need_their_body(market: Market) -> None:
    record(market.state, [GOOD, FAILED, replace(GOOD, name="new", status="kept"),
                          replace(GOOD, name="never", sha256="")])  # fmt: skip
    assert [one.raw for one in bodies(market.state)] == ["raw/yahoo/IWM-ab", "raw/yahoo/new-ab"]


@pytest.mark.parametrize(
    "wrong",
    [{"status": "fetchd"}, {"run": "2026-13-01"}, {"at": "yesterday"}, {"size": -1},
     {"last_good": "2026-06-12T21:30:00"}],
)  # fmt: skip
def test_a_row_that_does_not_say_what_such_rows_say_is_found(
    market: Market, wrong: dict[str, object]
) -> None:
    record(market.state, [GOOD, FAILED])
    check(market.state)
    record(market.state, [replace(GOOD, **wrong)])  # type: ignore[arg-type]
    with pytest.raises(IntegrityError, match="yahoo/IWM cannot be read"):
        check(market.state)
