"""The Desk: every question, one store, frozen answers."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from rotascope.desk import Desk
from rotascope.errors import NoAnswer, UnknownName
from rotascope.providers import planted
from rotascope.store.memory import MemoryBackend
from tests.evidence.markets import LAST, returns_frame

FRAMES, TRUTH = planted.frames()


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(MemoryBackend(FRAMES))


def test_the_default_is_the_last_session_with_prices(desk: Desk) -> None:
    assert desk.default_as_of() == TRUTH.last
    assert desk.panel().as_of == TRUTH.last
    assert desk.panel("2025-06-29") is desk.panel(date(2025, 6, 27))


def test_a_brief_as_of_a_holiday_says_so_first(desk: Desk) -> None:
    found = desk.brief("2025-06-19")  # Juneteenth
    assert found.as_of == date(2025, 6, 18)
    assert found.notes[0].startswith("2025-06-19 is no session")
    assert found.changed_since == date(2025, 5, 19)
    assert found.data_age_sessions == 0


def test_a_brief_of_the_past_knows_nothing_later(desk: Desk) -> None:
    day = date(2024, 7, 11)
    cut = {name: frame.filter(frame["known_at"] <= day) for name, frame in FRAMES.items()}
    then = Desk(MemoryBackend(cut)).brief(day)
    now = desk.brief(day)
    assert (then.verdict, then.readings, then.changed) == (now.verdict, now.readings, now.changed)
    assert (then.coming, then.notes) == (now.coming, now.notes)


def test_signals_can_be_named_or_filtered(desk: Desk) -> None:
    named = desk.signals(["rs.small_large"], history=True)
    assert [r.signal for r in named] == ["rs.small_large"]
    assert named[0].history is not None
    assert {r.axis for r in desk.signals(axis="size")} == {"size"}
    breadth = desk.signals(family="breadth", axis="concentration")
    assert {r.family for r in breadth} == {"breadth"}
    assert all(r.history is None for r in breadth)
    with pytest.raises(UnknownName, match="no signal"):
        desk.signals(["rs.nothing"])


def test_performance_goes_through_the_desk(desk: Desk) -> None:
    (found,) = desk.performance(["PW:SMALL"], "2024", "pr")
    assert found.base_date == date(2023, 12, 29)
    assert found.as_of == TRUTH.last


def test_data_names_the_store_and_the_date(desk: Desk) -> None:
    found = desk.data()
    assert (found.as_of, found.series) == (TRUTH.last, "")
    assert found.store == desk.brief().store
    assert desk.data("PWGROWTH").series == "PWGROWTH"


def test_a_store_without_prices_still_says_what_it_holds() -> None:
    bare = Desk(MemoryBackend({"macro": FRAMES["macro"]}))
    assert bare.data().on_file[0].table == "macro"
    assert bare.data(as_of="2024-01-02").as_of == date(2024, 1, 2)
    with pytest.raises(NoAnswer):
        bare.brief()


def test_an_axis_or_a_family_nobody_has_is_refused(desk: Desk) -> None:
    with pytest.raises(UnknownName, match="no family 'nope'"):
        desk.signals(family="nope")
    with pytest.raises(UnknownName, match="no axis 'nope'"):
        desk.signals(axis="nope")  # type: ignore[arg-type]


def test_a_store_of_ones_own_line_alone_answers_for_it() -> None:
    bare = Desk(MemoryBackend({"returns": returns_frame({"ZZZ": np.arange(300) * 0.001}, LAST)}))
    (told,) = bare.performance(("ZZZ",), "1m")
    assert told.value is not None
    assert told.value > 0
    assert told.end_date == LAST
    (earlier,) = bare.performance(("ZZZ",), "1w", as_of="2026-05-29")
    assert earlier.end_date == date(2026, 5, 29)
    with pytest.raises(NoAnswer, match="no prices of a pair"):
        bare.brief()


def test_data_of_no_day_says_what_is_known_only_later_and_of_a_day_it_does_not() -> None:
    macro = FRAMES["macro"].unique(["series", "date"])
    macro = macro.with_columns(known_at=pl.lit(date(2026, 11, 2)))
    desk = Desk(MemoryBackend({"returns": FRAMES["returns"], "macro": macro}))
    told = desk.data()
    assert [one.table for one in told.on_file] == ["returns"]
    assert told.later == (
        f"{len(macro):,} rows in 1 dataset are known only later: --as-of 2026-11-02 shows them"
    )
    assert desk.data(as_of=told.as_of).later == ""
    assert {one.table for one in desk.data(as_of="2026-11-02").on_file} == {"returns", "macro"}
