"""The same figure twice: a conflict only where both speak of one day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rotascope import catalog
from rotascope.articles.claims import claims_of
from rotascope.articles.intake import Document, article_of
from rotascope.articles.library import disagreements, disagreements_of
from rotascope.articles.library.figures import MOST_CLAIMS, figures, left_out
from rotascope.articles.library.shelf import Shelved
from rotascope.articles.names import mentions
from rotascope.terms import Dating
from tests.articles.library import texts

UP = ("MAGS had risen 25.79% for the year.", "MAGS", "return", "=", 0.2579)
DOWN = ("MAGS has lost 0.45% this year.", "MAGS", "return", "=", -0.0045)
DAY = date(2025, 12, 23)


def stood(said: tuple[str, str, str, str, float], day: date | None, **more: object) -> Shelved:
    return texts.shelved(said[0], texts.claim(*said, **more), published=day)


def test_other_years_are_no_conflict() -> None:
    # C06: the same fund, the same words "year to date", two years
    one, other = stood(UP, DAY, window="ytd"), stood(DOWN, date(2026, 6, 9), window="ytd")
    assert disagreements([one, other]) == ()
    (seeming,) = figures([one, other])
    assert (seeming.resolved, seeming.row) == (True, "C06")
    assert seeming.decided == "as of 2025-12-23 and 2026-06-09"


def test_days_that_nobody_knows_are_no_conflict() -> None:
    assert disagreements([stood(UP, None, window="ytd"), stood(DOWN, DAY, window="ytd")]) == ()


def test_a_day_the_figures_fit_counts_as_a_day() -> None:
    one, other = stood(UP, None, window="ytd"), stood(DOWN, DAY, window="ytd")
    dated = Shelved(one.article, one.claims, Dating(DAY, "first close of the year, price", 5, 5))
    (found,) = disagreements([dated, other])
    assert found.kind == "figures"
    assert found.text.startswith("return of MAGS: 25.79 % (ytd) and -0.45 % (ytd)")


def test_one_day_or_one_fixed_year_is_a_conflict() -> None:
    assert len(disagreements([stood(UP, DAY, window="ytd"), stood(DOWN, DAY, window="ytd")])) == 1
    years = [stood(UP, None, window="2022"), stood(DOWN, None, window="2022")]
    assert len(disagreements(years)) == 1


@pytest.mark.parametrize("window", ["2022H1", "2022Q3", "2022-09", "2022-01-01:2022-09-30"])
def test_any_window_with_an_end_of_its_own_is_a_conflict(window: str) -> None:
    spans = [stood(UP, None, window=window), stood(DOWN, date(2026, 6, 9), window=window)]
    assert [one.kind for one in disagreements(spans)] == ["figures"]


def test_about_a_number_is_as_wide_here_as_where_it_is_checked() -> None:
    # "About 30 %" admits 29.25 to 30.75 %: 30.6 % fits it, 31 % does not.
    about = ("IWM gained about 30% in 2024.", "IWM", "return", "~", 0.30)
    for value, conflicts in ((0.306, 0), (0.31, 1)):
        exact = (f"IWM gained {value:.1%} in 2024.", "IWM", "return", "=", value)
        both = [stood(about, None, window="2024"), stood(exact, None, window="2024")]
        assert len(figures(both)) == conflicts


def test_what_fits_both_words_is_no_conflict() -> None:
    over = ("IWM gained over 25% in 2024.", "IWM", "return", ">", 0.25)
    exact = ("IWM gained 27% in 2024.", "IWM", "return", "=", 0.27)
    assert figures([stood(over, None, window="2024"), stood(exact, None, window="2024")]) == ()
    near = ("IWM gained nearly 28% in 2024.", "IWM", "return", "nearly", 0.28)
    assert figures([stood(near, None, window="2024"), stood(exact, None, window="2024")]) == ()


@pytest.mark.parametrize("day", [None, DAY])
def test_a_weight_printed_twice_without_its_day_is_said(day: date | None) -> None:
    text = "The ten largest are over 30% of the index. The table has them at 34%."
    claims = [
        texts.claim(text[:42], "top 10", "weight", op, value, against=("^GSPC",), as_of=day)
        for op, value in ((">", 0.30), ("~", 0.34))
    ]
    shelved = texts.shelved(text, *claims)
    assert [one.row for one in disagreements([shelved])] == ([] if day else ["C24"])
    assert disagreements_of(shelved, []) == ()


def test_a_direction_without_a_number_is_no_figure() -> None:
    up = ("MAGS rose.", "MAGS", "return", ">", 0.0)
    down = ("MAGS fell.", "MAGS", "return", "<", 0.0)
    assert figures([stood(up, DAY, digits=None), stood(down, DAY, digits=None)]) == ()


def test_another_subject_measure_or_detail_is_another_figure() -> None:
    weight = ("The largest is 5% of it.", "SPY", "weight", "=", 0.05)
    fee = ("It costs 0.09%.", "SPY", "fee", "=", 0.0009)
    assert figures([stood(weight, DAY), stood(fee, DAY)]) == ()
    ten, five = (
        stood(("A share.", "SPY", "weight", "=", value), DAY, detail=(("n", many),))
        for many, value in (("10", 0.3), ("5", 0.2))
    )
    assert figures([ten, five]) == ()


@pytest.fixture(scope="module")
def five(articles: dict[str, Path]) -> dict[str, Shelved]:
    known = catalog.load()
    days = {"004": DAY, "002": date(2026, 6, 9)}
    shelf = {}
    for name, path in articles.items():
        read = article_of(Document(text=path.read_text()), published=days.get(name))
        shelf[name] = Shelved(read, claims_of(read, mentions(read, known), known))
    return shelf


@pytest.mark.shared
def test_the_years_of_two_articles_are_told_apart(five: dict[str, Shelved]) -> None:
    seeming = [one for one in figures(list(five.values())) if one.row == "C06"]
    said = [one for one in seeming if one.text.startswith("return of MAGS")]
    ytd = next(one for one in said if "(ytd)" in one.text)
    assert ytd.resolved
    assert set(ytd.articles) == {five["004"].article.id, five["002"].article.id}
    assert ytd not in disagreements(five.values())


@pytest.mark.shared
def test_the_weights_of_an_article_that_gives_no_day_are_raised(five: dict[str, Shelved]) -> None:
    raised = [one for one in disagreements(five.values()) if one.row == "C24"]
    assert raised
    assert {five["001"].article.id} == {name for one in raised for name in one.articles}


@pytest.mark.shared
def test_no_figure_of_the_five_is_in_conflict(five: dict[str, Shelved]) -> None:
    assert [one.text for one in disagreements(five.values()) if one.kind == "figures"] == []


def test_price_and_total_return_are_no_contradiction_and_nor_are_other_years() -> None:
    def two(a: float, b: float, *said: str) -> tuple[str, ...]:
        quotes = said or ("IWM fell", "IWM fell")
        shelf = [
            texts.shelved(text, texts.claim(quote, "IWM", "return", "=", value, window="2022"))
            for text, quote, value in zip(
                (texts.RATES_HELP_SMALL, texts.ABOUT_BREAD), quotes, (a, b), strict=True
            )
        ]
        return tuple("resolved" if one.resolved else "conflict" for one in figures(shelf))

    assert two(-0.41, -0.362) == ("resolved",)
    assert two(-0.41, -0.29) == ("conflict",)
    assert two(-0.41, -0.29, "IWM fell in 2008", "IWM fell in 2022") == ("resolved",)


def test_an_article_with_too_many_figures_is_cut_and_that_is_counted() -> None:
    many = [
        texts.claim("IWM", "IWM", "return", "=", at / 100, id=str(at)) for at in range(MOST_CLAIMS)
    ]
    assert left_out([texts.shelved(texts.ABOUT_BREAD, *many)]) == 0
    assert left_out([texts.shelved(texts.ABOUT_BREAD, *many, *many[:7])]) == 7
