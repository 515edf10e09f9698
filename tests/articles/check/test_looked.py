"""Questions asked once, months resolved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rotascope.articles.check import looked as module
from rotascope.articles.check.looked import looked, resolved
from rotascope.articles.measures.observed import Observed
from rotascope.panel import Panel
from rotascope.terms.articles import Claim
from tests.articles.tape import claim, closes, tape

LAST = date(2025, 12, 23)


def test_what_is_said_again_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Claim] = []

    def seen(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
        asked.append(claim)
        return (Observed("close", 1.0),)

    monkeypatch.setattr(module, "observed", seen)
    first = claim("IWM", 0.1)
    again = replace(first, id="later", start=500, end=520, sentence=9, group="table")
    found = looked(tape(LAST), [first, again, claim("SPY", 0.1)], LAST)
    assert [one for one, _ in found] == [first, again, claim("SPY", 0.1)]
    assert len(asked) == 2


def test_a_figure_of_a_day_that_it_names_is_looked_up_on_that_day() -> None:
    # 100 on 30 June, 150 from 1 July on: "as of 30 June the index stood at 100" holds in December.
    line = closes(date(2025, 1, 2), LAST, d2025_07_01=150.0)
    said = claim("^GSPC", 100.0, "", measure="level", unit="index", as_of=date(2025, 6, 30))
    panel = tape(LAST, price={"^GSPC": line})
    values = [
        [seen[0].value for _, seen in looked(panel, [one], LAST)]
        for one in (said, replace(said, as_of=None))
    ]
    assert values == [[100.0], [150.0]]


def test_a_month_is_the_last_one_before_the_day() -> None:
    since = claim("^VIX", 0.1, "since:--09", detail=(("since", "--09"), ("extreme", "low")))
    spring, autumn = (resolved(since, day) for day in (date(2026, 4, 1), date(2025, 12, 23)))
    assert spring.window == autumn.window == "since:2025-09"
    assert spring.detail == (("since", "2025-09"), ("extreme", "low"))
    assert resolved(claim("IWM", 0.1), LAST) == claim("IWM", 0.1)
