"""The terms of a fund's largest."""

from __future__ import annotations

import dataclasses

import pytest

from rotascope.terms import holders


@pytest.mark.parametrize("name", holders.__all__)
def test_answers_are_frozen_and_say_what_they_mean(name: str) -> None:
    kind = getattr(holders, name)
    assert dataclasses.is_dataclass(kind)
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(kind)
    assert len((kind.__doc__ or "").split()) > 8
