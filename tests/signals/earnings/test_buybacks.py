"""Buybacks: gross less new shares less what staff was given, and who pays them with debt."""

from __future__ import annotations

import pytest

from rotascope.signals.reading import measure
from tests.signals.earnings import worlds


def test_the_planted_share_of_income_is_recovered() -> None:
    (made,) = measure(worlds.planted_panel(), ["buybacks.net"])
    assert made.reading.value == pytest.approx(0.4 - 0.02 - 0.1, abs=1e-9)
    assert "28 % of income" in made.reading.text
    assert made.reading.lean is None


def test_without_filings_it_names_the_table() -> None:
    said = measure(worlds.panel(worlds.LAST), ["buybacks.net"])[0].reading
    assert (said.status, "table facts" in said.reason) == ("not_measurable", True)
