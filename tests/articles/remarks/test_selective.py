"""Two laggards named of three, and four leaders left in the table."""

from __future__ import annotations

from collections.abc import Sequence

from rotascope.articles.remarks.scene import Scene
from rotascope.articles.remarks.selective import selective
from tests.articles.remarks import scenes, tables

TEXT = (
    "Some of the seven shone, but others such as Amazon and Meta underperformed the Russell 2000."
)


def _of(text: str, names: Sequence[tuple[str, str, str]]) -> Scene:
    mentions = [scenes.mention(s, 0, kind, text.index(word)) for s, kind, word in names]
    listed = [scenes.mention(s, 1, start=n) for n, s in enumerate(tables.YTD)]
    article = scenes.article(text, "The table.")
    return scenes.scene(article, tables.cells(), mentions=[*mentions, *listed])


PICKED = [("AMZN", "company", "Amazon"), ("META", "company", "Meta"), ("^RUT", "index", "Russell")]


def test_the_whole_split_is_given_with_whom_the_sentence_left_out() -> None:
    (made,) = selective(_of(TEXT, PICKED))
    assert made.verdict == "selective"
    assert "AAPL, AMZN and META (3) lag the Russell 2000" in made.text
    assert "GOOGL, MSFT, NVDA and TSLA (4) lead it" in made.text
    assert made.text.endswith("the article names AMZN and META; it leaves out AAPL")


def test_a_benchmark_without_a_figure_gives_no_split() -> None:
    text = TEXT.replace("the Russell 2000", "the Nasdaq 100")
    assert selective(_of(text, [*PICKED[:2], ("^NDX", "index", "Nasdaq")])) == ()


def test_a_comparison_of_two_funds_picks_nobody_from_a_group() -> None:
    text = "IWM trailed MAGS this year."
    names = [("IWM", "fund", "IWM"), ("MAGS", "fund", "MAGS")]
    assert selective(_of(text, names)) == ()
