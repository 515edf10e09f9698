"""The sign question's term: frozen, slotted, tuples only."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from datetime import date
from typing import get_args

import pytest

from rotascope.terms import BetaPath, Duration, Sign, YieldBeta, YieldSigns


def test_an_answer_cannot_be_changed() -> None:
    one = YieldBeta(
        "A / B", "ten-year yield", "pp", "all weeks", 0, None, None, "", None, None, "none"
    )
    with pytest.raises(FrozenInstanceError):
        one.n = 3  # type: ignore[misc]


def test_signs_are_words_and_none_is_empty() -> None:
    assert get_args(Sign) == ("rises", "falls", "open", "")


def test_collections_are_tuples() -> None:
    told = YieldSigns(date(2026, 6, 12), "h", "f", (), (), (), "b", (), ())
    assert all(isinstance(getattr(told, f.name), (date, str, tuple)) for f in fields(told))
    path = BetaPath("A / B", "ten-year yield", "pp", (), (), (), ())
    assert path.dates == ()
    assert Duration("small caps", "yield beta", None, None, "", "no data").reason == "no data"
