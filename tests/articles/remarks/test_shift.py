"""Money that is said to move."""

from __future__ import annotations

import pytest

from rotascope.articles.remarks.shift import shift
from tests.articles.remarks import scenes


@pytest.mark.parametrize(
    "text",
    ["Investors are now aggressively shifting into smaller companies.",
     "Capital is becoming more discerning about what it buys.",
     "Money kept pouring out of the giants."],
)  # fmt: skip
def test_a_shift_is_not_verifiable_and_never_true_without_flows(text: str) -> None:
    (made,) = shift(scenes.scene(scenes.article(text, "Managers are rotating.")))
    assert made.verdict == "not_checkable"
    assert made.text.startswith("2 sentences say that money moves")
    assert "not verifiable" in made.text
    assert "shares outstanding" in made.needs[0]


def test_prices_that_move_are_no_flows() -> None:
    assert shift(scenes.scene(scenes.article("Small caps gained three per cent."))) == ()
    assert shift(scenes.scene(scenes.article("# Investors are shifting"))) == ()
