"""A label that its score alone cannot give."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rotascope.articles.library.labels import labels, printed_tone
from rotascope.articles.library.shelf import Shelved
from tests.articles.library import texts


def page(name: str, score: str, label: str) -> Shelved:
    article = texts.article(f"{texts.ABOUT_BREAD} Page {name}.")
    printed = (("overall sentiment", label), ("sentiment score", score), ("ticker sentiment", ""))
    return Shelved(replace(article, printed=printed))


def test_neutral_farther_from_nothing_than_mixed_is_raised() -> None:
    (found,) = labels([page("a", "0.05", "Mixed"), page("b", "0.10", "Neutral")])
    assert found.row == "C05"
    assert found.quotes == ("mixed, 0.05", "neutral, 0.10")


@pytest.mark.parametrize(
    ("near", "far"),
    [(("0.05", "neutral"), ("0.10", "mixed")), (("-0.2", "negative"), ("0.3", "neutral"))],
)
def test_labels_that_one_cut_can_give_are_not(near: tuple[str, str], far: tuple[str, str]) -> None:
    assert labels([page("a", *near), page("b", *far)]) == ()


def test_a_page_without_both_says_nothing() -> None:
    assert printed_tone(page("a", "high", "mixed")) is None
    assert printed_tone(page("a", "0.1", "")) is None
    assert printed_tone(page("a", "\N{MINUS SIGN}0.1", "mixed")) == (-0.1, "mixed")


def test_each_page_is_named_once() -> None:
    pages = [page(str(at), f"0.0{at}", "mixed") for at in range(1, 4)]
    assert len(labels([*pages, page("z", "0.10", "neutral")])) == 1
