"""The race of earnings breadth and spending: the sign and the leader on planted turns."""

from __future__ import annotations

import numpy as np

from rotascope.providers.planted_parts.fundamentals import FAVOURED
from rotascope.signals.reading import measure
from tests.signals.earnings import worlds

NAME = "race.breadth_capex"


def test_the_leader_changes_with_the_planted_turns() -> None:
    panel = worlds.planted_panel()
    (made,) = measure(panel, [NAME], null=False)
    trace, days = made.trace, panel.sessions
    # Half a year to a year after the small were favoured again their breadth has risen most.
    turn = days[-FAVOURED[1][0]]
    after = (trace.days > turn + 150) & (trace.days < turn + 330)
    assert np.nanmax(trace.value[after]) > 0.3
    # After the large were favoured breadth outside fell while spending sped up.
    first = days[-FAVOURED[0][0]]
    falling = (trace.days > first + 150) & (trace.days < first + 400)
    assert np.nanmin(trace.value[falling]) < -0.3
    states = np.array(trace.states)
    assert states[np.nanargmin(np.where(falling, trace.value, np.nan))] == "spending leads"
    assert states[np.nanargmax(np.where(after, trace.value, np.nan))] == "earnings breadth leads"


def test_a_claim_of_one_article_is_shown_and_not_scored() -> None:
    (made,) = measure(worlds.planted_panel(), [NAME])
    assert made.reading.lean is None
    assert [line for line, _ in made.trace.beside] == ["earnings breadth", "spending growth"]


def test_it_says_which_side_is_missing() -> None:
    said = measure(worlds.panel(worlds.LAST), [NAME])[0].reading
    assert (said.status, "table earnings" in said.reason) == ("not_measurable", True)
