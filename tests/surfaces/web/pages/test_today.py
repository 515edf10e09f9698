"""The page Today: five facts first, then what speaks for and against, pictures, returns side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rotascope.surfaces.web.pages.today import LINES, PAGE, USUAL
from rotascope.terms import Performance, TwoAxes
from tests.surfaces.fixtures import AS_OF, brief, readings
from tests.surfaces.web.pages.looks import Said, shown

NONE = TwoAxes(AS_OF, 126, (), "", "", "no two pairs share 136 sessions")


def returned(symbol: str, value: float | None, window: str = USUAL) -> Performance:
    """A return over one window; None has a reason."""
    return Performance(
        symbol, f"Fund {symbol}", window, "tr", value, "fraction", AS_OF, AS_OF,
        "ok" if value is not None else "short_history", "begins later" if value is None else "",
        f"performance/{symbol}/{window}/tr@{AS_OF}" if value is not None else "", AS_OF,
    )  # fmt: skip


class Returning(Said):
    """Performance for the window that was asked."""

    def performance(self, symbols: tuple[str, ...], window: str, **_: Any) -> Any:
        """Every line but the last has a return."""
        told = [returned(one, 0.01 * place, window) for place, one in enumerate(symbols)]
        return (*told[:-1], replace(told[-1], value=None, reason="begins later", key=""))


def desk(**more: Any) -> Returning:
    """A desk of invented answers."""
    return Returning({"price": readings()}, brief=replace(brief(), **more), axes=NONE)


def test_the_first_screen_says_who_leads_how_it_turns_how_sure_and_what_changed() -> None:
    text = shown(PAGE, desk()).text
    told = brief().verdict
    assert "Small caps lead" in text
    assert told.size.direction in text
    assert "Forecast, apart from the facts" in text
    assert "Changed since" in text
    assert f"as of Fri {AS_OF} close" in text


def test_returns_stand_side_by_side_and_a_link_chooses_the_window() -> None:
    page = shown(PAGE, desk(), {"window": "1y"})
    assert all(one in page.text for one in LINES)
    assert "/?window=3m#performance" in page.links
    assert any(link.startswith("/why/performance/IWM/1y") for link in page.links)


def test_a_year_that_is_no_usual_window_becomes_a_column() -> None:
    assert "2022" in shown(PAGE, desk(), {"window": "2022"}).text
    assert "/?window=ytd#performance" in shown(PAGE, desk(), {"window": " YTD "}).links


def test_without_a_map_the_reason_stands_in_its_place() -> None:
    assert "No two pairs share 136 sessions" in shown(PAGE, desk()).text


def test_a_long_list_of_changes_is_folded() -> None:
    many = brief().changed * 6
    page = shown(PAGE, desk(changed=many))
    assert f"{len(many) - 4} more" in page.text
    assert "details" in page.elements


def test_the_sample_has_a_whole_page_and_a_window_that_is_none_is_refused(site: Any) -> None:
    assert "Forecast, apart from the facts" in site.get("/").text
    wrong = site.get("/?window=fortnight")
    assert "No window &#39;fortnight&#39;" in wrong.text
