"""The page Research: the form, the shelf and its search, and what to do where nothing is on file."""

from __future__ import annotations

from typing import Any

from rotascope.articles.library.search import LONGEST
from rotascope.surfaces.web.pages.research import PAGE
from tests.surfaces.web.hostile import text_of


def test_an_empty_shelf_says_what_to_do(site: Any) -> None:
    text = text_of(site.get(PAGE.path).text)
    assert "rotascope check FILE" in text
    assert "No article is on file" in text


def test_the_form_works_without_a_script_and_carries_the_day(site: Any) -> None:
    page = site.get(PAGE.path, params={"as_of": "2022-06-14"}).text
    assert 'method="post" action="/research" enctype="multipart/form-data"' in page
    assert '<input type="hidden" name="as_of" value="2022-06-14">' in page


def test_a_query_as_long_as_a_page_is_asked_whole_and_a_longer_one_refused(site: Any) -> None:
    whole = site.get(PAGE.path, params={"q": "small caps " * 60})
    assert whole.status_code == 200
    assert "small caps " * 59 in text_of(whole.text)
    long = site.get(PAGE.path, params={"q": "x" * (LONGEST + 1)})
    assert long.status_code == 400
    assert f"{LONGEST:,}" in text_of(long.text)


def test_an_empty_shelf_claims_no_agreement_and_shows_no_backticks(site: Any) -> None:
    text = text_of(site.get(PAGE.path).text)
    assert "No contradiction" not in text
    assert "`" not in text
