"""Who led on a day is a fact for the case against an article, with its size, chance and key."""

from __future__ import annotations

from rotascope.desk.verdict_facts import verdict_facts
from rotascope.evidence.facts import facts
from rotascope.evidence.primary import speaker
from rotascope.panel import Panel
from rotascope.terms import AXES


def test_each_axis_says_who_led_and_a_turn_speaks_for_the_other_side(planted_panel: Panel) -> None:
    told = verdict_facts(planted_panel)
    for axis in AXES:
        pair = speaker(planted_panel, axis).pair
        assert pair is not None
        known = facts(planted_panel, axis, pair)
        mine = [one for one in told if one.axis == axis]
        assert mine[0].side == known.leader
        assert f"verdict/{axis}/leader@{planted_panel.as_of}" == mine[0].key
        assert f"{abs(known.relative_126) * 100:.1f} %" in mine[0].text
        assert len(mine) == (2 if known.direction == "weakening" else 1)
        assert len({one.side for one in mine}) == len(mine)
