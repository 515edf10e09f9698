"""rotascope.terms.words: names are exact, and every answer is frozen."""

import dataclasses

from rotascope.terms import words


def test_every_dataclass_is_frozen_and_listed() -> None:
    own = [c for c in vars(words).values() if getattr(c, "__module__", "") == words.__name__]
    assert {c.__name__ for c in own} == {
        n for n in words.__all__ if isinstance(vars(words)[n], type)
    }
    assert all(c.__dataclass_params__.frozen for c in own if dataclasses.is_dataclass(c))


def test_each_side_of_an_axis_has_another_that_has_it() -> None:
    sides = [side for pair in words.SIDES.values() for side in pair]
    assert sorted(words.OPPOSITE) == sorted(sides)
    assert all(words.OPPOSITE[words.OPPOSITE[side]] == side for side in sides)
    assert all({s, words.OPPOSITE[s]} == set(p) for p in words.SIDES.values() for s in p)
