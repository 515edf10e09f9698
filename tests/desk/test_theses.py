"""Theses on file: watched as of a day, scored once, and never ruled again when they are over."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import rotascope
from rotascope.desk import Desk
from rotascope.desk.theses import CLOSED, one, open_theses, track
from rotascope.errors import BadArgument, NoAnswer
from rotascope.store.articles import keep_article
from rotascope.store.memory import MemoryBackend
from rotascope.store.theses import keep_predictions, keep_rulings, keep_theses, rulings
from rotascope.terms import Ruling
from tests.desk.kept_theses import one as made
from tests.desk.kept_theses import shelf_of_theses
from tests.store.kept_articles import made_article, made_prediction

AT = datetime(2026, 6, 13, 9, 0, tzinfo=UTC)


@pytest.fixture
def desk(sample_store: Path, once: Callable[..., Path], tmp_path: Path) -> Desk:
    shelf = once("theses", lambda folder: shelf_of_theses(sample_store, folder))
    return rotascope.open(shutil.copytree(shelf, tmp_path / "own"))


def test_every_thesis_says_where_it_stands(desk: Desk) -> None:
    told = {thesis.id[:2]: thesis for thesis in desk.theses()}
    assert told["aa"].status in ("right", "wrong")
    assert told["aa"].outcome is not None
    assert told["aa"].score is not None
    assert (told["aa"].outcome > 0) == (told["aa"].status == "right")
    assert told["bb"].status == "not_measurable"
    assert told["bb"].reason.startswith("n = 0: ")
    assert told["cc"].status == "waiting"
    assert told["dd"].status == "triggered"
    assert {thesis.line for thesis in told.values()} == {"SIZE / SPX500C"}


def test_as_of_a_day_only_what_was_open_by_then_is_told(desk: Desk) -> None:
    then = desk.theses(as_of="2019-01-10")
    assert [thesis.id[:2] for thesis in then] == ["aa", "bb", "cc"]
    assert then[0].status in ("waiting", "triggered")
    assert then[0].outcome is None
    with pytest.raises(NoAnswer, match="no thesis is on file by 2015"):
        desk.theses(as_of="2015-06-01")


def test_one_is_asked_for_by_its_id(desk: Desk) -> None:
    (told,) = desk.theses("aa01")
    assert told.id == "aa01aa01aa01"
    assert told == one(desk.backend, desk.panel(), "aa01")
    with pytest.raises(NoAnswer, match="no thesis 'ee05' is on file"):
        desk.theses("ee05")
    with pytest.raises(BadArgument, match="may begin many an id"):
        desk.theses("a")


def test_what_became_of_them_is_kept_once(desk: Desk) -> None:
    first = desk.track(at=AT)
    assert first.added == len(first.rulings) == 5
    assert desk.track(at=AT).added == 0
    state = desk.backend.market.state  # type: ignore[attr-defined]
    assert {ruling.item for ruling in rulings(state)} == {ruling.item for ruling in first.rulings}
    assert first.predictions[0].status in ("right", "wrong")
    assert "2 of 5 registered are over and scored" in first.notes
    source = first.forecasters[0]
    assert (source.name, source.role, source.registered, source.scored) == (
        "Demo Wire",
        "source",
        5,
        2,
    )


def test_what_was_closed_once_is_not_ruled_again(desk: Desk) -> None:
    state = desk.backend.market.state  # type: ignore[attr-defined]
    ruled = Ruling("aa01aa01aa01", date(2020, 1, 2), "falsified", reason="as was known then")
    keep_rulings(state, [ruled], "2020-01-02T00:00:00+00:00")
    told = track(desk.backend, desk.panel(), AT)
    assert ruled.status in CLOSED
    assert next(one for one in told.rulings if one.item == ruled.item) == ruled
    assert len(rulings(state, ruled.item)) == 1


def test_a_look_back_writes_nothing(desk: Desk) -> None:
    told = desk.track("2020-01-02")
    assert told.added == 0
    assert len(told.theses) == 3
    assert rulings(desk.backend.market.state) == ()  # type: ignore[attr-defined]


def test_a_store_without_theses_says_how_to_get_one(sample_store: Path) -> None:
    with pytest.raises(NoAnswer, match="rotascope check FILE"):
        rotascope.open(sample_store).theses()


def test_rows_in_memory_hold_no_theses(desk: Desk) -> None:
    with pytest.raises(NoAnswer, match="rows in memory hold no theses"):
        open_theses(MemoryBackend({}), desk.panel())


def test_of_two_copies_the_last_is_scored_unless_one_was_ruled_upon(desk: Desk) -> None:
    state = desk.backend.market.state  # type: ignore[attr-defined]
    text = " ".join(f"Word {at} of the text follows another." for at in range(60))
    for digit, words, day in (("a", text, "2022-01-03"), ("b", f"{text} End.", "2022-01-04")):
        keep_article(state, made_article(digit, words), f"{day}T10:00:00+00:00")
    assert len(desk.track().rulings) == 0, "all were registered from the older copy"
    ruled = Ruling("aa01aa01aa01", date(2020, 1, 2), "falsified", reason="as was known then")
    keep_rulings(state, [ruled], "2020-01-02T00:00:00+00:00")
    assert len(desk.track().rulings) == 5


def test_what_was_registered_later_is_not_known_on_an_earlier_day(desk: Desk) -> None:
    state = desk.backend.market.state  # type: ignore[attr-defined]
    late = made("ee05ee05ee05", date(2019, 1, 2), "rs.small_large > 0")
    keep_theses(state, [late], "2022-12-01T10:00:00+00:00")
    assert "ee05ee05ee05" not in {one.id for one in desk.theses(as_of="2019-06-03")}
    assert "ee05ee05ee05" in {one.id for one in desk.theses()}
    with pytest.raises(NoAnswer, match="was not on file by 2019-06-03"):
        desk.theses("ee05ee05", "2019-06-03")
    assert desk.theses("ee05ee05")[0].id == "ee05ee05ee05"


def test_a_forecast_asked_for_as_a_thesis_is_named(desk: Desk) -> None:
    with pytest.raises(NoAnswer, match="p-0001 is a forecast"):
        desk.theses("p-0001")


def test_articles_without_a_thesis_are_counted_beside_their_forecasts(
    sample_store: Path, tmp_path: Path
) -> None:
    desk = rotascope.open(shutil.copytree(sample_store, tmp_path / "bare"))
    state = desk.backend.market.state  # type: ignore[attr-defined]
    keep_article(state, made_article(), "2022-01-03T10:00:00+00:00")
    keep_predictions(state, [made_prediction()], "2022-01-03T10:00:00+00:00")
    with pytest.raises(NoAnswer, match=r"1 article is on file; none has an if-then .*; 1 forecast"):
        desk.theses()
