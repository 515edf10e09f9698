"""Two lines on one basis over the same closes."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.articles.check.judge import judged
from rotascope.articles.measures.comparisons import relative_return, return_multiple, tracking_gap
from tests.articles.tape import claim, closes, direction, tape

FIRST, LAST = date(2024, 12, 2), date(2025, 12, 23)
FLAT, TENTH, FIFTH = (closes(FIRST, LAST, d2025_12_22=level) for level in (100.0, 110.0, 120.0))


def test_the_difference_is_that_of_the_returns() -> None:
    panel = tape(LAST, {"IWM": FIFTH, "^RUT": TENTH})
    seen = relative_return(panel, direction("IWM", ">", "^RUT"), LAST)
    assert seen[0].value == pytest.approx(0.1)
    assert seen[0].reading == "last close of the year before, price"
    assert "IWM +20.00 %, ^RUT +10.00 %" in seen[0].reason


def test_points_are_points() -> None:
    panel = tape(LAST, {"IWM": FIFTH, "^RUT": TENTH})
    asked = claim("IWM", 10.0, unit="pp", measure="relative_return", against=("^RUT",))
    assert relative_return(panel, asked, LAST)[0].value == pytest.approx(10.0)
    assert judged(asked, relative_return(panel, asked, LAST)).verdict == "supported"


def test_the_bases_are_never_mixed() -> None:
    panel = tape(LAST, {"^RUT": TENTH}, {"QUAL": FIFTH, "SPY": FLAT})
    for seen in relative_return(panel, direction("QUAL", ">", "SPY"), LAST):
        assert "total return" in seen.reading
    against_index = relative_return(panel, direction("QUAL", ">", "^RUT"), LAST)
    # The price of QUAL is but bounded: the comparison holds only if it holds over the whole range.
    assert all(o.sure is not None for o in against_index if o.own and o.value is not None)
    assert "price as total return bounds it" in against_index[0].reading


def test_a_direction_that_a_yield_could_turn_is_not_called() -> None:
    a_bit = closes(FIRST, LAST, d2025_12_22=110.4)
    panel = tape(LAST, {"^RUT": TENTH}, {"QUAL": a_bit})
    asked = direction("QUAL", ">", "^RUT")
    assert judged(asked, relative_return(panel, asked, LAST)).verdict not in (
        "supported", "contradicted"
    )  # fmt: skip


def test_several_subjects_are_parts() -> None:
    panel = tape(LAST, {"AAPL": FIFTH, "MSFT": FLAT, "^RUT": TENTH})
    asked = direction("AAPL,MSFT", "<", "^RUT")
    found = judged(asked, relative_return(panel, asked, LAST))
    assert found.verdict == "partial"
    assert "1 of 2 hold" in found.reason


def test_with_nothing_named_the_market_stands_in_and_never_contradicts() -> None:
    panel = tape(LAST, {"IWM": FLAT, "^GSPC": TENTH})
    behind, ahead = direction("IWM", "<"), direction("IWM", ">")
    assert judged(behind, relative_return(panel, behind, LAST)).verdict == "supported_under"
    assert judged(ahead, relative_return(panel, ahead, LAST)).verdict == "not_checkable"


def test_a_multiple_needs_a_gain_to_be_a_multiple_of() -> None:
    asked = claim("IWM", 2.0, unit="ratio", measure="return_multiple", against=("^RUT",))
    twice = return_multiple(tape(LAST, {"IWM": FIFTH, "^RUT": TENTH}), asked, LAST)
    assert twice[0].value == pytest.approx(2.0)
    none = return_multiple(tape(LAST, {"IWM": FIFTH, "^RUT": FLAT}), asked, LAST)
    assert not any(o.value for o in none)


def test_a_fund_beside_its_index() -> None:
    panel = tape(LAST, {"IWM": closes(FIRST, LAST, d2025_12_22=109.9), "^RUT": TENTH})
    asked = claim("IWM", -0.001, measure="tracking_gap", against=("^RUT",))
    assert judged(asked, tracking_gap(panel, asked, LAST)).verdict == "supported"


def test_lines_that_play_others_are_named() -> None:
    panel = tape(LAST, {"IWM": FIFTH, "SPY": TENTH})
    seen = relative_return(panel, direction("small caps", ">", "large caps"), LAST)
    assert seen[0].reading.endswith("price, IWM for small caps, SPY for large caps")


def test_what_is_not_on_file_says_so() -> None:
    asked = direction("OEX", ">", "^GSPC", "since:2015")
    found = judged(asked, relative_return(tape(LAST, {"^GSPC": TENTH}), asked, LAST))
    assert found.verdict == "not_checkable"
    assert "no series of OEX" in found.reason


def test_no_window_and_nothing_named_is_not_checkable() -> None:
    (seen,) = relative_return(tape(LAST), direction("IWM", ">", "", ""), LAST)
    assert seen.value is None


def test_the_spread_of_two_returns_is_in_points_and_says_both() -> None:
    # 110.73 / 99.55 - 1 = 11.23 %, but the spread that is quoted is 10.73 + 0.45 = 11.18 points.
    rest, few = (closes(FIRST, LAST, d2025_12_22=level) for level in (110.73, 99.55))
    panel = tape(LAST, {"XMAG": rest, "MAGS": few})
    asked = claim("XMAG", 0.1118, measure="relative_return", against=("MAGS",))
    found = judged(asked, relative_return(panel, asked, LAST))
    assert found.verdict == "supported"
    assert found.reason == "XMAG +10.73 %, MAGS -0.45 %"
