"""The brief on the planted market: one object, complete, the same every time."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from rotascope.desk.brief import MONTH, brief, earlier, store_name
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.registry import SIGNALS
from rotascope.store.memory import MemoryBackend
from rotascope.store.tables import Dataset
from rotascope.terms import Brief

FRAMES, TRUTH = planted.frames()


def made(backend: Any = None, day: date = TRUTH.last, then: date | None = None) -> Brief:
    backend = backend or MemoryBackend(FRAMES)
    before = Panel(backend, then) if then else None
    return brief(Panel(backend, day), before, TRUTH.last, ("a note",))


@pytest.fixture(scope="module")
def whole() -> Brief:
    return made(then=earlier(TRUTH.last, TRUTH.first))


def test_a_month_is_21_sessions_and_none_before_the_data() -> None:
    assert MONTH == 21
    assert earlier(date(2025, 6, 30), TRUTH.first) == date(2025, 5, 29)
    assert earlier(TRUTH.first, TRUTH.first) is None


def test_every_registered_signal_answers_or_says_why_not(whole: Brief) -> None:
    assert [r.signal for r in whole.readings] == list(SIGNALS)
    silent = [r for r in whole.readings if r.status != "ok"]
    assert all(r.value is None and r.reason for r in silent)
    assert all(any(r.title in line for line in whole.not_measurable) for r in silent)


def test_the_same_question_gives_the_same_object(whole: Brief) -> None:
    assert made(then=earlier(TRUTH.last, TRUTH.first)) == whole


def test_no_field_holds_nan(whole: Brief) -> None:
    def numbers(value: Any) -> list[float]:
        if isinstance(value, float):
            return [value]
        if isinstance(value, tuple):
            return [x for one in value for x in numbers(one)]
        if hasattr(value, "__dataclass_fields__"):
            return [x for f in fields(value) for x in numbers(getattr(value, f.name))]
        return []

    found = numbers(whole)
    assert len(found) > 100
    assert all(x == x for x in found)


def test_without_a_month_of_history_nothing_is_compared() -> None:
    found = made()
    assert found.changed == ()
    assert found.changed_since == found.as_of


def test_age_counts_sessions_since_the_last_price() -> None:
    assert made(day=date(2025, 7, 8)).data_age_sessions == 5  # 1, 2, 3, 7 and 8 July


def test_only_a_store_with_nothing_but_the_sample_names_the_next_step() -> None:
    def step(*names: str) -> str:
        listed = [Dataset(name, 1, "", "") for name in names]
        return made(MemoryBackend(FRAMES, listed)).next_step

    assert step("sample_funds", "sample_stocks") == "rotascope sync"
    assert step("sample_funds", "prices") == ""
    assert step() == ""


def test_notes_of_the_caller_come_first_and_datasets_speak_for_themselves(whole: Brief) -> None:
    noted = MemoryBackend(FRAMES, [Dataset("planted", 1, "survivors only", "")])
    assert whole.notes[0] == "a note"
    assert "planted: survivors only" in made(noted).notes


def test_equal_stores_have_equal_names() -> None:
    first, again = (Panel(MemoryBackend(FRAMES), TRUTH.last) for _ in range(2))
    other = {"returns": FRAMES["returns"].head(1000)}
    assert store_name(first) == store_name(again)
    assert store_name(first) != store_name(Panel(MemoryBackend(other), TRUTH.last))


def test_coverage_is_the_verdicts(whole: Brief) -> None:
    assert whole.verdict.registered == len(whole.readings)
    assert replace(whole) == whole
