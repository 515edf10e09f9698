"""Weights without a date."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.articles.remarks.dated_weights import dated_weights
from rotascope.terms.articles import Remark
from tests.articles.remarks import scenes

DAY = date(2025, 9, 30)
LINES = [(f"N{i}", 0.03) for i in range(12)]
PANEL = scenes.world(DAY, holdings=[("SPY", date(2024, 5, 10), LINES[:11]),
                                    ("SPY", date(2025, 9, 5), LINES)])  # fmt: skip


def _read(day: date | None = None, **given: object) -> tuple[Remark, ...]:
    claims = [scenes.claim("top 10", "weight", v, op=op, against=("^GSPC",), sentence=n, **given)
              for n, (op, v) in enumerate(((">", 0.30), ("~", 0.34)))]  # fmt: skip
    return dated_weights(scenes.scene(scenes.article("A.", "B.", day=day), claims, panel=PANEL))


def test_two_undated_weights_of_one_index_stand_beside_the_dated_ones() -> None:
    (made,) = _read()
    assert made.verdict == "not_checkable"
    assert "the same weight is given as 30 % and 34 %; on file: SPY on 2024-05-10" in made.text
    assert "SPY on 2024-05-10: top ten 30.0 %, largest 3.0 %, 11 equities" in made.text
    assert made.key == "signal/concentration.top10_large_cap@2025-09-30"


@pytest.mark.parametrize("dated", [{"day": DAY}, {"as_of": date(2024, 6, 28)}])
def test_an_article_or_a_weight_with_a_date_needs_none(dated: dict[str, date]) -> None:
    assert _read(**dated) == ()  # type: ignore[arg-type]
