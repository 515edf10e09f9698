"""What changed in a month: facts first, noise never."""

from dataclasses import replace

import numpy as np
import pytest

from rotascope.desk.changes import MOST, changes
from rotascope.evidence import axis_verdict
from rotascope.terms import Forecast, Reading, Verdict
from tests.evidence.markets import LAST, market, measured

FLAT = np.zeros(400)
PANEL = market({"IWM": np.arange(400) * 0.001, "SPY": FLAT, "RSP": FLAT})
NOW = Verdict(
    LAST,
    63,
    axis_verdict(PANEL, [], "size"),
    axis_verdict(PANEL, [], "concentration"),
    1,
    1,
    (),
)


def reading(lean: float | None, state: str = "") -> Reading:
    made = measured("s", np.full(3, lean or 0.0), text="it says so").reading
    return replace(made, lean=lean, state=state)


def told(then: Verdict, now: Reading | None = None, before: Reading | None = None) -> list[str]:
    found = changes(NOW, then, [now] if now else [], [before] if before else [])
    return [change.text for change in found]


def test_nothing_changed_is_nothing_said() -> None:
    assert told(NOW, reading(0.5), reading(0.5)) == []


def test_a_new_leader_comes_with_both_figures() -> None:
    then = replace(NOW, size=replace(NOW.size, leader="large", relative_126=-0.032))
    (line,) = told(then)
    assert line == ("size: large caps -> small caps (126 sessions: −3.2 % then, +13.4 % now)")
    (change,) = changes(NOW, then, [], [])
    assert change.key == "verdict/size/leader@2026-06-12"


def test_a_turn_of_direction_is_told_under_the_same_leader() -> None:
    then = replace(NOW, size=replace(NOW.size, direction="weakening", relative_21=-0.01))
    assert told(then)[0].startswith("size: weakening -> strengthening (21 sessions:")


def test_a_leader_of_whom_nothing_was_known_is_said_so() -> None:
    then = replace(NOW, size=replace(NOW.size, leader="neither", relative_126=None))
    assert "nobody -> small caps (126 sessions: not known then" in told(then)[0]


def test_another_pair_and_a_forecast_that_begins_to_speak_are_told() -> None:
    view = Forecast(0.61, None, 0.5, 30, 100, 63, "", "k")
    now = replace(NOW, size=replace(NOW.size, forecast=view))
    then = replace(NOW, size=replace(NOW.size, pair="SIZE / SPX500C"))
    lines = [change.text for change in changes(now, then, [], [])]
    assert lines == [
        "size: another pair speaks, SIZE / SPX500C -> IWM / SPY",
        "size: forecast 61 %",
    ]


def test_a_scored_state_that_turned_is_told_and_an_unscored_one_is_not() -> None:
    assert told(NOW, reading(0.5, "confirmed"), reading(0.4, "break")) == ["s: break -> confirmed"]
    assert told(NOW, reading(None, "leading"), reading(None, "improving")) == []


def test_a_signal_that_fell_silent_is_told() -> None:
    silent = replace(reading(None), status="stale", reason="late", value=None)
    assert told(NOW, silent, reading(0.5)) == ["s: no answer any more (late)"]


@pytest.mark.parametrize(("lean", "who"), [(0.9, "small caps"), (-0.9, "large caps")])
def test_a_reading_that_crossed_its_past_is_told(lean: float, who: str) -> None:
    assert told(NOW, reading(lean), reading(0.0)) == [f"s moved towards {who}: it says so"]
    assert told(NOW, reading(lean), reading(lean / 2)) == []


def test_there_are_never_more_than_six() -> None:
    many = [replace(reading(1.0), signal=f"s{i}") for i in range(20)]
    before = [replace(r, lean=-1.0) for r in many]
    assert len(changes(NOW, NOW, many, before)) == MOST
