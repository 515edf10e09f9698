"""Articles and what was found in them, as kept."""

from dataclasses import replace
from datetime import date

import pytest

from rotascope.errors import BadArgument, IntegrityError, NoAnswer
from rotascope.store.articles import (
    article_named,
    check,
    first_kept,
    forget_article,
    keep_article,
    keep_judged,
    stored_articles,
    stored_claims,
    stored_judged,
)
from rotascope.store.market import Market
from rotascope.store.theses import keep_predictions, keep_rulings, keep_theses, rulings
from tests.store.kept_articles import (
    AT,
    made_article,
    made_judged,
    made_prediction,
    made_ruling,
    made_thesis,
)


def changed(market: Market, command: str) -> None:
    with market.state.changing() as connection:
        connection.exec_driver_sql(command)


def test_an_article_is_read_back_as_the_same_frozen_object(market: Market) -> None:
    assert keep_article(market.state, made_article(), AT)
    assert stored_articles(market.state) == (made_article(),)


def test_the_same_text_is_kept_once_whatever_its_source_says(market: Market) -> None:
    keep_article(market.state, made_article(), AT)
    assert not keep_article(market.state, replace(made_article(), source="Other"), AT)
    assert stored_articles(market.state)[0].source == "Demo Wire"


def test_articles_come_in_the_order_in_which_they_were_read(market: Market) -> None:
    keep_article(market.state, made_article("b"), "2026-01-01T00:00:00+00:00")
    keep_article(market.state, made_article("a"), "2026-01-02T00:00:00+00:00")
    assert [one.id[0] for one in stored_articles(market.state)] == ["b", "a"]


def test_an_article_is_found_by_the_beginning_of_its_id(market: Market) -> None:
    keep_article(market.state, made_article(), AT)
    keep_article(market.state, replace(made_article(), id="aaaa" + "b" * 60), AT)
    assert article_named(market.state, "aaaab").id == "aaaa" + "b" * 60
    with pytest.raises(BadArgument, match="2 articles begin with aaaa"):
        article_named(market.state, "aaaa")
    with pytest.raises(NoAnswer, match="no article on file begins with cccc"):
        article_named(market.state, "cccc")


@pytest.mark.parametrize("word", ["a", "", "%%%%", "aaaa'", "AAAA", "____"])
def test_what_is_no_id_asks_the_database_nothing(market: Market, word: str) -> None:
    with pytest.raises(BadArgument, match="is no article's id"):
        article_named(market.state, word)


def test_what_is_found_again_on_the_same_day_stands_in_place_of_it(market: Market) -> None:
    keep_judged(market.state, made_judged(0.0149), AT)
    keep_judged(market.state, made_judged(0.0151), AT)
    later = made_judged(0.02, date(2026, 1, 5))
    keep_judged(market.state, later, AT)
    assert stored_judged(market.state) == (made_judged(0.0151), later)
    assert stored_judged(market.state, "b" * 64) == ()


@pytest.mark.parametrize(
    "command",
    [
        "UPDATE articles SET body = replace(body, '1.5', '9.5')",
        "UPDATE articles SET body = '{}'",
        "UPDATE articles SET sha = ''",
        "UPDATE findings SET body = replace(body, '0.0149', '0.0500')",
        "UPDATE findings SET as_of = '2025-12-24'",
    ],
)
def test_an_article_that_was_edited_is_never_shown(market: Market, command: str) -> None:
    keep_article(market.state, made_article(), AT)
    keep_judged(market.state, made_judged(), AT)
    changed(market, command)
    with pytest.raises(IntegrityError, match="cannot be read"):
        check(market.state)
    assert [issue.check for issue in market.verify()] == ["S04 state"]


def test_keeping_an_article_changes_nothing_that_is_kept_of_the_market(market: Market) -> None:
    before = market.fingerprint()
    keep_article(market.state, made_article(), AT)
    market.refresh()
    assert market.fingerprint() == before
    assert market.verify() == ()


def test_claims_are_read_without_what_was_found_of_them(market: Market) -> None:
    keep_judged(market.state, made_judged(), AT)
    keep_judged(market.state, made_judged(as_of=date(2026, 1, 2)), AT)
    whole = stored_judged(market.state)[-1]
    told = stored_claims(market.state)[whole.article]
    assert told.claims == tuple(one.claim for one in whole.findings)
    assert told.as_of == date(2026, 1, 2)
    assert stored_claims(market.state, date(2025, 12, 31))[whole.article].as_of < told.as_of
    assert stored_claims(market.state, date(2020, 1, 1)) == {}


def test_a_forgotten_article_takes_all_that_was_made_of_it_along(market: Market) -> None:
    keep_article(market.state, made_article(), AT)
    keep_judged(market.state, made_judged(), AT)
    keep_theses(market.state, [made_thesis()], AT)
    keep_predictions(market.state, [made_prediction()], AT)
    keep_rulings(market.state, [made_ruling()], AT)
    assert first_kept(market.state) == {made_article().id: AT}
    gone = forget_article(market.state, made_article().id)
    assert gone == {"findings": 1, "theses": 1, "forecasts": 1, "articles": 1}
    assert (stored_articles(market.state), stored_judged(market.state)) == ((), ())
    assert rulings(market.state) == ()
