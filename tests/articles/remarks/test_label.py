"""What a page prints of its own tone."""

from __future__ import annotations

from rotascope.articles.remarks.label import printed_label
from tests.articles.remarks import scenes


def _page(*printed: tuple[str, str]) -> tuple[str, ...]:
    made = printed_label(scenes.scene(scenes.article("Text.", printed=printed)))
    return tuple(one.text for one in made)


def test_mixed_at_a_twentieth_cannot_follow_from_the_score() -> None:
    (text,) = _page(
        ("Overall Sentiment", "mixed"), ("Sentiment Score", "0.05"), ("Ticker Sentiment", "")
    )
    assert "labels itself mixed at a score of 0.05" in text
    assert text.endswith("its sentiment by ticker is empty")


def test_a_page_with_tickers_is_not_called_empty() -> None:
    (text,) = _page(("overall sentiment", "neutral"), ("sentiment score", "0.10"))
    assert "empty" not in text


def test_a_page_that_prints_no_label_draws_no_remark() -> None:
    assert _page() == ()
    assert _page(("sentiment score", "0.10")) == ()
