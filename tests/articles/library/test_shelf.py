"""What stands on the shelf: its day, its name, each text once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rotascope.articles.library.shelf import Shelved, shelf_of
from rotascope.terms import Dating
from tests.articles.library import texts

DAY = date(2026, 3, 4)


def test_the_day_is_the_publication_else_the_one_the_figures_fit() -> None:
    undated = texts.article(texts.RATES_HELP_SMALL)
    fitted = Dating(DAY, "first close of the year, price", 4, 4)
    assert Shelved(undated).day is None
    assert Shelved(undated, (), fitted).day == DAY
    given = texts.article(texts.RATES_HELP_SMALL, date(2026, 1, 2))
    assert Shelved(given, (), fitted).day == date(2026, 1, 2)


def test_without_a_title_the_first_whole_sentence_names_it() -> None:
    assert Shelved(texts.article(texts.RATES_HELP_SMALL)).name.startswith("Rate cuts would lift")


def test_one_text_stands_once_with_or_without_claims() -> None:
    article = texts.article(texts.RATES_HELP_SMALL)
    assert [one.article.id for one in shelf_of([article, Shelved(article)])] == [article.id]


def test_what_was_kept_later_is_not_known_earlier() -> None:
    one = texts.shelved(texts.ABOUT_BREAD, published=date(2022, 3, 1))
    assert one.known_by(date(2022, 3, 1))
    assert not one.known_by(date(2022, 2, 28))
    assert not replace(one, kept=date(2026, 1, 5)).known_by(date(2022, 3, 1))
    assert replace(one, kept=date(2026, 1, 5)).known_by(date(2026, 1, 5))


def test_a_long_title_is_cut_between_words() -> None:
    one = replace(texts.article(texts.RATES_HELP_SMALL), title="Leadership " * 20)
    name = Shelved(one).name
    assert name.endswith("Leadership …")
    assert len(name) <= 122
