"""Headlines in the style of the trade press against the table below them."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.articles.remarks.headline import headline, stance
from rotascope.articles.remarks.scene import Scene
from tests.articles.remarks import scenes, tables
from tests.articles.tape import closes

DAY = date(2025, 12, 23)


def _titled(title: str, first: str, second: str, **given: object) -> Scene:
    """A title that names two sides: the words `first` and `second` are their mentions."""
    told = {"tech giants": "big tech", "small caps": "small caps", "mega caps": "mega caps"}
    names = [scenes.mention(told[word], 0, "group", title.index(word)) for word in (first, second)]
    article = scenes.article(f"# {title}", "The table.")
    return scenes.scene(article, given.get("claims", tables.cells()), mentions=names,  # type: ignore[arg-type]
                        panel=given.get("panel"))  # type: ignore[arg-type]  # fmt: skip


def test_a_headline_that_its_own_table_refutes_is_not_supported_year_to_date() -> None:
    said = "Why money managers are dumping tech giants for small caps"
    (made,) = headline(_titled(said, "tech giants", "small caps"))
    assert made.verdict == "contradicted"
    assert "not supported year to date" in made.text
    assert "11.8 points behind" in made.text  # 25.79 - 13.99
    assert "19.2 points behind" in made.text  # 25.79 - 6.55
    assert "6 of 7 companies beat the S&P SmallCap 600" in made.text
    assert made.needs[0].startswith("a figure over weeks for a shift of weeks")


def test_a_headline_that_the_table_bears_out_is_supported() -> None:
    (made,) = headline(_titled("mega caps outperform small caps again", "mega caps", "small caps"))
    assert made.verdict == "supported"
    assert "supported year to date" in made.text
    assert made.needs == ()


def test_the_stores_own_ratio_at_several_horizons_stands_beside_it() -> None:
    first = date(2024, 11, 1)
    panel = scenes.world(DAY, total={"IWM": closes(first, DAY, d2025_12_15=95.0),
                                     "MAGS": closes(first, DAY)})  # fmt: skip
    said = "Investors abandon tech giants for small caps"
    (made,) = headline(_titled(said, "tech giants", "small caps", panel=panel))
    assert "IWM/MAGS, total return to 2025-12-23" in made.text
    assert "1m \N{MINUS SIGN}5.0 %" in made.text


def test_a_headline_without_figures_is_not_checkable() -> None:
    said = "Investors abandon tech giants for small caps"
    (made,) = headline(_titled(said, "tech giants", "small caps", claims=[]))
    assert made.verdict == "not_checkable"


@pytest.mark.parametrize(
    "title", ["small caps and tech giants in 2026", "tech giants rest, small caps too"]
)
def test_a_headline_that_sets_nobody_above_anybody_takes_no_side(title: str) -> None:
    made = _titled(title, "small caps", "tech giants")
    assert stance(made, 0, made.article.sentences[0]) is None
    assert headline(made) == ()


def test_whom_somebody_leaves_behind_lags() -> None:
    made = _titled("tech giants leave small caps behind", "tech giants", "small caps")
    said = stance(made, 0, made.article.sentences[0])
    assert said is not None
    assert (said.leads, said.lags) == ("few", "small")
