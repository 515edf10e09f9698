"""A page's buttons, slogans and scores are no part of its article."""

from __future__ import annotations

from pathlib import Path

import pytest

from rotascope.articles.intake import Document, article_of
from rotascope.articles.intake.furniture import without_furniture

PAGE = """The article says that small caps lead.
Request a DemoOverall Sentiment
mixed
Sentiment Score
0.05
Ticker Sentiment"""


def test_glued_buttons_and_scores_are_taken_out_and_read() -> None:
    bare = without_furniture(PAGE)
    assert bare.text == "The article says that small caps lead."
    assert bare.printed == (
        ("overall sentiment", "mixed"), ("sentiment score", "0.05"), ("ticker sentiment", ""),
    )  # fmt: skip
    assert "Request a Demo" in bare.furniture


@pytest.mark.parametrize(
    "prose",
    [
        "Investors who subscribe to the theory sign up for more risk.",
        "Overall sentiment is poor, strategists say.",
        "The share of small caps rose.",
        "Data-driven funds are for patient investors.",
        "Sentiment Score of the survey fell to a low",
    ],
)
def test_prose_that_only_mentions_such_words_stays(prose: str) -> None:
    bare = without_furniture(prose)
    assert (bare.text, bare.furniture, bare.printed) == (prose, (), ())


@pytest.mark.parametrize(
    "slogan",
    ["Data-driven ideas, live charts and alerts for active traders.",
     "AI-powered research, real-time alerts, and portfolio analytics for institutional investors."],
)  # fmt: skip
def test_a_sites_slogan_is_known_by_its_form(slogan: str) -> None:
    bare = without_furniture(f"Small caps lead.\n{slogan}")
    assert (bare.text, bare.furniture) == ("Small caps lead.", (slogan,))


def test_a_value_may_stand_on_the_line_of_its_name() -> None:
    bare = without_furniture("Sentiment Score: 0.10\nOverall Sentiment neutral\nText here.")
    assert dict(bare.printed) == {"sentiment score": "0.10", "overall sentiment": "neutral"}
    assert bare.text == "Text here."


def test_scores_by_ticker_are_read_where_a_page_has_them() -> None:
    bare = without_furniture(
        "Text here.\nTicker Sentiment\nIWM 0.35\n$NVDA: negative\nIWM rose 3%."
    )
    assert bare.printed == (
        ("ticker sentiment", ""), ("ticker IWM", "0.35"), ("ticker NVDA", "negative"),
    )  # fmt: skip
    assert bare.text == "Text here.\nIWM rose 3%."


@pytest.mark.shared
def test_the_two_pages_print_their_scores_and_leave_the_tickers_empty(
    articles: dict[str, Path],
) -> None:
    printed = {
        number: dict(article_of(Document(articles[number].read_text("utf-8"))).printed)
        for number in ("000", "002", "004")
    }
    assert printed["000"] == {
        "overall sentiment": "mixed", "sentiment score": "0.05", "ticker sentiment": "",
    }  # fmt: skip
    assert printed["002"]["overall sentiment"] == "neutral"
    assert printed["002"]["sentiment score"] == "0.10"
    assert printed["004"] == {}
