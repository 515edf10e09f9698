"""When to ask: the bucket, the backoff, Retry-After, the circuit."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.net.manners import (
    Circuit,
    backoff,
    failed,
    held_off,
    retry_after,
    shut_for,
    taken,
)

NOW = datetime(2026, 6, 12, 12, 0, tzinfo=UTC)
FOREVER = float("-inf")


def passed(gaps: list[float], per_minute: float, burst: float) -> list[float]:
    """When each of several askers, who come at these distances, gets through."""
    ready, now, times = FOREVER, 0.0, []
    for gap in gaps:
        now += gap
        wait, ready = taken(ready, now, per_minute, burst)
        now += wait
        times.append(now)
    return times


@given(
    st.lists(st.floats(0.0, 30.0), min_size=1, max_size=60),
    st.floats(1.0, 600.0),
    st.integers(1, 5),
)
def test_no_span_of_time_sees_more_than_the_bucket_gives(
    gaps: list[float], per_minute: float, burst: int
) -> None:
    times = passed(gaps, per_minute, burst)
    for first in range(len(times)):
        for last in range(first, len(times)):
            span = times[last] - times[first]
            assert last - first + 1 <= burst + span * per_minute / 60.0 + 1e-6


@given(st.lists(st.floats(0.0, 30.0), min_size=1, max_size=60), st.floats(1.0, 600.0))
def test_nobody_waits_longer_than_for_one_token(gaps: list[float], per_minute: float) -> None:
    ready, now = FOREVER, 0.0
    for gap in gaps:
        now += gap
        wait, ready = taken(ready, now, per_minute)
        assert 0.0 <= wait <= 60.0 / per_minute + 1e-6
        now += wait


def test_sixty_a_minute_are_a_second_apart() -> None:
    assert [b - a for a, b in pairwise(passed([0.0] * 4, 60, 1))] == [1.0, 1.0, 1.0]


def test_a_bucket_of_three_lets_three_through_at_once() -> None:
    assert passed([0.0] * 5, 60, 3) == [0.0, 0.0, 0.0, 1.0, 2.0]


def test_who_comes_late_enough_does_not_wait() -> None:
    assert passed([0.0, 7.0, 7.0], 60, 1) == [0.0, 7.0, 14.0]


@given(st.integers(0, 5000), st.integers(0, 2**32), st.floats(1.0, 900.0))
def test_a_wait_lies_between_nothing_and_two_to_the_n(n: int, seed: int, longest: float) -> None:
    wait = backoff(n, Random(seed), longest)
    assert 0.0 <= wait <= longest
    assert n > 64 or wait <= 2.0**n


def test_waits_are_spread_evenly() -> None:
    random = Random(1)
    waits = [backoff(3, random) for _ in range(4000)]
    # Full jitter: uniform on [0, 8], mean 4, standard error 8 / sqrt(12 * 4000) = 0.037.
    assert sum(waits) / len(waits) == pytest.approx(4.0, abs=0.15)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0), ("120", 120.0), (" 7 ", 7.0), ("9" * 5000, float("inf")),
        ("Fri, 12 Jun 2026 12:00:30 GMT", 30.0), ("Fri, 12 Jun 2026 11:00:00 GMT", 0.0),
        ("Fri, 12 Jun 2026 12:00:30 -0000", 30.0), ("Friday, 12-Jun-26 12:01:00 GMT", 60.0),
        ("", None), ("soon", None), ("-1", None), ("1.5", None), ("²", None), ("1, 2", None),
        ("Fri, 99 Foo 2026 99:00:00 GMT", None),
    ],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date(text: str, seconds: float | None) -> None:
    assert retry_after(text, NOW) == seconds


@given(st.text(max_size=40))
def test_whatever_retry_after_says_is_read_or_left(text: str) -> None:
    found = retry_after(text, NOW)
    assert found is None or found >= 0.0


def after(*addresses: str, now: float = 0.0) -> Circuit:
    circuit = Circuit()
    for address in addresses:
        circuit = failed(circuit, address, now)
    return circuit


def test_five_failures_in_a_row_open_the_circuit() -> None:
    assert shut_for(after("a", "b", "a", "b"), 0.0) == 0.0
    assert shut_for(after("a", "b", "a", "b", "a"), 0.0) == 60.0


def test_one_broken_page_is_not_a_broken_host() -> None:
    circuit = after(*["a"] * 9)
    assert shut_for(circuit, 0.0) == 0.0
    assert shut_for(failed(circuit, "b", 0.0), 0.0) == 60.0


def test_failures_reported_after_it_opened_do_not_lengthen_the_rest() -> None:
    circuit = after("a", "b", "c", "d", "e", "f", "g")
    assert (shut_for(circuit, 0.0), circuit.rests, circuit.failures) == (60.0, 1, 7)


def test_after_its_rest_a_host_is_asked_again_and_a_failure_doubles_the_rest() -> None:
    circuit = after("a", "a", "a", "a", "b")
    assert shut_for(circuit, 59.0) == 1.0
    assert shut_for(circuit, 60.0) == 0.0
    circuit = failed(circuit, "c", 60.0)
    assert shut_for(circuit, 60.0) == 120.0


@given(st.lists(st.floats(0.0, 2000.0), min_size=1, max_size=40))
def test_a_rest_is_never_longer_than_a_quarter_of_an_hour(gaps: list[float]) -> None:
    circuit, now = Circuit(), 0.0
    for n, gap in enumerate(gaps):
        now += gap
        circuit = failed(circuit, str(n), now)
        assert shut_for(circuit, now) <= 900.0 + 1e-6


def test_a_host_that_asks_for_rest_gets_an_hour_at_most() -> None:
    circuit = held_off(Circuit(), 120.0, 0.0)
    assert (shut_for(circuit, 20.0), circuit.asked) == (100.0, True)
    assert shut_for(held_off(Circuit(), float("inf"), 0.0), 0.0) == 3600.0
