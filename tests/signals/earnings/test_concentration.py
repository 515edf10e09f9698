"""Who earns the index's earnings."""

from __future__ import annotations

import pytest

from rotascope.signals.earnings.concentration import earned_by_few
from rotascope.signals.reading import measure
from rotascope.signals.valuation.names import by_month
from tests.signals.earnings import worlds


def test_the_ten_largest_earners_are_those_of_the_months_table() -> None:
    (made,) = measure(worlds.planted_panel(), ["earnings.concentration"])
    found = by_month(worlds.planted_panel())
    assert made.reading.value == pytest.approx(found.top[-1])
    assert 0.0 < (made.reading.value or 0.0) < 1.0
    assert "Planted Two" in made.reading.text  # PW02 and PW03 together


def test_without_a_file_it_says_which_table_is_needed() -> None:
    trace = earned_by_few(worlds.panel(worlds.LAST))
    assert (trace.status, "table holdings" in trace.reason) == ("not_measurable", True)
