"""Parts beside the prices: each draws for itself."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from rotascope.providers import planted_parts
from rotascope.sessions import Days, all_sessions


def part(days: Days, draw: np.random.Generator) -> dict[str, pl.DataFrame]:
    return {"macro": pl.DataFrame({"value": draw.normal(size=3)})}


def test_a_part_draws_the_same_whatever_other_parts_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    days = all_sessions()[:10]
    monkeypatch.setattr(planted_parts, "PARTS", {"one": part})
    (alone,) = planted_parts.beside(days, 7)["macro"]
    monkeypatch.setattr(planted_parts, "PARTS", {"other": part, "one": part})
    other, beside = planted_parts.beside(days, 7)["macro"]
    assert beside.equals(alone)
    assert not other.equals(alone)
