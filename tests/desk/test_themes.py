"""Themes: one horizon each, a monitor for every node, opened, watched, closed with an outcome."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from rotascope.desk.themes import HORIZONS, Plan, judged, plans
from rotascope.errors import BadFile
from rotascope.panel import Panel
from rotascope.registry import SIGNALS
from rotascope.terms import Theme

GOOD = """
[[theme]]
name = "one"
title = "Small caps lead"
horizon = "weeks"
opened = "2025-03-03"
pair = "small_large"
direction = 1
node = [{ name = "they lead", signal = "rs.small_large" }]
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "themes.toml"
    path.write_text(text, "utf-8")
    return path


def test_every_house_theme_has_one_horizon_and_every_node_a_monitor() -> None:
    house = plans()
    assert {plan.horizon for plan in house} >= {
        "months",
        "years",
    }  # the secular apart from the trade
    for plan in house:
        assert plan.horizon in HORIZONS
        assert plan.nodes
        assert all(signal in set(SIGNALS) for _, signal in plan.nodes)


def one(panel: Panel, opened: date, direction: int = 1) -> Theme:
    plan = Plan("x", "x", "weeks", opened, "small_large", direction, (("lead", "rs.small_large"),))
    (theme,) = judged(panel, (plan,))
    return theme


def test_a_theme_is_open_until_its_horizon_has_passed_and_then_its_outcome_stands(
    planted_panel: Panel,
) -> None:
    opened = date(2025, 3, 3)
    closes = opened + timedelta(days=HORIZONS["weeks"])
    before, after, later = (
        one(Panel(planted_panel.backend, day), opened)
        for day in (closes - timedelta(days=4), closes, closes + timedelta(days=40))
    )
    assert (before.state, after.state, later.state) == ("open", "closed", "closed")
    assert after.outcome == pytest.approx(later.outcome)
    assert before.age < after.age == later.age
    pair = planted_panel.pair("small_large")
    rows = (
        np.searchsorted(pair.days, np.array([opened, closes], dtype="datetime64[D]"), side="right")
        - 1
    )
    expected = np.exp(pair.log_ratio[rows[1]] - pair.log_ratio[rows[0]]) - 1.0
    assert after.outcome == pytest.approx(expected)


def test_the_other_direction_has_the_other_outcome(planted_panel: Panel) -> None:
    up, down = (one(planted_panel, date(2025, 3, 3), sign).outcome for sign in (1, -1))
    assert up is not None
    assert down is not None
    assert (1.0 + up) * (1.0 + down) == pytest.approx(1.0)


def test_the_note_gives_the_pairs_own_move_and_whose_way_it_went(planted_panel: Panel) -> None:
    up, down = (one(planted_panel, date(2025, 3, 3), sign) for sign in (1, -1))
    assert up.outcome is not None
    ways = ("for the theme", "against the theme")
    told = [note.rpartition(", ") for note in (up.note, down.note)]
    assert told[0][0] == told[1][0]  # one pair and one span: one number, whichever theme asks
    assert [told[0][2], told[1][2]] == list(ways if up.outcome > 0 else reversed(ways))


def test_a_monitor_says_then_and_now(planted_panel: Panel) -> None:
    opened = date(2025, 3, 3)
    (monitor,) = one(planted_panel, opened).monitors
    (then,) = one(Panel(planted_panel.backend, opened), opened).monitors
    assert monitor.then == pytest.approx(then.now)
    assert monitor.now != monitor.then
    assert monitor.key.startswith("signal/rs.small_large@")


def test_what_is_not_opened_yet_is_not_told(planted_panel: Panel) -> None:
    late = Plan("x", "x", "weeks", date(2030, 1, 2), "small_large", 1, (("a", "rs.small_large"),))
    assert judged(planted_panel, (late,)) == ()
    early = one(planted_panel, date(2001, 3, 1))
    assert early.outcome is None
    assert "no close near" in early.note


def test_a_users_file_is_read(tmp_path: Path) -> None:
    (plan,) = plans(written(tmp_path, GOOD))
    assert plan == Plan(
        "one", "Small caps lead", "weeks", date(2025, 3, 3), "small_large", 1,
        (("they lead", "rs.small_large"),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('"weeks"', '"soon"', "horizon"), ('"2025-03-03"', '"spring"', "opened"),
        ("direction = 1", "direction = 2", "direction"), ("rs.small_large", "rs.smal", "watched by"),
        ('signal = "rs.small_large"', 'watch = "x"', "without a monitor"),
        ('title = "Small caps lead"', "", "title"), ("[[theme]]", "[[them]]", "no list"),
        (GOOD, GOOD + GOOD, "two themes"), (GOOD, "x =", "themes.toml"),
        ('node = [{ name = "they lead", signal = "rs.small_large" }]', "", "without a monitor"),
    ],
)  # fmt: skip
def test_what_is_not_written_as_it_must_be_is_refused_with_a_reason(
    tmp_path: Path, old: str, new: str, what: str
) -> None:
    with pytest.raises(BadFile, match=what):
        plans(written(tmp_path, GOOD.replace(old, new)))


def test_a_title_cannot_rewrite_the_terminal(tmp_path: Path) -> None:
    (plan,) = plans(written(tmp_path, GOOD.replace("Small caps lead", "a\\u001b[2Jb")))
    assert "\x1b" not in plan.title


def test_a_file_of_megabytes_is_not_parsed(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="too long"):
        plans(written(tmp_path, "#" * 300_000))
    with pytest.raises(BadFile):
        plans(written(tmp_path, "x = " + "[" * 100_000))
    with pytest.raises(BadFile):
        plans(tmp_path / "none.toml")
