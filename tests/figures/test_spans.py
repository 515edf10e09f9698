"""Datasets over time, and versions of a series."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rotascope.errors import WrongUse
from rotascope.figures.spans import data, vintages
from tests.figures import drawable


def test_age_is_told_by_symbol_word_and_place() -> None:
    made = data(drawable.data())
    spans, ends = made.traces
    assert ends["marker"]["symbol"] == ["circle", "diamond", "circle-open"]
    ages = [note["text"] for note in made.layout["annotations"][1::2]]
    assert ages == ["today", "20", "400"]
    assert spans["x"][:3] == ["2000-01-03", "2026-06-12", None]
    assert made.title == "1 of 3 datasets reach the last 5 sessions"


def test_versions_of_a_value_are_steps_at_the_day_each_was_known() -> None:
    made = data(drawable.vintaged())
    assert made == vintages(drawable.vintaged())
    (steps,) = made.traces
    assert steps["x"] == ["2026-04-28", "2026-05-28"]
    assert steps["line"]["shape"] == "hv"


def test_an_empty_store_and_a_series_without_vintages_are_refused() -> None:
    empty = replace(drawable.data(), on_file=())
    with pytest.raises(WrongUse, match="nothing is on file"):
        data(empty)
    with pytest.raises(WrongUse, match="no vintage"):
        vintages(replace(empty, series="GDP"))
