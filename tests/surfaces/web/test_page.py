"""What a page is: found by its file, asked by its address, the day on every link."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from rotascope.surfaces.web.page import Asked, Page, pages


def test_the_day_travels_on_every_link_and_nothing_empty_does() -> None:
    past = Asked(date(2020, 3, 23))
    assert (
        past.url("/signals", axis="size", family=None, q="")
        == "/signals?as_of=2020-03-23&axis=size"
    )
    assert Asked().url("/signals") == "/signals"
    assert past.url("/", as_of=date(2022, 12, 30)) == "/?as_of=2022-12-30"


def test_a_key_in_an_address_stays_a_path_and_text_of_others_becomes_no_other() -> None:
    assert (
        Asked().url("/why/signal/rs.small_large@2026-06-12")
        == "/why/signal/rs.small_large@2026-06-12"
    )
    hostile = Asked().url('/research/"><script>?x=1#y', q="a&b=c")
    assert hostile == "/research/%22%3E%3Cscript%3E%3Fx%3D1%23y?q=a%26b%3Dc"


def test_pages_are_found_in_the_order_of_the_navigation() -> None:
    found = pages()
    assert found[0].path == "/"
    places = [page.place for page in found if page.place is not None]
    assert places == sorted(set(places)), "two pages share a place: which comes first is chance"
    assert [page.place for page in found[len(places) :]] == [None] * (len(found) - len(places))


@pytest.mark.parametrize("what", ["name", "path", "template"])
def test_no_two_pages_share_a_name_an_address_or_a_template(what: str) -> None:
    counted = Counter(getattr(page, what) for page in pages())
    assert [name for name, times in counted.items() if times > 1] == []


def test_a_page_is_plain_data() -> None:
    one = Page("probe", "Probe", "/probe", "probe.html.j2", lambda desk, asked: {})
    with pytest.raises(AttributeError):
        one.name = "other"  # type: ignore[misc]
