"""The table of questions: each has its own name and words, and takes what it can say."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from rotascope.surfaces.nouns import Noun, noun, nouns

ALL = [pytest.param(one, id=one.name) for one in nouns()]


def test_names_and_words_are_each_their_own() -> None:
    assert len({one.name for one in nouns()}) == len(nouns())
    taken = {(one.typed, tuple(item.option for item in one.parameters)) for one in nouns()}
    assert len(taken) == len(nouns())


@pytest.mark.parametrize("one", ALL)
def test_a_question_says_what_it_asks_and_takes(one: Noun) -> None:
    assert one.title.endswith(".")
    names = [item.name for item in one.parameters]
    assert len(names) == len(set(names))
    for item in one.parameters:
        assert item.help.endswith(".")
        assert re.compile(item.pattern)
        assert item.default == () if item.many else True
        assert item.kind != "flag" or item.default is False
        assert item.default in (None, "") or not item.choices or item.default in item.choices


def test_the_same_question_can_be_typed() -> None:
    told = noun("signals").words({"name": ("rs.small_large",), "history": True, "axis": None})
    assert told == ["signals", "rs.small_large", "--history"]
    assert noun("yields").words({"as_of": "2022-06-15"}) == [
        "history", "yields", "--as-of", "2022-06-15",
    ]  # fmt: skip


def test_what_is_the_default_is_not_typed() -> None:
    assert noun("performance").words({"symbol": ("IWM",), "window": "ytd"}) == [
        "performance",
        "IWM",
    ]


@pytest.mark.parametrize("one", ALL)
def test_only_lists_come_in_pages(one: Noun) -> None:
    assert one.listed is (get_args(one.answer)[1:] == (...,))
    taken = {item.name for item in one.parameters}
    assert not one.listed or not taken & {"limit", "cursor"}


def test_an_unknown_question_is_none() -> None:
    with pytest.raises(KeyError):
        noun("nope")
