"""The rows behind a figure, a page of them at a time."""

from __future__ import annotations

from typing import Any

import pytest

from rotascope.errors import BadArgument
from rotascope.surfaces.web.page import Asked
from rotascope.surfaces.web.pages.rows import number

KEY = "signal/rs.french@2015-06-30"


def test_rows_stand_with_their_file_and_the_way_to_the_next_page(site: Any) -> None:
    text = site.get(f"/rows/{KEY}", params={"limit": 10}).text
    assert "Rows 1 to 10 of" in text
    assert 'rel="next"' in text
    assert 'rel="prev"' not in text
    assert "sha256" in text
    assert f"rotascope why {KEY} --rows --source 0" in text


def test_the_second_page_leads_back(site: Any) -> None:
    text = site.get(f"/rows/{KEY}", params={"offset": 100}).text
    assert 'rel="prev"' in text
    assert "Rows 101 to 200" in text


def test_every_source_of_the_figure_is_a_link(site: Any) -> None:
    text = site.get(f"/rows/{KEY}", params={"source": 1}).text
    assert text.count(f"/rows/{KEY}?source=") >= 2
    assert text.count('aria-current="true"') == 1


def test_beyond_the_last_row_there_is_a_way_home(site: Any) -> None:
    assert "Begin at the first row" in site.get(f"/rows/{KEY}", params={"offset": 999_999}).text


@pytest.mark.parametrize("text", ["-1", "x", "1.5", "9999999999"])
def test_a_number_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadArgument, match="offset is"):
        number(Asked(query={"offset": text}), "offset")
    assert number(Asked(), "offset", 7) == 7
