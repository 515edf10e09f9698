"""Undated stays undated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from rotascope.articles.check.undated import FEW_DAYS, UNDATED, undated
from rotascope.panel import Panel
from rotascope.terms.articles import Dating
from tests.articles.tape import claim, closes, direction, tape

FIRST, LAST = date(2024, 12, 2), date(2025, 12, 23)
LINES = {"IWM": closes(FIRST, LAST, d2025_03_03=110.0), "SPY": closes(FIRST, LAST)}
DAYS = (date(2025, 6, 2), date(2025, 6, 3))
TWO = Dating(None, "", 0, 3, DAYS, "its figures fit 2 days from 2025-06-02 to 2025-06-03")


@pytest.fixture
def panels() -> Callable[[date], Panel]:
    backend = tape(LAST, LINES).backend
    return lambda day: Panel(backend, day)


def test_a_claim_that_needs_a_day_stays_open(panels: Callable[[date], Panel]) -> None:
    (found,) = undated(panels, LAST, [claim("IWM", 0.10)], None)
    assert (found.verdict, found.observed, found.reason) == ("not_checkable", None, UNDATED)


def test_the_few_days_its_figures_fit_are_told_and_none_is_chosen(
    panels: Callable[[date], Panel],
) -> None:
    claims = [direction("IWM", ">", "SPY"), claim("IWM", 0.5)]
    held, failed = undated(panels, LAST, claims, TWO)
    assert {held.verdict, failed.verdict} == {"not_checkable"}
    assert held.reason.endswith("on each of these 2 days it holds: +10.00 points")
    assert failed.reason.endswith("on each of these 2 days it does not hold: +10.00 %")


def test_many_days_say_nothing(panels: Callable[[date], Panel]) -> None:
    many = Dating(None, "", 0, 3, DAYS * FEW_DAYS, "its figures fit 12 days")
    (found,) = undated(panels, LAST, [direction("IWM", ">", "SPY")], many)
    assert found.reason == f"{UNDATED}; its figures fit 12 days"


def test_a_year_gone_by_and_a_named_day_are_checked(panels: Callable[[date], Panel]) -> None:
    older = tape(LAST, {"IWM": closes(date(2021, 12, 1), LAST, d2022_06_01=80.0)}).backend
    named = claim("IWM", 0.10, as_of=DAYS[0])
    (year,) = undated(lambda day: Panel(older, day), LAST, [claim("IWM", -0.2, "2022")], None)
    (day,) = undated(panels, LAST, [named], None)
    assert (year.verdict, day.verdict) == ("supported", "supported")


def test_order_is_kept(panels: Callable[[date], Panel]) -> None:
    claims = [claim("IWM", 0.1), claim("IWM", 0.1, as_of=DAYS[0]), claim("SPY", 0.1)]
    assert [f.claim for f in undated(panels, LAST, claims, None)] == claims


def test_what_holds_at_every_year_end_needs_no_day() -> None:
    first = date(2019, 12, 2)
    ahead = {"OEF": closes(first, LAST, d2020_06_01=120.0), "SPY": closes(first, LAST)}
    backend = tape(LAST, ahead).backend
    since = direction("OEF", ">", "SPY", "since:2020")
    (found,) = undated(lambda day: Panel(backend, day), LAST, [since], None)
    assert found.verdict == "supported_under"
    assert found.reason == "undated, and so at every year end from 2020 to 2024: +20.00 points"
    other = tape(LAST, ahead | {"OEF": closes(first, LAST, d2020_06_01=120.0, d2022_03_01=90.0)})
    (open_,) = undated(lambda day: Panel(other.backend, day), LAST, [since], None)
    assert open_.verdict == "not_checkable"
