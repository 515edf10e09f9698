"""The page of theses: what is watched, what was foretold, who was right; empty says what to do."""

from __future__ import annotations

from typing import Any

from rotascope.surfaces.web.page import Asked
from rotascope.surfaces.web.pages.theses import PAGE
from rotascope.surfaces.web.render import rendered
from rotascope.surfaces.web.views import shell
from rotascope.terms import Forecaster, Ruling, Track
from tests.surfaces import fixtures
from tests.surfaces.web.hostile import text_of


class Desk:
    """A desk that has a record to tell, and nothing else."""

    def track(self, as_of: object = None) -> Track:
        who = Forecaster("a paper", "source", 9, 8, 5, 0.24, 0.25)
        ruling = Ruling("abc", fixtures.AS_OF, "right", 0.1, 0.16, 0.25)
        return Track(fixtures.AS_OF, (), (), (ruling,), (who,), 0, ("1 of 1 is over",))

    def theses(self, *_asked: object) -> tuple[()]:
        return ()


def test_an_empty_shelf_says_what_to_do(site: Any) -> None:
    assert "rotascope check FILE" in text_of(site.get(PAGE.path).text)


def test_a_record_stands_beside_the_base_rates(site: Any) -> None:
    told = PAGE.build(Desk(), Asked())  # type: ignore[arg-type]
    text = text_of(rendered(PAGE, Asked(), told, shell(site.app.state.server, PAGE, Asked())))
    assert "a paper source 9 8 5 0.24 0.25" in text
    assert "Brier" in text
