"""Returns of lines, of indices through their funds, and of groups through the lines that play them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from rotascope.articles.measures.returns import (
    line_readings,
    played_by,
    returns,
    siblings,
    window_spans,
)
from rotascope.articles.measures.spans import spans
from rotascope.articles.names_book import Node, Phrase, book
from rotascope.articles.standing import GROUPS, STAND_INS, fund_of
from rotascope.catalog import load
from tests.articles.tape import claim, closes, tape

FIRST, LAST = date(2024, 12, 20), date(2025, 12, 23)
UP = closes(FIRST, LAST, d2025_12_22=110.0)
OVER = spans("ytd", LAST, back=0)


def test_a_claim_is_answered_from_every_base_on_both_bases() -> None:
    panel = tape(LAST, {"IWM": UP}, {"IWM": UP})
    seen = returns(panel, claim("IWM", 0.1), LAST)
    assert {o.reading for o in seen if not o.late} == {
        f"{base}, {basis}"
        for base in ("last close of the year before", "first close of the year")
        for basis in ("price", "total return")
    }


def test_a_stated_basis_is_the_standard_one() -> None:
    panel = tape(LAST, {"IWM": UP}, {"IWM": UP})
    seen = returns(panel, claim("IWM", 0.1, detail=(("basis", "total return"),)), LAST)
    assert {o.reading for o in seen if o.standard} == {
        "last close of the year before, total return"
    }
    assert seen[0].standard


def test_a_fund_may_speak_for_its_index_and_is_not_its_own() -> None:
    panel = tape(LAST, {"SPSM": UP})
    seen = line_readings(panel, "^SP600", OVER)
    stood = [o for o in seen if not o.own]
    assert {o.value for o in seen if o.own} == {None}
    assert stood
    assert not any(o.standard for o in stood)
    assert stood[0].reading == "last close of the year before, price, SPSM for ^SP600"


def test_a_group_is_played_by_a_named_line_the_first_being_the_usual_one() -> None:
    panel = tape(LAST, {"IWM": UP, "SPSM": UP})
    seen = line_readings(panel, "small caps", OVER)
    assert [o.reading for o in seen if o.standard] == [
        "last close of the year before, price, IWM for small caps"
    ]
    assert any("SPSM for small caps" in o.reading for o in seen)
    assert played_by(panel, "XLK", "technology", OVER) == ()


def test_the_other_share_line_of_an_issuer_may_be_meant() -> None:
    assert siblings(tape(LAST), "GOOGL") == ("GOOG",)
    assert siblings(tape(LAST), "IWM") == ()


def test_a_printed_figure_for_a_basket_is_not_its_own() -> None:
    panel = tape(LAST, {"MAGS": UP})
    seen = returns(panel, claim("MAG7", 0.1), LAST)
    assert not any(o.own for o in seen if o.value is not None)


def test_without_a_window_a_number_cannot_be_counted() -> None:
    (seen,) = returns(tape(LAST, {"IWM": UP}), claim("IWM", 0.1, ""), LAST)
    assert seen.value is None
    assert "no window is stated" in seen.reason


def test_a_day_named_by_the_claim_is_the_end() -> None:
    named = claim("IWM", 0.1, as_of=date(2025, 6, 30))
    assert {span.end for span in window_spans(named, LAST)} == {date(2025, 6, 30)}


def test_a_window_that_is_none_says_so() -> None:
    (seen,) = returns(tape(LAST, {"IWM": UP}), claim("IWM", 0.1, "fortnight"), LAST)
    assert "'fortnight' is none" in seen.reason


@pytest.mark.parametrize("name", [*GROUPS, *STAND_INS])
def test_players_are_lines_of_the_catalog(name: str) -> None:
    catalog = tape(LAST).catalog
    players = (*GROUPS.get(name, ()), *STAND_INS.get(name, ()))
    assert all(catalog.lookup(one) or one in catalog.baskets for one in players)


def test_a_yearly_rate_is_compounded_over_the_window() -> None:
    first = date(2022, 12, 1)
    doubled = closes(first, LAST, start=100.0, d2025_12_22=121.0)
    panel = tape(LAST, {"IWM": doubled}, {"IWM": doubled})
    per = (("per", "year"),)
    asked = claim("IWM", 0.10, window="2y", detail=per)
    rates = [o.value for o in returns(panel, asked, LAST) if o.value is not None and not o.late]
    assert rates == [pytest.approx(0.10, abs=0.001)] * len(rates)
    assert rates
    short = claim("IWM", 0.10, window="3m", detail=per)
    assert {o.value for o in returns(panel, short, LAST)} == {None}


def test_whoever_stands_in_is_known_and_every_group_played_is_a_name() -> None:
    known = load()
    players = {one for found in (*GROUPS.values(), *STAND_INS.values()) for one in found}
    assert {one for one in players if not (known.lookup(one) or one in known.baskets)} == set()
    assert set(GROUPS) <= {p.symbol for p in phrases(book(known).phrases) if p.kind == "group"}


def test_an_index_or_a_group_is_played_by_one_fund_and_a_fund_by_itself() -> None:
    names = ("^RUT", "^SP600", "OEX", "small caps", "large caps", "MAGS", "MAG7", "NVDA")
    assert [fund_of(name) for name in names] == [
        "IWM", "SPSM", "OEF", "IWM", "SPY", "MAGS", "MAG7", "NVDA"]  # fmt: skip


def phrases(tree: Node) -> Iterator[Phrase]:
    yield from tree.ends
    for below in tree.under.values():
        yield from phrases(below)
