"""Each of a group, at least."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.articles.check.judge import judged
from rotascope.articles.measures.group_floor import group_floor, member_returns, members
from rotascope.articles.measures.spans import spans
from rotascope.terms.articles import Claim
from tests.articles.tape import claim, closes, tape

FIRST, LAST = date(2024, 12, 2), date(2025, 12, 23)
SEVEN = ("AAPL", "AMZN", "GOOGL", "META", "MSFT", "NVDA", "TSLA")
LINES = {name: closes(FIRST, LAST, d2025_03_03=150.0 + 10 * n) for n, name in enumerate(SEVEN)}


def asked(value: float, op: str = ">=") -> Claim:
    return claim("MAG7", value, measure="group_floor", op=op)


def test_the_least_of_the_seven_is_the_floor() -> None:
    seen = group_floor(tape(LAST, LINES), asked(0.5), LAST)
    assert seen[0].value == pytest.approx(0.5)
    assert seen[0].reason.startswith("least of 7: AAPL +50 %")
    assert seen[0].key.startswith("performance/AAPL/")


def test_a_floor_above_the_least_is_contradicted() -> None:
    panel = tape(LAST, LINES)
    high = asked(0.9)  # beyond what dividends could make of Apple's 50 %
    assert judged(high, group_floor(panel, high, LAST)).verdict == "contradicted"


def test_at_most_asks_for_the_largest() -> None:
    seen = group_floor(tape(LAST, LINES), asked(1.2, "<="), LAST)
    assert seen[0].value == pytest.approx(1.1)


def test_a_member_that_is_missing_leaves_no_floor() -> None:
    six = {name: levels for name, levels in LINES.items() if name != "META"}
    seen = group_floor(tape(LAST, six), asked(0.5), LAST)
    assert {o.value for o in seen} == {None}
    assert "META" in seen[0].reason


def test_share_classes_of_one_issuer_are_one_member() -> None:
    panel = tape(LAST, LINES)
    assert members(panel, ("MAG7",)) == SEVEN
    assert members(panel, ("GOOGL", "GOOG", "MSFT")) == ("GOOGL", "MSFT")


def test_bounded_members_give_a_bounded_floor() -> None:
    span = spans("ytd", LAST, back=0)[0]
    seen = group_floor(tape(LAST, total=LINES), asked(0.5), LAST)[0]
    assert seen.sure is not None
    assert seen.sure[0] < 0.5 == pytest.approx(seen.sure[1])
    assert len(member_returns(tape(LAST, LINES), SEVEN, span, "pr")) == 7
