"""The page of one signal: what it says, its place, its theory and when it was so before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from rotascope.surfaces.web.pages.signal import _newest
from tests.surfaces import fixtures


def test_a_signal_tells_its_value_its_place_its_theory_and_its_sources(site: Any) -> None:
    text = site.get("/signal/rs.french", params={"as_of": "2015-06-30"}).text
    assert "Relative strength" in text
    assert "Percentile of its past" in text
    assert "How it is computed" in text
    assert "/rows/signal/rs.french@" in text


def test_it_asks_history_when_it_was_where_it_is_now(site: Any) -> None:
    text = site.get("/signal/rs.french", params={"as_of": "2015-06-30"}).text
    assert 'name="condition"' in text
    assert "rs.french.percentile" in text


def test_a_signal_without_an_answer_says_why_and_what_would_help(site: Any) -> None:
    text = site.get("/signal/structure.flow_size").text
    assert "not measurable" in text
    assert "rotascope sync" in text
    assert "Without a value there is nothing to compare" in text


def test_a_name_that_is_no_signal_is_not_found_and_the_nearest_is_named(site: Any) -> None:
    answered = site.get("/signal/rs.smal_large")
    assert answered.status_code == 404
    assert "rs.small_large" in answered.text


def test_the_newest_input_is_the_day_that_its_age_counts_from() -> None:
    filed = fixtures.reading("concentration.top10_large_cap")
    late = replace(filed, as_of=date(2026, 6, 12), known_at=date(2026, 6, 10), age_sessions=3)
    assert _newest(late) == date(2026, 6, 9)
    assert _newest(replace(late, known_at=None)) is None
