"""What a fall of a few names takes off an index, by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from rotascope.articles.check.judge import judged
from rotascope.articles.measures import impact
from rotascope.sessions import all_sessions
from tests.articles.remarks.scenes import claim, world

FIRST, STAMP, DAY = date(2022, 1, 3), date(2025, 9, 5), date(2025, 12, 23)
LINES = [("NVDA", 0.075), ("META", 0.028), *((f"N{i}", 0.04) for i in range(8)), ("USD", 0.1)]
PANEL = world(DAY, holdings=[("SPY", STAMP, LINES)])
SHOCK = (("shock", "0.10..0.25"), ("names", "1..2"))


def _asked(low: float = 0.03, high: float = 0.08, subject: str = "NVDA+META"):  # type: ignore[no-untyped-def]
    return claim(subject, "impact", low, high=high, op="between", against=("^GSPC",), detail=SHOCK)


def test_two_names_of_ten_per_cent_cannot_take_three_to_eight_off_by_their_weight() -> None:
    found = judged(_asked(), impact.impact(PANEL, _asked(), DAY))
    assert found.verdict == "contradicted"
    # least: META alone, 10 %; most: both, 25 %: .0028 and .02575
    assert found.observed == pytest.approx(0.02575)
    assert "0.3 to 2.6 %" in found.reason
    assert "30.0 to 32.0 %" in found.needs[0]
    # .03 / .0103 and .08 / .02575
    assert "2.9 to 3.1 times" in found.needs[1]


def test_a_claim_that_weight_alone_reaches_is_supported() -> None:
    asked = _asked(0.003, 0.025)
    assert judged(asked, impact.impact(PANEL, asked, DAY)).verdict == "supported"


def test_a_range_that_weight_reaches_only_at_one_end_is_partial() -> None:
    asked = _asked(0.02, 0.08)
    assert judged(asked, impact.impact(PANEL, asked, DAY)).verdict == "partial"


def test_without_names_the_largest_are_meant() -> None:
    shock = impact.shock_of(PANEL, _asked(subject="any name"), DAY)
    assert shock is not None
    assert shock.names == ("the 2 largest",)
    assert shock.weights == pytest.approx((0.075, 0.115))


def test_the_rest_falling_along_is_a_reading_of_its_own_and_named() -> None:
    days = [d.item() for d in all_sessions() if FIRST <= d.item() <= DAY]
    walk = np.cumsum(np.random.default_rng(3).normal(0.0, 0.01, len(days)))
    total = {name: dict(zip(days, 100 * np.exp(beta * walk), strict=True))
             for name, beta in (("NVDA", 1.0), ("META", 1.0), ("SPY", 0.3))}  # fmt: skip
    panel = world(DAY, total=total, holdings=[("SPY", STAMP, LINES)])
    found = judged(_asked(), impact.impact(panel, _asked(), DAY))
    # .3 x 10 % and .3 x 25 %: 3.0 to 7.5 %
    assert found.verdict == "supported_under"
    assert "rest falls along" in found.reading_used
    assert "3.0 to 7.5 %" in found.reason
    assert found.needs


def test_a_range_whose_top_the_fall_of_all_does_not_reach_holds_only_in_part() -> None:
    days = [d.item() for d in all_sessions() if FIRST <= d.item() <= DAY]
    walk = np.cumsum(np.random.default_rng(3).normal(0.0, 0.01, len(days)))
    total = {name: dict(zip(days, 100 * np.exp(beta * walk), strict=True))
             for name, beta in (("NVDA", 1.0), ("META", 1.0), ("SPY", 0.23))}  # fmt: skip
    panel = world(DAY, total=total, holdings=[("SPY", STAMP, LINES)])
    found = judged(_asked(), impact.impact(panel, _asked(), DAY))
    # .23 x 10 % and .23 x 25 %: 2.3 to 5.75 % of 3 to 8 %
    assert found.verdict == "partial"
    assert found.reason.endswith("only if the whole market falls along; not from their own weight")


def test_without_a_file_or_a_fall_nothing_is_solved() -> None:
    bare = world(DAY, price={"^GSPC": {DAY: 100.0}})
    assert judged(_asked(), impact.impact(bare, _asked(), DAY)).verdict == "not_checkable"
    silent = claim("NVDA", "impact", 0.03, against=("^GSPC",))
    assert impact.shock_of(PANEL, silent, DAY) is None
    assert "how far" in impact.impact(PANEL, silent, DAY)[0].reason


def test_an_old_file_contradicts_only_what_twice_its_weight_would_not_reach() -> None:
    later = date(2026, 6, 12)
    panel = world(later, holdings=[("SPY", STAMP, LINES)])
    for low, verdict in ((0.03, "not_checkable"), (0.06, "contradicted")):
        asked = _asked(low, 0.08)
        assert judged(asked, impact.impact(panel, asked, later)).verdict == verdict
