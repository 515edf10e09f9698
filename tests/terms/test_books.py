"""rotascope.terms.books: names are exact, and every answer is frozen."""

import dataclasses

from rotascope.terms import books


def test_every_dataclass_is_frozen_and_listed() -> None:
    own = [c for c in vars(books).values() if getattr(c, "__module__", "") == books.__name__]
    assert {c.__name__ for c in own} == {
        n for n in books.__all__ if isinstance(vars(books)[n], type)
    }
    assert all(c.__dataclass_params__.frozen for c in own if dataclasses.is_dataclass(c))
