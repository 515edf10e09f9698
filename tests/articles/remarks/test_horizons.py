"""One idea, one horizon."""

from __future__ import annotations

from rotascope.articles.remarks.horizons import horizons
from tests.articles.remarks import scenes


def test_three_horizons_are_named_with_their_words_and_kept_apart() -> None:
    (made,) = horizons(scenes.scene(scenes.article(
        "Over the next few weeks prints rule.", "The trade is for 3-12 months.",
        "AI is a multi-year theme.", "It is a secular one.")))  # fmt: skip
    assert 'days to weeks ("next few weeks", once)' in made.text
    assert 'quarters ("3-12 months", once)' in made.text
    assert 'years ("multi-year", 2 times)' in made.text
    assert "never scored with it" in made.needs[0]


def test_an_article_of_one_horizon_needs_no_remark() -> None:
    assert horizons(scenes.scene(scenes.article("The next 12 months decide."))) == ()


def test_two_short_horizons_need_no_theme_set_apart() -> None:
    (made,) = horizons(
        scenes.scene(scenes.article("The near-term risk is high.", "In 6-9 months not."))
    )
    assert made.needs == ()
