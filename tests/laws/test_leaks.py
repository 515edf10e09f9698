"""The machinery against peeking is proved on planted leaks before it judges our signals."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.signals.trace import Trace
from rotascope.terms import Mark
from tests.laws.leaks import IDIOMS, LEAKS, Idiom
from tests.laws.peeking import Bench, Told, cuts, difference, events, told
from tests.laws.worlds import Spoiled, Tiny

SEEDS = (3, pytest.param(11, marks=pytest.mark.slow))


def judged(idiom: Idiom, seed: int) -> tuple[list[str], list[str]]:
    """(found by truncation, found by perturbation) at every cut of the tiny world."""
    world = Tiny(seed)
    bench = Bench(world, world.days)
    signals, name = {idiom.__name__: idiom}, idiom.__name__
    whole = {name: bench.full(idiom)}
    days = [day.item() for day in world.days[2:]]
    cut_off = [s for day in days for s in bench.truncated(signals, whole, day)]
    spoiled = [s for day in days[::5] for s in bench.perturbed(signals, whole, day)]
    return cut_off, spoiled


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.__name__)
def test_every_planted_leak_is_caught(leak: Idiom, seed: int) -> None:
    cut_off, spoiled = judged(leak, seed)
    assert cut_off or spoiled, f"{leak.__name__} looks ahead and nobody saw it"
    assert all(leak.__name__ in sentence for sentence in cut_off + spoiled)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("idiom", IDIOMS, ids=lambda idiom: idiom.__name__)
def test_safe_idioms_are_not_accused(idiom: Idiom, seed: int) -> None:
    assert judged(idiom, seed) == ([], [])


def test_there_are_at_least_ten_leaks_and_all_are_named_once() -> None:
    names = [leak.__name__ for leak in LEAKS]
    assert len(set(names)) == len(names) >= 10


def test_the_spoiled_future_differs_and_the_past_does_not() -> None:
    world = Tiny()
    cut = world.days[100]
    name = "US:TA"
    plain = world.rows("returns", [name])[name]
    spoiled = Spoiled(world, cut.item()).rows("returns", [name])[name]
    past, later = plain["date"] <= cut, spoiled["date"] > cut
    assert np.array_equal(spoiled["tr"][~later], plain["tr"][past], equal_nan=True)
    assert later.sum() < (~past).sum()
    assert np.nanmean(np.abs(spoiled["tr"][later])) > 4 * np.nanmean(np.abs(plain["tr"]))


def test_later_vintages_rewrite_the_past_for_whoever_knows_them() -> None:
    world = Tiny()
    cut: date = world.days[100].item()
    spoiled = Spoiled(world, cut, vintages=True)
    then, later = (Panel(spoiled, day).series("TA") for day in (cut, world.days[-1].item()))
    assert np.allclose(then.levels, Panel(world, cut).series("TA").levels)
    assert then.sources[0].dataset == "tiny"
    assert later.sources[0].dataset == "newer"


def days(count: int) -> np.ndarray:
    return np.arange(count).astype("datetime64[D]")


def test_a_difference_names_the_day_and_both_values() -> None:
    one = told(Trace(days(3), np.array([1.0, 2.0, np.nan])))
    other = told(Trace(days(3), np.array([1.0, 2.5, np.nan])))
    assert difference(one, one) == ""
    assert difference(one, other) == "value of 1970-01-02 is 2 in one and 2.5 in the other"


def test_a_day_without_an_answer_is_like_a_day_that_is_absent() -> None:
    one = told(Trace(days(3), np.array([1.0, np.nan, 3.0])))
    other = told(Trace(days(3)[[0, 2]], np.array([1.0, 3.0])))
    assert difference(one, other) == ""


def test_a_mark_that_comes_later_for_an_earlier_day_is_a_difference() -> None:
    mark = Mark(date(1970, 1, 2), "broken")
    one, other = (told(Trace(days(3), np.zeros(3), marks=m)) for m in ((), (mark,)))
    assert "broken" in difference(one, other)


def test_event_cuts_lie_at_and_beside_marks_turns_and_extremes() -> None:
    value = np.array([0.0, 1.0, 2.0, 1.5, 1.4, 1.3, 1.2, 1.1, -4.0, -3.9])
    rows = events(Told(days(10), {"value": value}, frozenset({(date(1970, 1, 6), "x")})), days(10))
    assert {0, 1, 2, 3, 7, 8, 9} <= set(rows)  # first answer, the high, the sign change and low
    assert {4, 5, 6} <= set(rows)  # the mark and its neighbours


def test_few_cuts_hold_events_and_random_days_and_the_last() -> None:
    world = Tiny()
    bench = Bench(world, world.days)
    whole = [bench.full(LEAKS[0])]
    few = cuts(bench, whole, most=20, seed=1)
    assert 15 <= len(few) <= 21
    assert few == sorted(few)
    assert few[-1] == world.days[-1].item()
    assert len(cuts(bench, whole, most=10_000, seed=1)) == len(world.days)
