"""The terms of articles."""

from __future__ import annotations

import dataclasses

import pytest

from rotascope.terms import articles

DATACLASSES = [
    name
    for name in articles.__all__
    if dataclasses.is_dataclass(getattr(articles, name))
    and isinstance(getattr(articles, name), type)
]


@pytest.mark.parametrize("name", DATACLASSES)
def test_answers_are_frozen_and_say_what_they_mean(name: str) -> None:
    kind = getattr(articles, name)
    assert dataclasses.is_dataclass(kind)
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(kind)
    assert len((kind.__doc__ or "").split()) > 8
