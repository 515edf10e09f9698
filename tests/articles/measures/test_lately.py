"""No window stated: all of them are asked."""

from __future__ import annotations

from datetime import date

from rotascope.articles.measures.lately import RECENTLY, lately
from rotascope.articles.measures.observed import Observed
from rotascope.articles.measures.returns import returns
from rotascope.articles.measures.spans import Span
from tests.articles.tape import claim, closes, direction, tape

LAST = date(2025, 12, 23)
FIRST = date(2024, 12, 2)


def always(value: float, own: bool = True) -> Observed:
    return Observed("close, price, IWM for small caps", value, own=own)


def test_every_window_up_supports_under_that_reading() -> None:
    rising = {day: 100.0 + n for n, day in enumerate(closes(FIRST, LAST))}
    (seen,) = returns(
        tape(LAST, {"IWM": rising}), direction("IWM", ">", window="", measure="return"), LAST
    )
    assert seen.verdict == "supported_under"
    assert seen.reading == "windows from a week to a year"
    assert all(window in seen.reason for window in RECENTLY)


def test_windows_that_differ_are_partial() -> None:
    def ask(span: Span) -> Observed:
        return always(0.1 if (span.end - span.base).days < 100 else -0.1)

    (seen,) = lately(direction("IWM", ">", "SPY", ""), LAST, ask)
    assert seen.verdict == "partial"


def test_no_window_as_claimed_contradicts_unless_a_stand_in_spoke() -> None:
    said = direction("IWM", ">", "SPY", "")
    (own,) = lately(said, LAST, lambda span: always(-0.1))
    (stood,) = lately(said, LAST, lambda span: always(-0.1, own=False))
    assert (own.verdict, stood.verdict) == ("contradicted", "not_checkable")
    assert own.reading.endswith("IWM for small caps")


def test_a_move_of_the_last_days_alone_is_partial() -> None:
    def ask(span: Span) -> Observed:
        return always(0.01 if (span.end - span.base).days < 5 else -0.1)

    (seen,) = lately(direction("IWM", ">", "SPY", ""), LAST, ask)
    assert seen.verdict == "partial"
    assert "1d +1.0" in seen.reason


def test_a_number_needs_its_window() -> None:
    (seen,) = lately(claim("IWM", 0.1, ""), LAST, lambda span: always(0.1))
    assert (seen.value, seen.verdict) == (None, None)


def test_nothing_on_file_is_said() -> None:
    (seen,) = lately(direction("IWM", ">", "SPY", ""), LAST, lambda span: None)
    assert "no closes" in seen.reason
