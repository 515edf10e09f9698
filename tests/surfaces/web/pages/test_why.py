"""How a figure came to be, as a page and in the side panel."""

from __future__ import annotations

from typing import Any

KEY = "signal/rs.french@2015-06-30"


def test_a_figure_opens_to_its_formula_and_its_sources(site: Any) -> None:
    text = site.get(f"/why/{KEY}").text
    assert "Formula" in text
    assert f'href="/rows/{KEY}?source=0"' in text
    assert f"rotascope why {KEY}" in text


def test_the_panel_is_the_same_without_the_frame_of_a_page(site: Any) -> None:
    text = site.get(f"/why/{KEY}", params={"panel": "1"}).text
    assert text.strip().startswith("<main")
    assert "<nav" not in text
    assert "Formula" in text


def test_a_fact_of_the_verdict_opens_too_and_a_reason_is_told_for_none(site: Any) -> None:
    text = site.get("/why/verdict/size/leader@2015-06-30").text
    assert "common days" in text


def test_what_is_no_key_is_refused_in_words(site: Any) -> None:
    answered = site.get("/why/nothing/at-all@2015-06-30")
    assert answered.status_code == 404
    assert "no kind of key" in answered.text.lower()
