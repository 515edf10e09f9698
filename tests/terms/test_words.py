"""rotascope.terms.words: names are exact, and every answer is frozen."""

import dataclasses

from rotascope.terms import words


def test_every_dataclass_is_frozen_and_listed() -> None:
    own = [c for c in vars(words).values() if getattr(c, "__module__", "") == words.__name__]
    assert {c.__name__ for c in own} == {
        n for n in words.__all__ if isinstance(vars(words)[n], type)
    }
    assert all(c.__dataclass_params__.frozen for c in own if dataclasses.is_dataclass(c))
