"""Figures that hold by arithmetic: the positive fixtures of the five articles, in numbers alone."""

from __future__ import annotations

from datetime import date

from rotascope.articles.remarks.adds_up import adds_up
from rotascope.panel import Panel
from rotascope.terms.articles import Claim
from tests.articles.remarks import scenes, tables
from tests.articles.tape import closes

DAY = date(2026, 6, 9)
SEVEN = [("NVDA", 0.08), ("MSFT", 0.07), ("AAPL", 0.06), ("GOOGL", 0.05), ("AMZN", 0.04),
         ("META", 0.03), ("TSLA", 0.01), ("XOM", 0.66)]  # fmt: skip


def _rows(*claims: Claim, panel: Panel | None = None) -> dict[str, str]:
    made = adds_up(scenes.scene(scenes.article("A.", "B."), claims, panel=panel))
    assert all(one.verdict == "supported" for one in made)
    return {f"{one.row} {n}": one.text for n, one in enumerate(made)}


def test_the_mean_of_seven_is_within_a_point_of_the_fund() -> None:
    said = list(_rows(*tables.cells()).values())
    assert "+25.02 %, is 0.77 points from the fund's +25.79 %" in said[0]
    assert "+18.19 %, is 0.89 points from the fund's +17.30 %" in said[1]


def test_the_few_and_the_rest_recombine_into_the_index() -> None:
    claims = [
        scenes.claim(s, "return", v, window="ytd") for s, v in (("XMAG", 0.1073), ("MAGS", -0.0045))
    ]
    panel = scenes.world(DAY, holdings=[("SPY", date(2025, 9, 5), SEVEN)])
    (text,) = _rows(*claims, panel=panel).values()
    # .34 x -.45 + .66 x 10.73 = 6.93
    assert "11.18 points ahead of MAGS (ratio +11.23 %)" in text
    assert "34.0 % in the seven" in text
    assert text.endswith("about +6.9 % for the cap-weighted index")


def test_ten_year_totals_are_twenty_and_fourteen_per_cent_a_year() -> None:
    claims = [scenes.claim("MAG7", "group_floor", 5.4, window="10y", op=">="),
              scenes.claim("^GSPC", "return", 2.65, window="10y", op="~")]  # fmt: skip
    (text,) = _rows(*claims).values()
    assert (
        text == "a year, over ten years: MAG7 +540 % is +20.4 % and the S&P 500 +265 % is +13.8 %"
    )


def test_two_fees_are_ten_basis_points_apart() -> None:
    claims = [scenes.claim("IWM", "fee", 0.0019), scenes.claim("MAGS", "fee", 0.0029)]
    assert list(_rows(*claims).values()) == ["IWM costs 10 basis points a year less than MAGS"]


def test_three_sectors_of_fifteen_to_seventeen_are_about_half() -> None:
    claim = scenes.claim("^RUT", "sector_weight", 0.15, high=0.17, op="between",
                         detail=(("sector", "Industrials, Financials, Health Care"),))  # fmt: skip
    assert list(_rows(claim).values()) == ["3 sectors of the Russell 2000 sum to 45 to 51 %"]


def test_the_fall_of_the_largest_leaves_the_rest_with_a_smaller_one() -> None:
    # 34 % x 37 % = 12.6 points of -19 %; (-.19 + .1258) / .66 = -9.7 %
    index = closes(date(2021, 12, 1), DAY, d2022_12_30=81.0)
    claims = [scenes.claim("top 10", "cap_change", -0.37, window="2022", against=("^GSPC",)),
              scenes.claim("top 10", "weight", 0.34, against=("^GSPC",))]  # fmt: skip
    (text,) = _rows(*claims, panel=scenes.world(DAY, price={"^GSPC": index})).values()
    assert "took 12.6 points off the index of its \N{MINUS SIGN}19.0 %" in text
    assert text.endswith("the rest \N{MINUS SIGN}9.7 %")


def test_figures_that_stand_alone_are_not_tested_against_one_another() -> None:
    assert _rows(scenes.claim("IWM", "return", 0.1, window="ytd")) == {}
