"""Histories over members: one universe, said aloud, cached beside the store."""

from __future__ import annotations

import numpy as np

from rotascope.members import Members
from rotascope.panel import Panel
from rotascope.series import Vector
from rotascope.signals.universe import breadth_trace, history
from rotascope.store.memory import MemoryBackend
from tests.signals.conftest import LAST


def _ones(group: Members) -> dict[str, Vector]:
    return {"value": np.ones(len(group.days))}


def test_a_history_has_the_members_counted_and_listed_beside_it(golden_panel: Panel) -> None:
    found = history(golden_panel, "ones", _ones)
    assert set(found) == {"days", "value", "count", "listed"}
    assert found["count"][-1] == found["listed"][-1] == 58
    trace = breadth_trace(golden_panel, found, lambda who, found: who)
    assert trace.text == "members of the planted index"
    assert trace.sources[0].note == "members of the planted index"


def test_a_store_without_stocks_has_no_breadth() -> None:
    panel = Panel(MemoryBackend({}), LAST)
    trace = breadth_trace(panel, history(panel, "ones", _ones), lambda who, found: who)
    assert trace.status == "not_measurable"
    assert "no stocks" in trace.reason


def test_a_day_with_too_few_prices_has_no_value(golden_panel: Panel) -> None:
    found = history(golden_panel, "ones", _ones)
    found["count"] = np.where(np.arange(len(found["days"])) < 10, 40.0, 58.0)
    trace = breadth_trace(golden_panel, found, lambda who, found: who)
    assert np.isnan(trace.value[:10]).all()
    assert np.isfinite(trace.value[10:]).all()
