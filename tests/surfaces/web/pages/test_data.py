"""The page Data: what is on file, how old, what is late."""

from __future__ import annotations

from typing import Any


def test_every_dataset_stands_there_with_its_age_and_what_is_due(site: Any) -> None:
    text = site.get("/data").text
    assert "sample_" in text
    assert "Newer rows are due" in text
    assert "rows held back" in text
    assert 'action="/series"' in text


def test_a_store_that_asked_nothing_says_what_would(site: Any) -> None:
    text = site.get("/data").text
    assert "Nothing was ever asked of the network" in text
    assert "rotascope sync --dry-run" in text


def test_the_past_shows_what_was_on_file_then(site: Any) -> None:
    text = site.get("/data", params={"as_of": "2015-06-30"}).text
    assert "2015-06-30" in text
    assert "2022-12-28" not in text.partition("<main")[2].partition("<footer")[0]


def test_ages_count_to_the_day_of_the_reader_unless_a_day_is_asked(site: Any) -> None:
    now, then = site.get("/data").text, site.get("/data", params={"as_of": "2022-12-28"}).text
    assert "complete sessions to today, what is due" in now
    assert "complete sessions to 2022-12-28" in then
