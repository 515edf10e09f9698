"""Both axes on one map: what a standing says about itself."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

from rotascope.terms import Standing, TwoAxes

ONE = Standing(
    "A / B", "C / D", (date(2026, 6, 5), date(2026, 6, 12)), (0.01, 0.02), (-0.01, 0.03),
    ((0.01, 0.02),), 1, 1.0, ("small", "rest"), "small caps and the rest are ahead",
)  # fmt: skip


def test_an_answer_is_frozen_and_equal_to_its_like() -> None:
    told = TwoAxes(date(2026, 6, 12), 126, (ONE,), ONE.text, "method", "")
    assert told == replace(told)
    assert hash(told) == hash(replace(told))
    with pytest.raises(FrozenInstanceError):
        told.reason = "x"  # type: ignore[misc]
