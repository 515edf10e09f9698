"""Theses and predictions as registered, and what became of them."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest

from rotascope.errors import BadArgument, IntegrityError, NoAnswer
from rotascope.store.articles import keep_article
from rotascope.store.market import Market
from rotascope.store.state import State
from rotascope.store.theses import (
    check,
    keep_predictions,
    keep_rulings,
    keep_theses,
    rulings,
    stored_predictions,
    stored_theses,
    thesis_named,
)
from tests.store.kept_articles import AT, made_article, made_prediction, made_ruling, made_thesis


def test_a_thesis_is_registered_once_and_never_sharpened(market: Market) -> None:
    assert keep_theses(market.state, [made_thesis(), made_thesis()], AT) == 1
    assert keep_theses(market.state, [replace(made_thesis(), side="large")], AT) == 0
    assert stored_theses(market.state) == (made_thesis(),)


def test_a_prediction_is_registered_once(market: Market) -> None:
    assert keep_predictions(market.state, [made_prediction()], AT) == 1
    assert keep_predictions(market.state, [replace(made_prediction(), probability=1.0)], AT) == 0
    assert stored_predictions(market.state) == (made_prediction(),)


def test_a_ruling_is_added_only_where_it_differs_from_the_newest(market: Market) -> None:
    days = [date(2026, 1, day) for day in (5, 6, 7)]
    told = [made_ruling("waiting", day=days[0]), made_ruling("waiting", day=days[1])]
    assert keep_rulings(market.state, told[:1], AT) == 1
    assert keep_rulings(market.state, told[1:], AT) == 0
    assert keep_rulings(market.state, [made_ruling("right", day=days[2])], AT) == 1
    assert [one.status for one in rulings(market.state)] == ["waiting", "right"]
    assert [one.as_of for one in rulings(market.state, "t-0001")] == [days[0], days[2]]
    assert rulings(market.state, "t-0002") == ()


def test_a_thesis_is_found_by_the_beginning_of_its_id(market: Market) -> None:
    keep_theses(market.state, [made_thesis("t-0001"), made_thesis("t-0011")], AT)
    assert thesis_named(market.state, "t-001").id == "t-0011"
    with pytest.raises(BadArgument, match="2 theses begin with t-00"):
        thesis_named(market.state, "t-00")
    with pytest.raises(BadArgument, match="may begin many an id"):
        thesis_named(market.state, "t-")
    with pytest.raises(NoAnswer, match="no thesis 'u-0001' is on file"):
        thesis_named(market.state, "u-0001")


@pytest.mark.parametrize("table", ["theses", "forecasts", "outcomes"])
def test_what_was_edited_is_found(market: Market, table: str) -> None:
    keep_theses(market.state, [made_thesis()], AT)
    keep_predictions(market.state, [made_prediction()], AT)
    keep_rulings(market.state, [made_ruling()], AT)
    check(market.state)
    with market.state.changing() as connection:
        connection.exec_driver_sql(f"UPDATE {table} SET body = replace(body, '2025', '2024')")
    with pytest.raises(IntegrityError, match="cannot be read"):
        check(market.state)
    assert [issue.check for issue in market.verify()] == ["S04 state"]


def test_several_programs_may_keep_the_same_at_once(market: Market) -> None:
    file = market.root / "state.sqlite"
    theses = [made_thesis(f"t-{i:04d}") for i in range(20)]
    start = Barrier(6)

    def keep(_: int) -> tuple[bool, int]:
        state = State(file=file)
        start.wait()
        found = keep_article(state, made_article(), AT), keep_theses(state, theses, AT)
        state.close()
        return found

    with ThreadPoolExecutor(6) as pool:
        told = list(pool.map(keep, range(6)))
    assert sum(fresh for fresh, _ in told) == 1
    assert sum(new for _, new in told) == 20
    assert len(stored_theses(market.state)) == 20
