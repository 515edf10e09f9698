"""The catalog: a ticker is a label with dates."""

from datetime import date
from itertools import pairwise

import pytest

from rotascope.catalog import load, normal
from rotascope.errors import UnknownName

CATALOG = load()


def test_meta_was_another_fund_until_january_2022() -> None:
    fund = CATALOG.find("META", date(2021, 12, 1))
    company = CATALOG.find("META", date(2022, 6, 9))
    assert fund is not None
    assert company is not None
    assert (fund.symbol, company.symbol) == ("METV", "META")
    assert fund.id != company.id


def test_meta_meant_nothing_between_the_fund_and_the_company() -> None:
    assert CATALOG.find("META", date(2022, 3, 1)) is None


def test_todays_meta_was_called_fb_while_meta_was_a_fund() -> None:
    assert CATALOG.ticker_on("META", date(2021, 12, 1)) == "FB"
    assert CATALOG.ticker_on("META", date(2024, 6, 3)) == "META"
    assert CATALOG.ticker_on("PW01", date(2024, 6, 3)) == "PW01"
    assert CATALOG.ticker_on("META", date(1990, 1, 2)) == "META"


def test_fb_and_meta_are_one_line() -> None:
    assert CATALOG.instrument_id("FB", date(2015, 1, 2)) == CATALOG.instrument_id(
        "META", date(2024, 1, 2)
    )


def test_todays_meaning_of_a_ticker_is_the_newest() -> None:
    found = CATALOG.lookup("META")
    assert found is not None
    assert found.issuer == "Meta Platforms"


def test_share_classes_of_alphabet_are_two_lines_and_one_issuer() -> None:
    a, c = CATALOG.lookup("GOOGL"), CATALOG.lookup("GOOG")
    assert a is not None
    assert c is not None
    assert a.id != c.id
    assert CATALOG.issuer("GOOG") == CATALOG.issuer("GOOGL") == "Alphabet"


@pytest.mark.parametrize("spelling", ["BRK.B", "BRK/B", "brk-b", " BRK-B "])
def test_spellings_of_one_share_class_meet(spelling: str) -> None:
    assert normal(spelling) == "BRK-B"
    found = CATALOG.lookup(spelling)
    assert found is not None
    assert found.symbol == "BRK-B"


def test_an_unlisted_stock_gets_the_same_id_on_every_machine() -> None:
    assert CATALOG.instrument_id("zzz.a", date(2020, 1, 2)) == "US:ZZZ-A"
    assert CATALOG.symbol_of("US:ZZZ-A") == "ZZZ-A"


def test_ids_and_alias_periods_are_unique() -> None:
    ids = [i.id for i in CATALOG.instruments]
    assert len(ids) == len(set(ids))
    spans: dict[str, list[tuple[date, date]]] = {}
    for ticker, first, last, _ in CATALOG.aliases():
        spans.setdefault(ticker, []).append((first, last))
    for ticker, periods in spans.items():
        ordered = sorted(periods)
        for (_, end), (start, _) in pairwise(ordered):
            assert end < start, f"{ticker} means two lines on one day"


def test_spsm_may_play_small_caps_only_after_its_index_change() -> None:
    entry = next(e for e in CATALOG.role("small_600") if e.symbol == "SPSM")
    assert entry.first == date(2020, 2, 1)


def test_the_seven_are_seven_issuers_chosen_with_hindsight() -> None:
    basket = CATALOG.baskets["MAG7"]
    assert len({CATALOG.issuer(s) for s in basket.symbols}) == 7
    assert "hindsight" in basket.chosen


def test_every_pair_names_roles_that_exist() -> None:
    for pair in CATALOG.pairs.values():
        assert CATALOG.role(pair.numerator)
        assert CATALOG.role(pair.denominator)


def test_each_axis_has_a_first_and_distinct_primary_pairs() -> None:
    assert [p.name for p in CATALOG.primary_pairs("size")] == ["small_large"]
    assert [p.name for p in CATALOG.primary_pairs("concentration")] == ["rest_few", "equal_cap"]


def test_an_unknown_role_lists_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean 'small_cap'"):
        CATALOG.role("small_caps")


def test_an_unknown_pair_says_what_lists_them() -> None:
    with pytest.raises(UnknownName, match="rotascope signals"):
        CATALOG.pair("nothing_like_it")


def test_a_line_knows_its_first_and_its_last_day() -> None:
    known = load()
    days = {i.symbol: (i.listed, i.delisted) for i in known.instruments}
    assert days["MAGS"] == (date(2023, 4, 11), None)
    assert days["META"] == (date(2012, 5, 18), None)
    assert days["TWTR"] == (date(2013, 11, 7), date(2022, 10, 27))
    assert days["GOOG"][0] == date(2004, 8, 19)  # class C carries class A's bars
    assert days["^RUT"] == (None, None)


def test_what_a_line_pays_out_is_dated_and_its_lines_are_known() -> None:
    for symbol, facts in CATALOG.distributions.items():
        assert CATALOG.lookup(symbol), symbol
        for fact in facts:
            assert fact.first < fact.last
            assert fact.note
            assert (fact.season is not None) == (fact.pays == "yearly")
            assert fact.pays == "none" or fact.yield_at_most is not None
    assert {"AMZN", "TSLA", "MAGS"} <= set(CATALOG.distributions)


def test_every_share_class_of_a_baskets_company_belongs_to_it() -> None:
    assert CATALOG.belongs("GOOGL", "MAG7")
    assert CATALOG.belongs("GOOG", "MAG7")
    assert not CATALOG.belongs("ORCL", "MAG7")
    assert not CATALOG.belongs("GOOG", "a basket that nobody lists")
