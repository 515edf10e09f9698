"""Answers: computed once, kept within bounds, refused when too many wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from rotascope.surfaces.web.answers import Answers, Busy, Limits


@pytest.fixture
def answers() -> Iterator[Answers]:
    made = Answers(Limits(answers=3, room=1000, waiting=2, seconds=1, a_minute=4))
    yield made
    made.close()


def test_a_question_is_computed_once_however_many_ask(answers: Answers) -> None:
    begun, go, calls = threading.Event(), threading.Event(), []

    def slow() -> bytes:
        calls.append(1)
        begun.set()
        go.wait(5)
        return b"answer"

    first = answers.find("key", slow)
    begun.wait(5)
    second = answers.find("key", slow)
    go.set()
    assert (first.result(5), second.result(5)) == (b"answer", b"answer")
    assert answers.find("key", slow).result(5) == b"answer"
    assert (calls, answers.known("key")) == ([1], b"answer")


def test_what_failed_is_not_kept(answers: Answers) -> None:
    def fails() -> bytes:
        raise Busy("not now")

    with pytest.raises(Busy):
        answers.find("key", fails).result(5)
    assert answers.known("key") is None
    assert answers.find("key", lambda: b"now").result(5) == b"now"


def test_the_oldest_goes_when_there_are_too_many_or_they_are_too_large(answers: Answers) -> None:
    for name in ("a", "b", "c"):
        answers.find(name, lambda: b"x" * 10).result(5)
    assert answers.known("a") == b"x" * 10  # now the newest
    answers.find("d", lambda: b"x" * 10).result(5)
    assert [name for name in "abcd" if answers.known(name)] == ["a", "c", "d"]
    answers.find("e", lambda: b"x" * 126).result(5)  # over an eighth: it pushes out nobody
    assert [name for name in "abcde" if answers.known(name)] == ["a", "c", "d"]
    answers.clear()
    assert answers.known("d") is None


def test_a_full_queue_refuses_at_once(answers: Answers) -> None:
    go = threading.Event()
    waiting = [answers.find(name, lambda: go.wait(5)) for name in ("a", "b", "c")]
    with pytest.raises(Busy, match="other questions") as refused:
        answers.find("d", lambda: b"")
    assert refused.value.status == 503
    go.set()
    assert [one.result(5) for one in waiting] == [True, True, True]


def test_one_client_has_so_many_new_questions_a_minute_and_others_go_on(answers: Answers) -> None:
    for number in range(4):
        answers.find(number, lambda: b"", "mine").result(5)
    with pytest.raises(Busy, match="over 4 new questions a minute") as refused:
        answers.find("more", lambda: b"", "mine")
    assert refused.value.status == 429
    assert 1 <= refused.value.seconds <= 61
    assert answers.find(3, lambda: b"", "mine").result(5) == b""  # kept: it costs nothing
    assert answers.find("more", lambda: b"1", "yours").result(5) == b"1"
    assert answers.find("own", lambda: b"2").result(5) == b"2"


def test_work_is_done_in_the_same_thread_as_questions(answers: Answers) -> None:
    asked = answers.find("key", threading.get_ident).result(5)
    assert answers.run(threading.get_ident).result(5) == asked != threading.get_ident()
