"""The terms of what happened before."""

from __future__ import annotations

import dataclasses

import pytest

from rotascope.terms import rates


@pytest.mark.parametrize("name", [name for name in rates.__all__ if name != "SURE"])
def test_answers_are_frozen_and_say_what_they_mean(name: str) -> None:
    kind = getattr(rates, name)
    assert dataclasses.is_dataclass(kind)
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(kind)
    assert len((kind.__doc__ or "").split()) > 8


def test_only_what_is_left_of_a_p_once_all_are_counted_makes_an_outcome_clear() -> None:
    raw = rates.Outcome("IWM / SPY", 6, 126, 9, 9, 0.1, None, 8, 0.9, None, 2000, 0.0, 0.5, 0.1,
                        0.01, 0.3)  # fmt: skip
    assert not raw.clear
    assert dataclasses.replace(raw, p_adjusted=0.05).clear
    assert not dataclasses.replace(raw, p_adjusted=None).clear


def test_a_row_is_clear_below_a_tenth_and_never_without_a_p() -> None:
    told = [rates.Cell("a", 9, 0.1, "fraction", p=p).clear for p in (0.09, 0.1, None)]
    assert told == [True, False, False]
