"""The taxonomy of demand: a labelled fixture, negations, and the planted turn."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.providers.planted_parts.fundamentals import CAPEX_TURN_AGO
from rotascope.signals.earnings.kpi import tags
from rotascope.signals.reading import measure
from tests.signals.earnings import worlds

LABELLED = [
    ("Azure growth accelerates as AI demand outruns supply", (("cloud", "speeds up"),)),
    ("Chip makers brace for inventory correction", (("chips", "rests"),)),
    ("Hyperscalers cut capex plans", (("cloud", "rests"), ("capex", "rests"))),
    ("GPU shortage persists into next year", (("chips", "speeds up"),)),
    ("Cloud customers in a digestion phase, says bank", (("cloud", "rests"),)),
    ("Data center backlog at a record", (("cloud", "speeds up"),)),
    ("No slowdown in data center orders", (("cloud", "said"),)),
    ("Foundry raises wafer prices", (("chips", "speeds up"),)),
    ("Capital spending raised, but buildout delayed", (("capex", "said"),)),
    ("Copilot adoption strong in the quarter", (("ai software", "speeds up"),)),
    ("Grocer's profit falls", ()),
    ("Potato chips recall widens", (("chips", "said"),)),
]


@pytest.mark.parametrize(("title", "expected"), LABELLED)
def test_a_labelled_headline_gets_its_tags(title: str, expected: tuple[object, ...]) -> None:
    assert tags(title) == expected


def test_whole_words_alone_count_and_little_is_read() -> None:
    assert tags("Cloudy weather, chipper mood") == ()
    assert tags("x" * 5_000 + " cloud demand accelerates") == ()


def test_the_planted_turn_to_more_demand_is_seen() -> None:
    panel = worlds.planted_panel()
    (made,) = measure(panel, ["kpi.demand"])
    trace, turn = made.trace, panel.sessions[-CAPEX_TURN_AGO]
    # nine of ten say more after the turn, half before it
    assert np.nanmean(trace.value[trace.days > turn + 100]) == pytest.approx(0.8, abs=0.1)
    assert abs(np.nanmean(trace.value[trace.days <= turn])) < 0.25
    assert made.reading.null is not None
    assert made.reading.null.p is not None
    assert made.reading.null.p < 0.01


def test_without_headlines_it_names_the_table() -> None:
    said = measure(worlds.panel(worlds.LAST), ["kpi.demand"])[0].reading
    assert (said.status, "table news" in said.reason) == ("not_measurable", True)
