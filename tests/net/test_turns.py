"""Whose turn it is, who failed, who asked for a rest."""

from __future__ import annotations

from random import Random

import pytest

from rotascope.errors import NoData
from rotascope.net.troubles import Again
from rotascope.net.turns import Tries, Turns


class StillClock:
    """Time that passes only in waits."""

    def __init__(self) -> None:
        self.seconds, self.waits = 0.0, list[float]()

    def now(self) -> None:  # type: ignore[override]
        raise NotImplementedError

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds


def turns(patience: float = 60.0) -> tuple[Turns, StillClock]:
    clock = StillClock()
    return Turns(clock, Random(1), patience), clock  # type: ignore[arg-type]


def test_every_host_has_a_bucket_of_its_own() -> None:
    several, clock = turns()
    for name in ("a", "b", "a", "b"):
        several.take(name, 60)
    assert clock.waits == [1.0]


def test_waits_grow_and_end_with_the_tries() -> None:
    several, _ = turns()
    waits = [
        several.after("a", Again("status 500"), Tries("x", 4, made, 0.0)) for made in (1, 2, 3)
    ]
    assert all(0 <= wait <= 2.0**n for n, wait in enumerate(waits, 1))
    with pytest.raises(NoData, match=r"status 500 \(4 tries\)"):
        several.after("a", Again("status 500"), Tries("x", 4, 4, 0.0))


def test_what_the_source_asks_for_is_waited_by_everybody() -> None:
    several, clock = turns()
    assert several.after("a", Again("status 429", wait=20.0), Tries("x", 5, 1, 0.0)) == 20.0
    several.take("a", 60)
    assert clock.waits == [20.0]


def test_a_wait_beyond_patience_is_no_data_and_the_host_is_left_alone() -> None:
    several, clock = turns(patience=30.0)
    with pytest.raises(NoData, match="status 429"):
        several.after("a", Again("status 429", wait=31.0), Tries("x", 5, 1, 0.0))
    with pytest.raises(NoData, match="left alone for another 31 s: it asked for that"):
        several.take("a", 60)
    clock.seconds += 31.0
    several.take("a", 60)
    assert clock.waits == []


def test_patience_is_for_all_waits_together() -> None:
    several, _ = turns(patience=30.0)
    with pytest.raises(NoData, match="longer than this run waits"):
        several.after("a", Again("silence"), Tries("x", 9, 8, 29.99))


def test_a_host_that_fails_five_times_is_left_alone_and_then_asked_once() -> None:
    several, clock = turns()
    for n in range(4):
        several.after("a", Again("status 500"), Tries(f"x{n}", 5, 1, 0.0))
    with pytest.raises(NoData, match="a is left alone for 60 s"):
        several.after("a", Again("status 500"), Tries("x5", 5, 1, 0.0))
    with pytest.raises(NoData, match="too many failures in a row"):
        several.take("a", 60)
    several.take("b", 60)
    clock.seconds += 60.0
    several.take("a", 60)
    with pytest.raises(NoData, match="a is left alone for 120 s"):
        several.after("a", Again("status 500"), Tries("x6", 5, 1, 0.0))


def test_an_answer_ends_the_row_of_failures() -> None:
    several, _ = turns()
    for n in range(20):
        several.after("a", Again("status 500"), Tries(f"x{n}", 5, 1, 0.0))
        if n % 4 == 3:
            several.answered("a")
    assert several.take("a", 60) is None  # type: ignore[func-returns-value]


def test_a_host_that_cannot_be_found_is_left_alone_at_once_and_asked_again_later() -> None:
    several, clock = turns()
    several.take("a", 60_000)
    several.lost("a")
    with pytest.raises(NoData, match="a is left alone for another 60 s"):
        several.take("a", 60_000)
    several.take("b", 60_000)
    clock.sleep(60.0)
    several.take("a", 60_000)
    several.lost("a")
    with pytest.raises(NoData, match="another 120 s"):
        several.take("a", 60_000)
    clock.sleep(120.0)
    several.take("a", 60_000)
    several.answered("a")
    several.take("a", 60_000)


def test_a_host_whose_name_nobody_can_look_up_is_left_alone_after_two_tries() -> None:
    several, _ = turns()
    lost = Again("the address of a.example could not be looked up", unreachable=True)
    several.after("a.example", lost, Tries("https://a.example/1", 5, 1, 0.0))
    with pytest.raises(NoData, match="left alone"):
        several.after("a.example", lost, Tries("https://a.example/1", 5, 2, 1.0))
    with pytest.raises(NoData, match="left alone"):
        several.take("a.example", 60.0)
