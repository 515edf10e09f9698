"""A fund that followed another index before speaks for nobody else over that time."""

from __future__ import annotations

from datetime import date

from rotascope.articles.check.judge import judged
from rotascope.articles.measures import observed
from rotascope.articles.measures.followed import crosses, owned, plays_from, unfit
from rotascope.articles.measures.observed import Observed
from rotascope.catalog import FAR_PAST, load
from tests.articles.tape import claim, closes, direction, tape

DAY = date(2021, 12, 31)
UP = closes(date(2016, 12, 30), DAY, d2018_01_02=110.0, d2021_01_04=132.0)
PANEL = tape(DAY, {"^GSPC": UP}, {"SPSM": UP})


def test_the_catalog_knows_from_when_on_a_fund_plays_its_part() -> None:
    assert plays_from(load(), "SPSM") == date(2020, 2, 1)
    assert plays_from(load(), "IWM") == FAR_PAST
    assert crosses(load(), "SPSM", date(2019, 12, 31))
    assert not crosses(load(), "SPSM", date(2020, 1, 31))
    assert not crosses(load(), "IWM", date(1999, 1, 4))


def test_it_stands_in_for_no_index_over_the_time_before() -> None:
    asked = claim("^SP600", 0.1, "2018")
    assert judged(asked, observed(PANEL, asked, DAY)).verdict == "not_checkable"
    later = claim("^SP600", 0.2, "2021")
    assert judged(later, observed(PANEL, later, DAY)).verdict == "supported_under"


def test_it_is_compared_with_nothing_over_the_time_before() -> None:
    asked = direction("SPSM", ">", "^GSPC", "2018")
    found = judged(asked, observed(PANEL, asked, DAY))
    assert (found.verdict, found.observed) == ("not_checkable", None)
    assert "another index before 2020-02-01" in found.reason


def test_its_own_return_is_its_own_and_says_so() -> None:
    asked = claim("SPSM", 0.1, "2018")
    found = judged(asked, observed(PANEL, asked, DAY))
    assert found.verdict in ("supported", "supported_under", "approximate")
    assert "the fund's own return, not an index's" in found.reason


def test_only_readings_from_before_are_touched() -> None:
    late = Observed("usual", 0.1, date(2021, 1, 4), subject="SPSM")
    early = Observed("usual", 0.1, date(2018, 1, 4), subject="SPSM")
    assert owned(PANEL, "SPSM", [late]) == unfit(PANEL, [late]) == (late,)
    assert unfit(PANEL, [early])[0].value is None
    assert owned(PANEL, "SPSM", [early])[0].value == 0.1
