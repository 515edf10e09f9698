"""What a view hangs on is said with what watches it."""

from __future__ import annotations

from rotascope.articles.remarks.hangs_on import hangs_on
from tests.articles.remarks import scenes


def test_drivers_are_named_with_a_signal_and_those_without_one_say_why() -> None:
    (made,) = hangs_on(scenes.scene(scenes.article(
        "If the Fed turns hawkish the trade fails.",
        "Hidden dependencies include open interest in a few names.")))  # fmt: skip
    assert made.text.endswith("More: rotascope signals macro.ffr_2y")
    assert "open interest in options (nothing watches it)" in made.text
    assert made.needs[0].startswith("open interest in options: no open interest by day")
    assert made.key == "signal/macro.ffr_2y@2025-12-23"


def test_an_article_without_conditions_hangs_on_nothing_that_it_says() -> None:
    assert hangs_on(scenes.scene(scenes.article("The Fed met. Small caps rose."))) == ()
