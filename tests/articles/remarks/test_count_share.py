"""A count told as many."""

from __future__ import annotations

import pytest

from rotascope.articles.remarks.count_share import count_share
from rotascope.terms.articles import Remark
from tests.articles.remarks import scenes

TEXT = "Contrary to what one hears, a good number of index members, 167 last year, outperform it."


def _read(text: str = TEXT, value: float | None = 167.0, of: str = "500") -> tuple[Remark, ...]:
    claims = [] if value is None else [
        scenes.claim("^GSPC", "beat_count", value, unit="count", detail=(("of", of),))]  # fmt: skip
    named = [scenes.mention("^GSPC", 0, "index", 40)]
    return count_share(scenes.scene(scenes.article(text), claims, mentions=named))


def test_a_third_that_beat_the_index_is_evidence_for_the_few() -> None:
    (made,) = _read()
    assert made.verdict == "contradicted"
    assert made.text.startswith("167 of 500 is 33.4 %: 66.6 % did not beat the index")
    assert made.claims
    assert "the year it is of" in made.needs[0]


def test_the_index_gives_the_total_where_the_claim_does_not() -> None:
    (made,) = _read(value=None)
    assert "167 of 500" in made.text
    assert made.claims == ()


def test_more_than_half_is_breadth() -> None:
    assert _read(TEXT.replace("167", "312"), 312.0) == ()


@pytest.mark.parametrize(
    "text", ["Of the index members 167 outperform it.", "Contrary to habit we wait."]
)
def test_a_count_that_is_not_told_as_many_or_no_count_draws_no_remark(text: str) -> None:
    assert _read(text, None) == ()
