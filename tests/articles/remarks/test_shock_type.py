"""Resilience in one kind of shock."""

from __future__ import annotations

from datetime import date

from rotascope.articles.remarks.shock_type import shock_type
from rotascope.terms.articles import Claim, Remark
from tests.articles.remarks import scenes
from tests.articles.tape import closes

FIRST, DAY = date(2020, 12, 1), date(2023, 1, 31)
TEXT = "Small caps add tail-resilience, the author holds."


def _panel() -> object:
    index = closes(FIRST, DAY, d2022_12_30=81.0, d2023_01_03=82.0)
    nvda = closes(FIRST, DAY, d2022_09_01=90.0)
    funds = {"IWM": closes(FIRST, DAY, d2022_09_01=99.0, d2022_12_30=78.0, d2023_01_03=80.0),
             "SPY": closes(FIRST, DAY, d2022_09_01=98.0, d2022_12_30=81.0, d2023_01_03=82.0)}  # fmt: skip
    return scenes.world(DAY, price={"^GSPC": index}, total=funds | {"NVDA": nvda})


def _read(*claims: Claim, panel: object = None) -> tuple[Remark, ...]:
    named = [scenes.mention("small caps", 0, "group")]
    return shock_type(scenes.scene(scenes.article(TEXT), claims, mentions=named, panel=panel))  # type: ignore[arg-type]


SMALL = scenes.claim("IWM", "return", -0.22, window="2022")
LARGE = scenes.claim("^GSPC", "return", -0.19, window="2022")


def test_a_year_in_which_small_fell_more_contradicts_by_the_articles_own_figures() -> None:
    (made,) = _read(SMALL, LARGE)
    assert made.verdict == "contradicted"
    assert "in 2022 IWM \N{MINUS SIGN}22 % against the S&P 500 \N{MINUS SIGN}19 %" in made.text
    assert len(made.claims) == 2


def test_the_index_of_that_year_is_looked_up_where_the_article_has_none_and_both_shocks_stand() -> (
    None
):
    (made,) = _read(SMALL, panel=_panel())
    assert "the S&P 500 (on file) \N{MINUS SIGN}19 %" in made.text
    assert "2022 IWM \N{MINUS SIGN}22.0 %, SPY \N{MINUS SIGN}19.0 %" in made.text
    assert (
        "IWM \N{MINUS SIGN}1.0 %, SPY \N{MINUS SIGN}2.0 % on average (n = 1, 3 years)" in made.text
    )


def test_a_year_in_which_small_fell_less_bears_it_out() -> None:
    (made,) = _read(scenes.claim("IWM", "return", -0.10, window="2022"), LARGE)
    assert made.verdict == "supported"


def test_without_a_fall_there_is_nothing_to_hold_it_against() -> None:
    assert _read(scenes.claim("IWM", "return", 0.10, window="ytd")) == ()
    assert _read() == ()
