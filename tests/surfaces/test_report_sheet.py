"""What a report prints, gathered once."""

from __future__ import annotations

from pathlib import Path

from rotascope.desk import open_store
from rotascope.surfaces.report_sheet import WINDOWS, made, sheet_of
from tests.surfaces import fixtures


def test_a_sheet_holds_pictures_and_no_histories() -> None:
    told = sheet_of(fixtures.brief(), fixtures.readings())
    assert [one.axis for one in told.axes] == ["size", "concentration"]
    assert len(told.axes[0].pictures) == 2
    assert all(one.history is None and one.lines == () for one in told.brief.readings)
    assert {one.signal for one in told.years} == {
        one.signal for one in fixtures.readings() if one.history
    }
    assert (told.windows, told.returns) == ((), ())


def test_without_histories_a_sheet_has_no_pictures_of_pairs() -> None:
    told = sheet_of(fixtures.brief(), ())
    assert told.axes[0].pictures == ()
    assert told.multiples == ()


def test_of_a_desk_the_lines_of_its_pairs_stand_side_by_side(sample_store: Path) -> None:
    desk = open_store(sample_store)
    told = made(desk, desk.brief("2015-06-30"))
    assert told.windows == WINDOWS
    assert told.returns
    assert all(len(row) == len(WINDOWS) for row in told.returns)
    assert {one.as_of for row in told.returns for one in row} == {told.brief.as_of}
