"""Related articles: disagreeing ones first, copies once, and what another adds."""

from __future__ import annotations

from rotascope.articles.library import related
from rotascope.articles.library.related import sides
from rotascope.articles.library.stances import stances
from tests.articles.library import texts

OWN = texts.article(
    f"{texts.RATES_HELP_SMALL} Small companies and their funds borrow at floating rates every month."
)
AGAINST = texts.article(
    "Small caps need rate cuts, people say; that is overstated. They can lead at these rates too."
)
WITH = texts.article("Lower rates help small caps. Their funds pay less for every loan they have.")
SHELF = (texts.article(texts.ABOUT_BREAD), WITH, AGAINST, OWN)


def test_who_disagrees_comes_before_who_agrees_and_the_article_itself_is_not_there() -> None:
    found = related(OWN, SHELF)
    assert [(one.article, one.stance) for one in found] == [
        (AGAINST.id, "disagrees"),
        (WITH.id, "agrees"),
    ]
    assert "overstated" in found[0].quote


def test_what_shares_no_word_is_not_related() -> None:
    assert all(one.article != SHELF[0].id for one in related(OWN, SHELF))


def test_a_copy_is_named_once_and_last() -> None:
    # a long text with two words more is a copy of it
    long = texts.article(" ".join(f"Point {at}: funds of size {at} lead." for at in range(80)))
    twins = [texts.article(f"{long.text} {end}") for end in ("More soon.", "Read on.")]
    assert [one.stance for one in related(long, twins)] == ["duplicate"]
    assert len(related(texts.article("Funds of size 7 lead, point 7."), twins)) == 1


def test_novelty_is_the_share_of_words_that_the_article_does_not_have() -> None:
    same = texts.article("Every loan they have: their funds pay less. Lower rates help small caps.")
    found = {one.article: one.novelty for one in related(WITH, [same, OWN])}
    assert found[same.id] == 0.0
    assert 0 < (found[OWN.id] or 0) < 1


def test_similarity_lies_between_nothing_and_one() -> None:
    assert all(0 < one.similarity <= 1 for one in related(OWN, SHELF))


def test_an_article_without_words_has_no_relations() -> None:
    assert related(texts.wordless(), SHELF) == ()


def test_one_who_takes_both_sides_is_not_against() -> None:
    both = texts.article(f"{AGAINST.text} {texts.RATES_HELP_SMALL}")
    same, against = sides(stances(OWN), stances(both))
    assert same
    assert against == ()
