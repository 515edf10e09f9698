"""Concentration through the files."""

from __future__ import annotations

import pytest

from rotascope.errors import WrongUse
from rotascope.figures.concentration import concentration
from tests.figures import drawable
from tests.surfaces import fixtures


def test_a_file_is_a_point_with_its_number_and_no_line_joins_two_files() -> None:
    made = concentration(drawable.concentrated())
    first = made.traces[0]
    assert first["mode"] == "markers+text"
    assert first["text"][-1].endswith(" %")
    assert [trace["name"] for trace in made.traces] == [
        "large-cap fund", "small-cap fund", "by prices since", "large-cap fund",
    ]  # fmt: skip


def test_funds_differ_by_symbol_as_well_as_by_colour() -> None:
    large, small = concentration(drawable.concentrated()).traces[:2]
    assert large["marker"]["symbol"] != small["marker"]["symbol"]
    assert large["marker"]["color"] != small["marker"]["color"]


def test_panels_lie_below_one_another_and_share_their_days() -> None:
    layout = concentration(drawable.concentrated()).layout
    (low, top), (bottom, high) = layout["yaxis2"]["domain"], layout["yaxis"]["domain"]
    assert 0.0 <= low < top < bottom < high <= 1.0
    assert layout["xaxis2"]["matches"] == "x"
    assert not layout["xaxis"]["showticklabels"]


def test_the_title_is_the_newest_files_weight() -> None:
    title = concentration(drawable.concentrated()).title
    assert title.startswith("The ten largest issuers are 3")
    assert f"(file known {fixtures.AS_OF})" in title


def test_other_readings_are_left_out_and_none_is_refused() -> None:
    mixed = (*drawable.concentrated(), *fixtures.readings())
    assert concentration(mixed) == concentration(drawable.concentrated())
    with pytest.raises(WrongUse, match="no file of holdings"):
        concentration(fixtures.readings())
