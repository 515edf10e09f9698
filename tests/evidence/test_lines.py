"""Sentences around the facts: who speaks for and against, the but, the level that turns the leader."""

from dataclasses import replace

import numpy as np
import pytest

from rotascope.evidence.facts import facts
from rotascope.evidence.lines import LINES, but, evidence, second, would_change
from rotascope.terms import Null, Reading
from tests.evidence.markets import market, measured


def reading(name: str, lean: float, family: str = "price", axis: str = "size") -> Reading:
    return measured(name, np.full(3, lean), axis=axis, family=family, text=f"{name} says").reading


def names(lines: tuple) -> list[str]:  # type: ignore[type-arg]
    return [line.signal for line in lines]


def test_evidence_is_sorted_by_strength_and_side() -> None:
    found = evidence([reading("a", 0.3), reading("b", -0.9), reading("c", 0.5)], "size", 1)
    assert [names(side) for side in found] == [["c", "a"], ["b"]]
    turned = evidence([reading("a", 0.3), reading("b", -0.9)], "size", -1)
    assert [names(side) for side in turned] == [["b"], ["a"]]


def test_families_take_turns() -> None:
    price = [reading(f"p{i}", 0.9 - i / 100) for i in range(5)]
    rest = [reading("b", 0.3, "breadth"), reading("k", 0.2, "concentration")]
    pro, _ = evidence([*price, *rest], "size", 1)
    assert names(pro) == ["p0", "b", "k", "p1", "p2"]
    assert len(pro) == LINES


def test_weak_unscored_silent_and_foreign_readings_are_no_evidence() -> None:
    silent = replace(reading("s", 0.9), status="stale", value=None)
    unscored = replace(reading("u", 0.9), lean=None)
    some = [reading("w", 0.05), unscored, silent, reading("f", 0.9, axis="concentration")]
    assert evidence(some, "size", 1) == ((), ())


def test_chance_stands_beside_every_line_or_is_said_to_be_unknown() -> None:
    told = replace(reading("a", 0.9), null=Null("noise does this 1 in 9 times", 1 / 9))
    pro, _ = evidence([told, reading("b", 0.5)], "size", 1)
    assert [line.chance for line in pro] == [
        "noise does this 1 in 9 times",
        "what chance alone would show is not known",
    ]


def jump(percent: float, n: int = 400) -> np.ndarray:
    q = np.zeros(n)
    q[-100:] = np.log1p(percent / 100)
    return q


def said(first: float, other: float) -> str:
    flat = np.zeros(400)
    panel = market({"XMAG": jump(first), "MAGS": flat, "RSP": jump(other), "SPY": flat})
    pair = panel.pair("rest_few")
    return but(panel, "concentration", pair, facts(panel, "concentration", pair))


def test_a_second_measure_of_the_other_sign_is_said() -> None:
    assert said(9.0, -2.0) == (
        "but RSP / SPY −2.0 % in 126 sessions: the axis's other measure points the other way"
    )


def test_a_second_measure_under_a_third_of_the_size_is_said() -> None:
    assert said(14.7, 1.8).startswith("but RSP / SPY only +1.8 % in 126 sessions: the move is out")
    assert "only −1.0 %" in said(-9.0, -1.0)


def test_two_measures_that_agree_need_no_but() -> None:
    assert said(9.0, 4.0) == ""


def test_the_primary_pair_is_not_its_own_second_measure() -> None:
    flat = np.zeros(400)
    panel = market({"RSP": jump(5.0), "SPY": flat})
    assert second(panel, "concentration", panel.pair("equal_cap")) is None
    assert second(market({"SPY": flat}), "size", panel.pair("equal_cap")) is None


def test_the_threshold_is_the_move_that_makes_the_window_of_21_sessions_later_even() -> None:
    q = np.zeros(400)
    q[-126:-105] = 0.02  # rows t-126+1 .. t-105: the base drifts up by 2 %
    q[-105:] = 0.07
    panel = market({"IWM": q, "SPY": np.zeros(400)})
    pair = panel.pair("small_large")
    (line,) = would_change("size", pair, facts(panel, "size", pair))
    # q(t-105) = 0.02 and q(t) = 0.07: exp(-0.05) - 1 = -4.877 %
    assert line.startswith("IWM / SPY −4.9 % within 21 sessions: large caps would lead")


def test_a_lead_that_only_the_window_holds_is_said_to_end_by_itself() -> None:
    q = np.zeros(400)
    q[-126:-90] = 0.08  # the rise that leads was 126 to 90 sessions ago; half of it is lost since
    q[-90:] = 0.04
    panel = market({"IWM": q, "SPY": np.zeros(400)})
    pair = panel.pair("small_large")
    (line,) = would_change("size", pair, facts(panel, "size", pair))
    assert line == (
        "IWM / SPY unchanged for 21 sessions already turns the leader: it needs +4.1 % to stay"
    )


def test_without_a_leader_nothing_can_turn() -> None:
    panel = market({"IWM": np.zeros(400), "SPY": np.zeros(400)})
    pair = panel.pair("small_large")
    assert would_change("size", pair, facts(panel, "size", pair)) == ()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_usual_moves_are_the_pairs_own(scale: float) -> None:
    q = scale * np.cumsum(np.random.default_rng(1).normal(0.0004, 0.005, 400))
    panel = market({"IWM": q, "SPY": np.zeros(400)})
    pair = panel.pair("small_large")
    (line,) = would_change("size", pair, facts(panel, "size", pair))
    gap, usual = abs(q[-106] - q[-1]), np.std(q[21:] - q[:-21])
    assert f"({gap / usual:.1f} times a usual 21-session move)" in line
