"""The return of one line: price, total return standing for it, or bounding it."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.articles.measures.lines import BASIS_WORDS, is_index, key, line_return, readings
from rotascope.articles.measures.spans import spans
from rotascope.desk.performance import performance
from tests.articles.tape import closes, tape

FIRST, LAST = date(2024, 12, 20), date(2025, 12, 23)
USUAL, INSIDE = spans("ytd", LAST, back=0)
RISEN = closes(FIRST, LAST, d2025_01_02=104.0, d2025_12_23=130.0)


def test_price_and_total_return_are_two_readings() -> None:
    panel = tape(LAST, {"IWM": RISEN}, {"IWM": closes(FIRST, LAST, d2025_12_23=131.0)})
    price, total = readings(panel, "IWM", USUAL)
    assert (price.reading, price.value) == (
        "last close of the year before, price",
        pytest.approx(0.3),
    )
    assert total.reading == "last close of the year before, total return"
    assert total.value == pytest.approx(0.31)
    assert price.standard
    assert total.standard


def test_where_nothing_is_paid_total_return_stands_for_price() -> None:
    panel = tape(LAST, total={"TSLA": RISEN})
    price = readings(panel, "TSLA", INSIDE)[0]
    assert price.reading == "first close of the year, price"
    assert price.value == pytest.approx(130 / 104 - 1)
    assert "total return stands for price: Tesla" in price.reason
    assert price.sure is None


def test_where_something_is_paid_it_bounds_the_price() -> None:
    panel = tape(LAST, total={"SPSM": RISEN})
    (only,) = readings(panel, "SPSM", USUAL)
    assert only.reading == "last close of the year before, total return"
    assert only.value == pytest.approx(0.3)
    assert only.likely is not None
    assert only.sure is not None
    assert only.sure[0] < only.likely[0] < only.likely[1] == only.value


def test_an_index_is_read_on_price_and_its_total_return_is_a_range_alone() -> None:
    panel = tape(LAST, {"^RUT": RISEN})
    price, total = readings(panel, "^RUT", USUAL)
    assert price.standard
    assert total.value is None
    assert total.sure is not None
    assert total.sure[0] == price.value
    assert is_index(panel, "^RUT")
    assert not is_index(panel, "IWM")


def test_a_line_without_any_series_says_so_once() -> None:
    (none,) = readings(tape(LAST), "^SP600", USUAL)
    assert none.value is None
    assert none.reason == "no series of ^SP600 on file by 2025-12-23"


def test_no_close_is_carried_to_a_day_that_has_none() -> None:
    gap = {day: level for day, level in RISEN.items() if day != LAST}
    seen = line_return(tape(LAST, {"IWM": gap}), "IWM", USUAL, "pr")
    assert seen.value is None
    assert seen.reason == "the last price close of IWM is of 2025-12-22"
    hole = {day: level for day, level in RISEN.items() if day != date(2025, 1, 2)}
    seen = line_return(tape(LAST, {"IWM": hole}), "IWM", INSIDE, "pr")
    assert seen.reason == "no close of IWM on 2025-01-02"


def test_a_line_that_began_later_has_no_return() -> None:
    late = {day: level for day, level in RISEN.items() if day >= date(2025, 3, 3)}
    seen = line_return(tape(LAST, {"IWM": late}), "IWM", USUAL, "pr")
    assert seen.reason == "IWM begins 2025-03-03, after the base 2024-12-31"


def test_the_key_opens_the_same_number() -> None:
    panel = tape(LAST, {"IWM": RISEN})
    for span in (USUAL, INSIDE):
        seen = line_return(panel, "IWM", span, "pr")
        kind, symbol, window, basis = seen.key.partition("@")[0].split("/")
        (again,) = performance(panel, [symbol], window, "pr")
        assert (kind, basis) == ("performance", "pr")
        assert again.value == pytest.approx(seen.value)
        assert (again.base_date, again.end_date) == (span.base, span.end)
        assert seen.key == key(panel, panel.series("IWM", "pr"), span)
    assert list(BASIS_WORDS) == ["pr", "tr"]
