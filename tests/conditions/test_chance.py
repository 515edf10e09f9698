"""What noise shows of a condition."""

from __future__ import annotations

from typing import Any

from rotascope.conditions import parse
from rotascope.conditions.chance import nulls
from rotascope.registry import SIGNALS
from tests.evidence.markets import market, noise


def test_a_break_is_shown_beside_how_often_noise_breaks_such_a_line(planted_panel: Any) -> None:
    typed = nulls(planted_panel, parse('trend_break("PW:SMALL/PW:LARGE").state == "confirmed"'))
    named = nulls(planted_panel, parse('trend_break.small_large.state == "confirmed"'))
    spec = SIGNALS["trend_break.small_large"]
    own = spec.null(planted_panel, spec.compute(planted_panel))  # type: ignore[misc]
    assert "noise confirms a break of such a line within 52 weeks" in typed[0]
    assert own.statement in typed[0]
    assert own.statement in named[0]


def test_a_streak_is_shown_beside_its_chance() -> None:
    panel = market({"IWM": noise(2000, 1), "SPY": noise(2000, 2)})
    (said,) = nulls(panel, parse('not (rs("IWM/SPY").streak > 7 or streak.equal_cap >= 0)'))
    assert said.startswith("IWM / SPY rose on ")
    assert "8 or more in a row" in said


def test_nothing_is_said_of_what_has_no_null(planted_panel: Any) -> None:
    assert nulls(planted_panel, parse("rs.small_large > 0 for 3")) == ()
    assert nulls(planted_panel, parse('trend_break("PW:SMALL/NOPE").state == "broken"')) == ()
