"""From one month to another: the highest and lowest closes of the two months count as well."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.articles.check.judge import judged
from rotascope.articles.measures import observed
from rotascope.articles.measures.turning import months_of, turning
from rotascope.terms.articles import FindingVerdict
from tests.articles.tape import claim, closes, tape

DAY = date(2020, 6, 30)
FELL = closes(date(2020, 1, 2), DAY, d2020_02_19=120.0, d2020_02_24=110.0, d2020_03_23=78.0,
              d2020_03_26=90.0)  # fmt: skip
PANEL = tape(DAY, {"^GSPC": FELL})
WINDOW = "2020-02-01:2020-03-31"


def test_only_a_window_from_month_to_month_is_read_so() -> None:
    assert months_of(WINDOW) == (
        (date(2020, 2, 1), date(2020, 2, 29), "February 2020"),
        (date(2020, 3, 1), date(2020, 3, 31), "March 2020"),
    )
    years = months_of("2007-01-01:2009-12-31")
    assert years
    assert [one[2] for one in years] == ["2007", "2009"]
    assert months_of("2020-01-01:2020-12-31") is None
    assert months_of("2020-02-01:2020-02-29") is None
    assert months_of("2020") is months_of("2020-02-03:2020-03-31") is None


@pytest.mark.parametrize(
    ("value", "verdict", "reading"),
    [
        (-0.10, "supported", "last close before that day, price"),
        (-0.35, "supported_under",
         "highest close of February 2020 to the lowest of March 2020, price"),
        (-0.30, "not_checkable", "some close at its beginning to some close at its end"),
        (-0.60, "contradicted", "last close before that day, price"),
    ],
)  # fmt: skip
def test_a_fall_from_peak_to_trough_is_named_so(
    value: float, verdict: FindingVerdict, reading: str
) -> None:
    asked = claim("^GSPC", value, WINDOW)
    found = judged(asked, observed(PANEL, asked, DAY))
    assert (found.verdict, found.reading_used) == (verdict, reading)


def test_no_reading_of_it_is_the_usual_one() -> None:
    seen = turning(PANEL, "^GSPC", WINDOW, DAY)
    assert seen
    assert not any(one.standard for one in seen)
    assert turning(PANEL, "^RUT", WINDOW, DAY) == ()
    assert turning(PANEL, "^GSPC", "2020-08-01:2020-09-30", DAY) == ()
