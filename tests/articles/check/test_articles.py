"""The five articles against the real data, from their text to the findings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rotascope.articles.check import check_claims
from rotascope.articles.claims import claims_of
from rotascope.articles.intake.article import article_of
from rotascope.articles.intake.document import Document
from rotascope.articles.measures.group_floor import member_returns, members
from rotascope.articles.measures.lines import line_return
from rotascope.articles.measures.spans import spans
from rotascope.articles.names import mentions
from rotascope.catalog import load
from rotascope.desk.desk import Desk
from rotascope.desk.opening import open_store
from rotascope.terms.articles import Claim, Dating, Finding
from tests.articles.tape import article, direction

Checked = tuple[dict[tuple[str, str, str], Finding], Dating | None]


@pytest.fixture(scope="module")
def desk(shared_store: Path) -> Desk:
    return open_store(shared_store)


@pytest.fixture(scope="module")
def checked(desk: Desk, articles: dict[str, Path]) -> Callable[..., Checked]:
    """`checked("004")`: findings by (measure, first subject, window), and the dating."""

    def look(number: str, published: date | None = None) -> Checked:
        read = article_of(Document(text=articles[number].read_text("utf-8")), published=published)
        claims = claims_of(read, mentions(read, load()), load())
        found, dating = check_claims(desk.panel, desk.default_as_of(), read, claims)
        by_name: dict[tuple[str, str, str], Finding] = {}
        for one in found:
            if one.reason not in ("opinion", "forecast"):
                asked = one.claim
                by_name.setdefault((asked.measure, asked.subject[0], asked.window), one)
        return by_name, dating

    return look


def test_article_004_is_dated_by_its_table(checked: Callable[..., Checked]) -> None:
    _, dating = checked("004")
    assert dating is not None
    assert dating.day == date(2025, 12, 23)
    assert "first close of the year, price" in dating.convention
    assert (dating.fits, dating.tried) == (7, 22)


@pytest.mark.parametrize("symbol", ["AMZN", "TSLA", "MAGS", "IWM", "^RUT"])
def test_its_year_to_date_is_counted_from_the_first_close_on_price(
    symbol: str, checked: Callable[..., Checked]
) -> None:
    found = checked("004")[0]["return", symbol, "ytd"]
    assert (found.verdict, found.reading_used) == (
        "supported_under", "first close of the year, price",
    )  # fmt: skip
    assert (found.base_date, found.end_date) == (date(2025, 1, 2), date(2025, 12, 23))
    assert ("stands for price" in found.reason) is (symbol in ("AMZN", "TSLA", "MAGS"))


@pytest.mark.parametrize("symbol", ["NVDA", "AAPL", "MSFT", "META", "GOOGL", "GOOG", "SPSM"])
def test_dividend_payers_are_approximate_on_total_return(
    symbol: str, checked: Callable[..., Checked]
) -> None:
    found = checked("004")[0]["return", symbol, "ytd"]
    assert found.verdict == "approximate"
    assert found.observed is not None
    assert found.claim.value is not None
    assert 0.0 < found.observed - found.claim.value < 0.02
    assert "only total return is on file" in found.reason


def test_an_index_without_a_series_is_not_checkable(checked: Callable[..., Checked]) -> None:
    found = checked("004")[0]["return", "^SP600", "ytd"]
    assert (found.verdict, found.observed) == ("not_checkable", None)


def test_nothing_in_the_five_articles_is_contradicted_for_want_of_data(
    checked: Callable[..., Checked],
) -> None:
    for number in ("000", "001", "002", "003", "004"):
        found, _ = checked(number)
        assert [
            f.claim.id for f in found.values() if f.verdict == "contradicted" and not f.key
        ] == []


def test_article_002_is_of_the_ninth_of_june(checked: Callable[..., Checked]) -> None:
    found, dating = checked("002")
    assert dating is not None
    assert dating.day == date(2026, 6, 9)
    few, rest = (found["return", symbol, "ytd"] for symbol in ("MAGS", "XMAG"))
    assert (few.verdict, rest.verdict) == ("supported", "approximate")
    assert rest.observed == pytest.approx(0.1051, abs=5e-5)
    assert "no price return lies above its total return" in rest.reason


def test_article_000_holds_for_2022_on_price_and_stays_undated(
    checked: Callable[..., Checked],
) -> None:
    found, dating = checked("000")
    assert dating is not None
    assert dating.day is None
    for symbol in ("^GSPC", "IWM", "AAPL"):
        year = found["return", symbol, "2022"]
        assert (year.verdict, year.reading_used) == (
            "supported", "last close of the year before, price",
        )  # fmt: skip
    assert found["rank", "AAPL", "2022"].verdict == "supported"
    assert found["group_floor", "MAG7", "10y"].verdict == "not_checkable"


def test_article_000_published_in_february_holds_over_its_ten_years(
    checked: Callable[..., Checked],
) -> None:
    found, _ = checked("000", date(2026, 2, 12))
    for what in (("group_floor", "MAG7", "10y"), ("return", "^GSPC", "10y")):
        assert found[what].verdict in ("supported", "supported_under")


def test_the_mean_of_the_seven_is_within_a_point_of_the_fund(desk: Desk) -> None:
    # Printed: 25.02 % for the mean of seven issuers held without trading, 25.79 % for the fund.
    panel = desk.panel("2025-12-23")
    span = spans("ytd", panel.as_of, back=0)[1]
    seven = member_returns(panel, members(panel, ("MAG7",)), span, "pr")
    mean = sum(one.value or 0.0 for one in seven) / len(seven)
    fund = line_return(panel, "MAGS", span, "pr").value
    assert len(seven) == 7
    assert fund == pytest.approx(0.2579, abs=5e-5)
    assert abs(mean - fund) < 0.01


def test_several_horizons_of_one_pair_are_told_apart(desk: Desk) -> None:
    asked: list[Claim] = [
        direction("XMAG", ">", "MAGS"), direction("XMAG", "<", "MAGS"),
        direction("IWM", ">", "SPY", "10y"),
    ]  # fmt: skip
    found, _ = check_claims(desk.panel, date(2026, 6, 12), article(date(2026, 6, 10)), asked)
    assert [f.verdict for f in found] == ["supported", "contradicted", "contradicted"]
