"""The vocabulary: frozen, and complete in its list of names."""

import dataclasses
from datetime import date

import pytest

from rotascope import terms
from rotascope.terms import Interval, Mark


def test_answers_cannot_be_changed() -> None:
    interval = Interval(0.1, 0.2, 0.9, "by hand")
    with pytest.raises(dataclasses.FrozenInstanceError):
        interval.low = 0.0  # type: ignore[misc]


def test_equal_content_is_an_equal_answer() -> None:
    assert Mark(date(2024, 1, 5), "record") == Mark(date(2024, 1, 5), "record")


def test_every_class_is_public_and_says_what_it_is() -> None:
    classes = [
        c for c in vars(terms).values() if isinstance(c, type) and dataclasses.is_dataclass(c)
    ]
    assert {c.__name__ for c in classes} <= set(terms.__all__)
    for each in classes:
        assert each.__doc__
        assert not each.__doc__.startswith(f"{each.__name__}(")
