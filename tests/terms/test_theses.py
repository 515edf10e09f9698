"""The terms of theses."""

from __future__ import annotations

import dataclasses

import pytest

from rotascope.terms import theses

DATACLASSES = [
    name
    for name in theses.__all__
    if dataclasses.is_dataclass(getattr(theses, name)) and isinstance(getattr(theses, name), type)
]


@pytest.mark.parametrize("name", DATACLASSES)
def test_answers_are_frozen_and_say_what_they_mean(name: str) -> None:
    kind = getattr(theses, name)
    assert dataclasses.is_dataclass(kind)
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(kind)
    assert len((kind.__doc__ or "").split()) > 8
