"""The page Macro: windows of the sign question as links, quads, the agenda and its empty states."""

from __future__ import annotations

import re
from typing import Any

import pytest

from rotascope.errors import UnknownName
from rotascope.surfaces.web.page import Asked
from rotascope.surfaces.web.pages.macro import PAGE
from rotascope.terms import Agenda, Interval, YieldBeta, YieldSigns
from tests.surfaces.fixtures import AS_OF, history, reading
from tests.surfaces.web.pages.looks import Said, family, shown

AGENDA = Agenda(AS_OF, AS_OF, (), None, None, None, (), (), ())


def _beta(when: str, beta: float, sign: Any) -> YieldBeta:
    held = Interval(beta - 1.0, beta + 1.0, 0.9, "Newey-West")
    return YieldBeta("IWM / SPY", "two-year yield", "pp", when, 104, beta, held, sign, AS_OF, AS_OF)


SIGNS = YieldSigns(
    AS_OF, "1 of 2 betas is clear", "it fell", (_beta("last 104 weeks", -4.3, "falls"),
    _beta("Fed cutting", 2.1, "open")), (), (), "nothing on duration", (), ("an association",),
)  # fmt: skip
QUADS = reading("macro.quad", family="macro", axis="market", unit="state", value=2.0, state="quad 2",
                lean=None, percentile=None, history=history(2.0, 0.0, 30, 91))  # fmt: skip
DESK = Said(
    {"macro": (*family("macro", "macro.vix", "macro.credit"), QUADS),
     "calendar": family("calendar", "calendar.meeting"),
     "duration": family("duration", "duration.yields.small_large", "duration.implied")},
    yields=SIGNS, agenda=AGENDA,
)  # fmt: skip


def test_the_last_two_years_are_shown_and_other_windows_are_a_link_away() -> None:
    page = shown(PAGE, DESK)
    assert "−4.3 ±1.0 ▼" in page.text
    assert any("when=Fed+cutting" in link for link in page.links)
    assert "+2.1 ±1.0 ·" in shown(PAGE, DESK, {"when": "Fed cutting"}).text


def test_a_window_or_pair_that_is_none_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="Fed cutting"):
        PAGE.build(DESK, Asked(query={"when": "Fed cuting"}))  # type: ignore[arg-type]


def test_the_last_twelve_quarters_stand_in_their_order() -> None:
    told = PAGE.build(DESK, Asked())["quads"]  # type: ignore[arg-type]
    assert [label for _, label in told] == [2] * 12
    assert told[-1][0] == AS_OF


def test_an_empty_agenda_says_which_command_fills_it(site: Any) -> None:
    assert "No dated event is on file" in shown(PAGE, DESK).text
    answered = site.get("/macro")
    assert answered.status_code == 200
    assert re.search(r"<code>rotascope (sync|import)", answered.text)
