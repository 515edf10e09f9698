"""How far earnings yields lie apart."""

from __future__ import annotations

import numpy as np

from rotascope.signals.reading import measure
from rotascope.signals.valuation.names import by_month
from tests.signals.earnings import worlds

NAME = "valuation.dispersion"


def test_it_is_the_gap_of_the_months_and_says_what_the_file_names() -> None:
    (made,) = measure(worlds.planted_panel(), [NAME])
    assert np.isclose(made.reading.value or 0.0, by_month(worlds.planted_panel()).gap[-1])
    assert "the file names no sectors" in made.reading.text
    assert made.reading.axis == "market"


def test_without_a_file_it_names_the_table() -> None:
    said = measure(worlds.panel(worlds.LAST), [NAME])[0].reading
    assert (said.status, "table holdings" in said.reason) == ("not_measurable", True)
