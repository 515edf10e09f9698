"""rotascope.terms.verdicts: names are exact, and every answer is frozen."""

import dataclasses

from rotascope.terms import verdicts


def test_every_dataclass_is_frozen_and_listed() -> None:
    own = [c for c in vars(verdicts).values() if getattr(c, "__module__", "") == verdicts.__name__]
    assert {c.__name__ for c in own} == {
        n for n in verdicts.__all__ if isinstance(vars(verdicts)[n], type)
    }
    assert all(c.__dataclass_params__.frozen for c in own if dataclasses.is_dataclass(c))
