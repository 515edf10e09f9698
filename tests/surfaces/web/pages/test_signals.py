"""The page Signals: filters and orders are links, and a filter that is none is refused."""

from __future__ import annotations

import pytest

from rotascope.errors import BadArgument
from rotascope.surfaces.web.page import Asked
from rotascope.surfaces.web.pages.signals import PAGE
from tests.surfaces.fixtures import reading
from tests.surfaces.web.pages.looks import Said, family, shown

PRICE = (reading("rs.small_large"), reading("streak.small_large", percentile=0.2, lean=-0.4))
DESK = Said({"price": PRICE, "breadth": family("breadth", "breadth.beat_share", "breadth.new")})


def _names(query: dict[str, str]) -> list[str]:
    groups = PAGE.build(DESK, Asked(query=query))["groups"]  # type: ignore[arg-type]
    return [one.signal for _, group in groups for one in group]


def test_every_reading_is_shown_until_it_is_narrowed() -> None:
    assert len(_names({})) == 4
    assert _names({"family": "price"}) == ["rs.small_large", "streak.small_large"]
    assert _names({"status": "silent"}) == ["breadth.new"]
    assert _names({"axis": "market"}) == []


def test_an_order_puts_the_strongest_first_and_the_silent_last() -> None:
    assert _names({"sort": "lean"})[-2:] == ["streak.small_large", "breadth.new"]
    assert _names({"sort": "percentile", "family": "price"})[0] == "rs.small_large"


@pytest.mark.parametrize("name", ["axis", "family", "status", "sort"])
def test_a_filter_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(BadArgument, match=f"no {name} 'nonsense'"):
        PAGE.build(DESK, Asked(query={name: "nonsense"}))  # type: ignore[arg-type]


def test_a_filter_keeps_the_others_and_says_how_many_it_shows() -> None:
    page = shown(PAGE, DESK, {"axis": "size"})
    assert "/signals?axis=size&family=price" in page.links
    assert "3 of 4 have an answer" in page.text
    assert "/signal/rs.small_large" in page.links


def test_nothing_found_says_how_to_go_on() -> None:
    page = shown(PAGE, DESK, {"axis": "market"})
    assert "No signal is all of that" in page.text
