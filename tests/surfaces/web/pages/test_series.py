"""One series, wherever it is on file."""

from __future__ import annotations

from typing import Any


def test_without_a_name_there_is_a_choice(site: Any) -> None:
    text = site.get("/series").text
    assert "Which series?" in text
    assert "/series?name=" in text


def test_a_macro_series_has_its_line_its_cards_and_its_versions(site: Any) -> None:
    text = site.get("/series", params={"name": "AAA"}).text
    assert "AAA stood at" in text
    assert '<svg class="figure"' in text
    assert "known from" in text
    assert "rotascope data AAA --vintages" in text


def test_a_line_of_prices_is_drawn_at_its_level(site: Any) -> None:
    text = site.get("/series", params={"name": "AAPL"}).text
    assert "level on" in text


def test_a_name_that_is_nowhere_is_not_found(site: Any) -> None:
    answered = site.get("/series", params={"name": "NOBODY"})
    assert answered.status_code == 404
    assert "No series" in answered.text
