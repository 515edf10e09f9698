"""The page of one thesis: its words, its keys as watched, and every spell with what followed."""

from __future__ import annotations

from datetime import date
from typing import Any

from rotascope.surfaces.web.page import Asked
from rotascope.surfaces.web.pages.thesis import PAGE
from rotascope.surfaces.web.render import rendered
from rotascope.surfaces.web.views import shell
from rotascope.terms import Episode, Tally, Thesis, Trigger
from tests.surfaces import fixtures
from tests.surfaces.web.hostile import text_of

SPELL = Episode(date(2020, 1, 2), date(2020, 2, 3), 0.031, 0.01)
KEY = Trigger("the breakout holds", "rs.small_large > 0", "trigger", True, "", date(2026, 1, 2),
              (SPELL,), tally=Tally(1, 1, 1, 0.031, 1))  # fmt: skip
UNSEEN = Trigger("rates fall", "macro.ffr < 1", "trigger", None, "no such line on file")


class Desk:
    """A desk with one thesis on file."""

    def theses(self, *_asked: object) -> tuple[Thesis, ...]:
        return (
            Thesis("abc123", "f" * 64, "If the breakout holds, small caps lead.", "size", "small",
                   (KEY, UNSEEN), 126, date(2026, 1, 2), date(2026, 7, 2), "waiting",
                   seen=fixtures.AS_OF, line="IWM / SPY"),
        )  # fmt: skip

    def base_rate(self, *_asked: object) -> None:
        raise AssertionError("a thesis counts its own spells")


def test_keys_spells_and_what_followed_are_told(site: Any) -> None:
    asked = Asked(None, {"thesis": "abc123"})
    told = PAGE.build(Desk(), asked)  # type: ignore[arg-type]
    text = text_of(rendered(PAGE, asked, told, shell(site.app.state.server, PAGE, asked)))
    assert "Small caps lead, 6 months" in text
    assert "1 of 2 keys holds" in text
    assert "no such line on file" in text
    assert "1 with an outcome" in text
    assert "All keys together: n = 0" in text


def test_a_thesis_that_is_not_on_file_is_said(site: Any) -> None:
    assert "nosuch" in text_of(site.get("/theses/nosuch").text)
