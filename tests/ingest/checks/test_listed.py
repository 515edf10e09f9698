"""Lines before their listing and after their delisting, by the catalog."""

from __future__ import annotations

from rotascope.ingest.checks.listed import listed
from rotascope.ingest.lines import lines
from tests.ingest.checks.prices import held, line, lines_of

WOBBLE = [100.0 + i % 3 for i in range(20)]


def outside(symbol: str, instrument: str, first: str) -> list[int]:
    frame = lines_of(line(WOBBLE, "QZ"), line(WOBBLE, symbol, first, instrument=instrument))
    return held(listed(frame, lines(frame)))


def begins(instrument: str) -> int:
    return 0 if instrument < "US:QZ" else 20


def test_days_before_the_first_one_are_held() -> None:
    name = "BATS:MAGS:2023-04-11"
    assert outside("MAGS", name, "2023-04-06") == [0, 1]  # the 7th was Good Friday
    assert outside("MAGS", name, "2023-04-11") == []


def test_days_after_the_last_one_are_held() -> None:
    name = "XNYS:TWTR:2013-11-07"
    at = begins(name)
    assert outside("TWTR", name, "2022-10-20") == list(range(at + 6, at + 20))


def test_an_index_may_begin_before_it_was_published() -> None:
    assert outside("^RUT", "INDEX:^RUT:1987-09-10", "1979-01-02") == []


def test_class_c_may_carry_class_as_bars() -> None:
    assert outside("GOOG", "XNAS:GOOG:2014-04-03", "2004-08-19") == []
    assert outside("GOOG", "XNAS:GOOG:2014-04-03", "2004-08-18") == [20]


def test_lines_that_the_catalog_does_not_hold_are_not_judged() -> None:
    assert outside("QQ", "US:QQ", "1950-01-03") == []
