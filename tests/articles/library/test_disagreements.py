"""What cannot all hold is raised once, with its sentences; what only seems so is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rotascope.articles.intake import Document, article_of
from rotascope.articles.library import disagreements, disagreements_of
from rotascope.articles.library.disagreements import distinct
from rotascope.articles.library.shelf import shelf_of
from rotascope.terms import Article, Disagreement
from tests.articles.library import texts
from tests.articles.library.test_stances import SAYS

PAIRS = sorted({topic for topic, _, _ in SAYS})


def sides(topic: str) -> tuple[str, str]:
    """One sentence of ours for either side; for rates both on the size axis."""
    by = {pole: said for name, pole, said in reversed(SAYS) if name == topic}
    return (texts.RATES_HURT_LARGE if topic == "rates" else by[1]), by[-1]


@pytest.mark.parametrize("topic", PAIRS)
def test_two_articles_on_two_sides_disagree(topic: str) -> None:
    plus, minus = (texts.article(f"{said} {texts.ABOUT_BREAD}") for said in sides(topic))
    found = [one for one in disagreements([plus, minus]) if one.kind == topic]
    assert len(found) == 1
    assert set(found[0].articles) == {plus.id, minus.id}
    assert len(found[0].quotes) == 2


@pytest.mark.parametrize("topic", PAIRS)
def test_two_articles_on_one_side_do_not(topic: str) -> None:
    for said in sides(topic):
        shelf = [texts.article(f"{said} Note {at}. {texts.ABOUT_BREAD * at}") for at in (1, 2)]
        assert [one for one in disagreements(shelf) if one.kind == topic] == []


def test_one_article_may_disagree_with_itself() -> None:
    article = texts.article(" ".join(sides("flows")))
    (found,) = disagreements([article])
    assert found.articles == (article.id, article.id)
    assert found.row == "C13"


def test_other_axes_are_other_questions() -> None:
    size = texts.article("Rate cuts would lift small caps, and quickly.")
    few = texts.article("Cheaper funding may narrow the XMAG/MAGS spread within weeks.")
    assert disagreements([size, few]) == ()


def test_what_was_said_of_another_year_is_resolved() -> None:
    plus, minus = sides("cycle")
    then = texts.article(minus, date(2022, 10, 3))
    now = texts.article(plus, date(2026, 3, 2))
    assert disagreements([then, now]) == ()
    (seeming,) = disagreements([then, now], resolved=True)
    assert seeming.resolved
    soon = texts.article(f"{plus} Indeed so.", date(2022, 11, 7))
    assert [one.kind for one in disagreements([then, soon])] == ["cycle"]


def test_which_way_rates_push_does_not_age() -> None:
    old = texts.article(sides("rates")[0], date(1999, 10, 4))
    new = texts.article(sides("rates")[1], date(2026, 3, 2))
    assert [one.kind for one in disagreements([old, new])] == ["rates"]


def test_a_copy_counts_once() -> None:
    body = " ".join(f"Point {at} of this note is about fund {at}." for at in range(70))
    one, copy = texts.article(f"{body} Done."), texts.article(f"{body} Finis.")
    assert [kept.article.id for kept in distinct(shelf_of([one, copy]))] == [one.id]


def test_only_those_with_a_part_of_its_own_are_an_articles() -> None:
    plus, minus = (texts.article(said) for said in sides("flows"))
    other = texts.article(texts.ABOUT_BREAD)
    assert disagreements_of(other, [plus, minus]) == ()
    assert [one.kind for one in disagreements_of(minus, [plus, other])] == ["flows"]


@pytest.fixture(scope="module")
def five(articles: dict[str, Path]) -> dict[str, Article]:
    return {name: article_of(Document(text=path.read_text())) for name, path in articles.items()}


@pytest.fixture(scope="module")
def raised(five: dict[str, Article]) -> dict[str, Disagreement]:
    return {one.row: one for one in disagreements(five.values())}


CROSS = {
    "C05": {"000", "002"},
    "C08": {"000", "001"},
    "C09": {"000", "001", "002", "003", "004"},
    "C12": {"000", "002", "003"},
    "C13": {"003"},
    "C14": {"000", "001", "004"},
    "C15": {"000", "003", "004"},
    "C16": {"001", "003"},
    "C23": {"000", "001", "003"},
    "C25": {"001"},
    "C26": {"000", "001", "002", "003", "004"},
}


@pytest.mark.shared
@pytest.mark.parametrize("row", CROSS)
def test_the_five_articles_contradict_one_another_where_readers_say(
    row: str, five: dict[str, Article], raised: dict[str, Disagreement]
) -> None:
    named = {name for name, one in five.items() if one.id in raised[row].articles}
    assert CROSS[row] <= named


@pytest.mark.shared
def test_the_rate_question_has_three_answers(raised: dict[str, Disagreement]) -> None:
    told = raised["C09"].text
    assert "small companies do not need lower rates" in told
    assert "lower rates favour small companies" in told
    assert "higher rates favour small companies" in told


@pytest.mark.shared
def test_nothing_else_is_raised_among_the_five(raised: dict[str, Disagreement]) -> None:
    assert set(raised) == set(CROSS)
